"""Composting and anaerobic digestion: treated waste times factor, less CH4 recovered.

IPCC 2006 Guidelines vol. 5 ch. 4, eq. 4.1 and 4.2, table 4.1 as corrected in July 2015 (N2O of composting 0.24 g/kg,
CH4 of digestion 0.8 g/kg, wet weight).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import InputSpec, WorkedExample, mass_of, number
from mrv.accounting.methods.waste import volume5

_TABLE = "IPCC 2006 vol. 5 table 4.1, corrigendum of July 2015, wet weight"


def _factor(gas: str, value: str) -> InputSpec:
    return number(
        f"ef_{gas.lower()}",
        f"EF_{gas}",
        (f"{gas} per wet waste", f"单位湿重废弃物 {gas} 排放因子"),
        (f"g{gas}/kg", "0", "20"),
        default=(value, f"g{gas}/kg", _TABLE),
    )


def _method(name: str, title: Text, factors: tuple[str, str], worked: WorkedExample) -> Method:
    return Method(
        identifier=f"waste.{name}",
        family="waste",
        title=title,
        citation=volume5("ch. 4, eq. 4.1 and 4.2"),
        validity=specs.ALWAYS,
        inputs=(
            number("activity", "M", ("Waste treated, wet", "处理量（湿重）"), ("t", "0", "1e9")),
            _factor("CH4", factors[0]),
            _factor("N2O", factors[1]),
            number(
                "recovered_share",
                "R",
                ("Share of CH4 recovered", "CH4 回收比例"),
                ("1", "0", "1"),
                default=("0", "%", "IPCC 2006 vol. 5 ch. 4, eq. 4.1: no recovery"),
            ),
        ),
        formula="ch4 = M * EF_CH4 * (1 - R)\nn2o = M * EF_N2O",
        outputs=(mass_of("CH4_biogenic", name="ch4"), mass_of("N2O")),
        activity="activity",
        worked=(worked,),
    )


METHODS = (
    _method(
        "composting",
        Text("Composting", "堆肥处理"),
        ("4", "0.24"),
        WorkedExample(
            inputs={"activity": ("1000", "t")},
            expected={"ch4": "4.000000", "n2o": "0.240000"},
            source="1000 t x 4 and 0.24 g/kg, by hand",
        ),
    ),
    _method(
        "anaerobic_digestion",
        Text("Anaerobic digestion", "厌氧消化处理"),
        ("0.8", "0"),
        WorkedExample(
            inputs={"activity": ("1000", "t"), "recovered_share": ("25", "%")},
            expected={"ch4": "0.600000", "n2o": "0.000000"},
            source="1000 t x 0.8 g/kg x 0.75, by hand",
        ),
    ),
)
