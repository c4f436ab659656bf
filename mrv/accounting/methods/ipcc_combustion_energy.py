"""Combustion where the energy of the fuel itself is metered: energy times one factor per gas.

IPCC 2006 Guidelines vol. 2 ch. 2, equation 2.1.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, mass_of, number

METHOD = Method(
    identifier="ipcc.combustion.energy",
    family="combustion",
    title=Text("Combustion by energy and factor", "燃料燃烧（能量×因子）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 2 ch. 2, eq. 2.1"),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "AD", ("Energy of the fuel (net)", "燃料热量（低位）"), ("TJ", "0", "1e9")),
        specs.EF_CO2_ENERGY,
        specs.EF_CH4_ENERGY,
        specs.EF_N2O_ENERGY,
    ),
    formula="co2 = AD * EF_CO2\nch4 = AD * EF_CH4\nn2o = AD * EF_N2O",
    outputs=(mass_of("CO2"), mass_of("CH4"), mass_of("N2O")),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("100", "TJ"),
                "ef_co2": ("56100", "kgCO2/TJ"),
                "ef_ch4": ("1", "kgCH4/TJ"),
                "ef_n2o": ("0.1", "kgN2O/TJ"),
            },
            expected={"co2": "5610.000000", "ch4": "0.100000", "n2o": "0.010000"},
            source="natural gas, IPCC 2006 vol. 2 table 2.2, by hand",
        ),
    ),
)
