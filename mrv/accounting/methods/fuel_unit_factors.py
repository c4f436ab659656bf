"""Fuel times one factor per gas, each stated per unit of the fuel.

IPCC 2006 Guidelines vol. 2 ch. 2, eq. 2.1 with factors per tonne, litre or cubic metre; GPC v1.1 6.3; the
per-unit columns of the EPA Emission Factors Hub. Factors may not be zero by omission: an excluded gas is
given as 0 and so stays visible.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, InputSpec, WorkedExample, mass_of, number

_BASES = ("t", "m3", "GJ")


def _factor(gas: str, highest: str) -> InputSpec:
    name, symbol = f"ef_{gas.lower()}", f"EF_{gas}"
    title = (f"{gas} factor", f"{gas} 排放因子")
    return number(name, symbol, title, *((f"t{gas}/{unit}", "0", highest) for unit in _BASES))


METHOD = Method(
    identifier="combustion.fuel_unit_factors",
    family="combustion",
    title=Text("Fuel times factors per unit of fuel", "燃料燃烧（单位燃料因子）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 2 ch. 2, eq. 2.1"),
    validity=specs.ALWAYS,
    inputs=(
        number("activity", "AD", ("Fuel burned", "燃料消耗量"), *((unit, "0", "1e13") for unit in _BASES)),
        _factor("CO2", "5"),
        _factor("CH4", "0.5"),
        _factor("N2O", "0.1"),
    ),
    formula="co2 = AD * EF_CO2\nch4 = AD * EF_CH4\nn2o = AD * EF_N2O",
    outputs=(mass_of("CO2"), mass_of("CH4"), mass_of("N2O")),
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("100000", "m3"),
                "ef_co2": ("2.244", "kgCO2/m3"),
                "ef_ch4": ("0.0002", "kgCH4/m3"),
                "ef_n2o": ("0.000004", "kgN2O/m3"),
            },
            expected={"co2": "224.400000", "ch4": "0.020000", "n2o": "0.000400"},
            source="natural gas, CityCatalyst sample factors, by hand",
        ),
    ),
)
