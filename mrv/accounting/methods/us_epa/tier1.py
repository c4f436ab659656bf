"""Tiers 1 and 2: fuel x high heat value x factor, for CO2, CH4 and N2O. 40 CFR 98.33, C-1, C-2a and C-8, C-9a.

CO2 = 1e-3 x Fuel x HHV x EF (metric tons from kilograms); tier 2 uses a measured annual average HHV in the same
equation. For gas billed in therms or mmBtu, C-1a and C-1b leave the heat value out.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import WorkedExample, mass_of, number
from mrv.accounting.methods.us_epa import IN_FORCE, equation, specs

_GASES = (mass_of("CO2"), mass_of("CH4"), mass_of("N2O"))
_FACTORS = {
    "ef_co2": ("53.06", "kgCO2/mmBtu"),
    "ef_ch4": ("0.001", "kgCH4/mmBtu"),
    "ef_n2o": ("0.0001", "kgN2O/mmBtu"),
}
_EXPECTED = {"co2": "54.439560", "ch4": "0.001026", "n2o": "0.000103"}

METHODS = (
    Method(
        identifier="us_epa.tier1",
        family="combustion",
        title=Text("40 CFR 98 tiers 1 and 2: fuel by high heat value", "美国 40 CFR 98 一、二级：按高位发热量"),
        citation=equation("C-1, C-2a, C-8 and C-9a"),
        validity=IN_FORCE,
        inputs=(specs.FUEL, specs.HIGH_HEAT_VALUE, specs.EF_CO2, specs.EF_CH4, specs.EF_N2O),
        formula="co2 = FUEL * HHV * EF_CO2\nch4 = FUEL * HHV * EF_CH4\nn2o = FUEL * HHV * EF_N2O",
        outputs=_GASES,
        activity="activity",
        worked=(
            WorkedExample(
                inputs={"activity": ("1000000", "scf"), "high_heat_value": ("0.001026", "mmBtu/scf"), **_FACTORS},
                expected=_EXPECTED,
                source="natural gas, tables C-1 and C-2 to subpart C, by hand",
            ),
        ),
    ),
    Method(
        identifier="us_epa.tier1.billed_heat",
        family="combustion",
        title=Text("40 CFR 98 tier 1: gas billed by heat", "美国 40 CFR 98 一级：按计费热量"),
        citation=equation("C-1a, C-1b and C-8a, C-8b"),
        validity=IN_FORCE,
        inputs=(
            number("activity", "GAS", ("Gas by its high heat", "燃气热量（高位）"), ("mmBtu", "0", "1e11")),
            specs.EF_CO2,
            specs.EF_CH4,
            specs.EF_N2O,
        ),
        formula="co2 = GAS * EF_CO2\nch4 = GAS * EF_CH4\nn2o = GAS * EF_N2O",
        outputs=_GASES,
        activity="activity",
        worked=(
            WorkedExample(
                inputs={"activity": ("10260", "therm"), **_FACTORS},
                expected=_EXPECTED,
                source="natural gas, tables C-1 and C-2 to subpart C, by hand",
            ),
        ),
    ),
)
