"""Waste water: CH4 from organic load and N2O from nitrogen in the effluent.

IPCC 2006 Guidelines vol. 5 ch. 6, eq. 6.1 and 6.4: CH4 = (TOW - S) x Bo x MCF - R, the load being volume x
concentration of COD (Bo 0.25 kgCH4/kg) or BOD (Bo 0.6); eq. 6.7: N2O = N_effluent x EF x 44/28.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Constraint, WorkedExample, amount, mass_of, number
from mrv.accounting.methods.waste import volume5

_NONE = ("0", "kg", "IPCC 2006 vol. 5 ch. 6: default of zero for sludge removed and CH4 recovered")

METHODS = (
    Method(
        identifier="waste.wastewater.ch4",
        family="waste",
        title=Text("Waste-water treatment: CH4", "废水处理 CH4"),
        citation=volume5("ch. 6, eq. 6.1 and 6.4"),
        validity=specs.ALWAYS,
        inputs=(
            number("volume", "W", ("Waste water treated", "废水处理量"), ("m3", "0", "1e12")),
            number(
                "organic_load",
                "D",
                ("COD or BOD removed per volume", "单位废水有机物（COD 或 BOD）"),
                ("kg/m3", "0", "200"),
            ),
            number(
                "sludge",
                "S",
                ("COD or BOD removed as sludge", "以污泥方式清除的有机物"),
                ("kg", "0", "1e12"),
                default=_NONE,
            ),
            number(
                "maximum_ch4", "BO", ("Maximum CH4 producing capacity", "CH4 最大产生能力"), ("kgCH4/kg", "0.1", "0.7")
            ),
            number("correction_factor", "MCF", ("CH4 correction factor", "CH4 修正因子"), ("1", "0", "1")),
            number("recovered", "R", ("CH4 recovered", "CH4 回收量"), ("kgCH4", "0", "1e12"), default=_NONE),
        ),
        constraints=(
            Constraint(
                "(W * D - S) * BO * MCF >= R",
                Text(
                    "More CH4 is recovered than the load can make: check volumes, units (g/m3, kg/m3) and recovery.",
                    "CH4 回收量大于可能产生量：请核对水量、浓度单位（g/m3、kg/m3）和回收量。",
                ),
            ),
        ),
        formula="load = W * D\nch4 = (load - S) * BO * MCF - R",
        outputs=(
            mass_of("CH4_biogenic", name="ch4"),
            amount("load", ("Organic load", "有机物总量"), "t"),
        ),
        worked=(
            WorkedExample(
                inputs={
                    "volume": ("1000000", "m3"),
                    "organic_load": ("500", "g/m3"),
                    "maximum_ch4": ("0.25", "kgCH4/kg"),
                    "correction_factor": ("0.9", "1"),
                },
                expected={"ch4": "112.500000", "load": "500"},
                source="1e6 m3 x 500 g/m3 x 0.25 x 0.9, by hand; 省级清单指南 values",
            ),
        ),
    ),
    Method(
        identifier="waste.wastewater.n2o",
        family="waste",
        title=Text("Waste-water effluent: N2O", "废水排放 N2O"),
        citation=volume5("ch. 6, eq. 6.7"),
        validity=specs.ALWAYS,
        inputs=(
            number("activity", "N", ("Nitrogen in the effluent", "污水含氮量"), ("kgN", "0", "1e12")),
            number(
                "emission_factor",
                "EF",
                ("N2O-N per nitrogen", "N2O-N 排放因子"),
                ("kgN/kgN", "0.0001", "0.25"),
                default=("0.005", "kgN/kgN", "IPCC 2006 vol. 5 table 6.11"),
            ),
        ),
        formula="n2o = N * EF * 44 / 28",
        outputs=(mass_of("N2O"),),
        activity="activity",
        worked=(
            WorkedExample(
                inputs={"activity": ("1000", "kgN")},
                expected={"n2o": "0.007857"},
                source="1000 x 0.005 x 44/28 kg, by hand",
            ),
        ),
    ),
)
