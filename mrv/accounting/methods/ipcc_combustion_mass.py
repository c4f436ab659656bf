"""Stationary combustion by mass, tier 1: energy times one factor per gas.

IPCC 2006 Guidelines vol. 2 ch. 2, equation 2.1, with energy = mass x net calorific value (ch. 1, 1.4.1.2).
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, WorkedExample, amount, mass_of

METHOD = Method(
    identifier="ipcc.combustion.mass",
    family="combustion",
    title=Text("Combustion by energy and factor, fuel by mass", "燃料燃烧（能量×因子，按质量）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 2 ch. 2, eq. 2.1"),
    validity=specs.ALWAYS,
    inputs=(
        specs.FUEL_MASS,
        specs.NET_CALORIFIC_VALUE_MASS,
        specs.EF_CO2_ENERGY,
        specs.EF_CH4_ENERGY,
        specs.EF_N2O_ENERGY,
    ),
    formula="""\
energy = AD * NCV
co2 = energy * EF_CO2
ch4 = energy * EF_CH4
n2o = energy * EF_N2O
""",
    outputs=(
        mass_of("CO2"),
        mass_of("CH4"),
        mass_of("N2O"),
        amount("energy", ("Energy of the fuel", "燃料热量"), "TJ"),
    ),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("1000", "t"),
                "net_calorific_value": ("25.8", "TJ/Gg"),
                "ef_co2": ("94600", "kgCO2/TJ"),
                "ef_ch4": ("1", "kgCH4/TJ"),
                "ef_n2o": ("1.5", "kgN2O/TJ"),
            },
            expected={"co2": "2440.680000", "ch4": "0.025800", "n2o": "0.038700", "energy": "25.8"},
            source="other bituminous coal, IPCC 2006 vol. 2 tables 1.2 and 2.2, by hand",
        ),
    ),
)
