"""Road, rail, water and air by distance: vehicle, freight or passenger kilometres times one factor per gas.

IPCC 2006 Guidelines vol. 2 ch. 3, eq. 3.2.3 and 3.2.5 (distance times factor); GPC v1.1 ch. 7, 7.3. The unit of the
factor decides the kind: per km of a vehicle, per t·km of freight, per person·km of passengers.
"""

from mrv.accounting.messages import Text
from mrv.accounting.methods import specs
from mrv.accounting.methods.base import Method
from mrv.accounting.methods.spec import Citation, InputSpec, WorkedExample, mass_of, number

_HIGHEST = {"km": ("100", "10", "10"), "t·km": ("20", "1", "1"), "person·km": ("5", "1", "1")}


def _factor(gas: str, place: int) -> InputSpec:
    bases = ((f"kg{gas}/({unit})", "0", highest[place]) for unit, highest in _HIGHEST.items())
    return number(f"ef_{gas.lower()}", f"EF_{gas}", (f"{gas} factor", f"{gas} 排放因子"), *bases)


METHOD = Method(
    identifier="mobility.distance",
    family="transport",
    title=Text("Transport by distance", "交通运输（里程或周转量）"),
    citation=Citation("IPCC 2006 Guidelines", "vol. 2 ch. 3, eq. 3.2.3 and 3.2.5"),
    validity=specs.ALWAYS,
    inputs=(
        number(
            "activity",
            "DIST",
            ("Distance or turnover", "行驶里程或周转量"),
            *((unit, "0", "1e14") for unit in _HIGHEST),
        ),
        _factor("CO2", 0),
        _factor("CH4", 1),
        _factor("N2O", 2),
    ),
    formula="co2 = DIST * EF_CO2\nch4 = DIST * EF_CH4\nn2o = DIST * EF_N2O",
    outputs=(mass_of("CO2"), mass_of("CH4"), mass_of("N2O")),
    scope="3",
    activity="activity",
    worked=(
        WorkedExample(
            inputs={
                "activity": ("1000000", "t·km"),
                "ef_co2": ("0.1", "kgCO2/(t·km)"),
                "ef_ch4": ("0.000003", "kgCH4/(t·km)"),
                "ef_n2o": ("0.000005", "kgN2O/(t·km)"),
            },
            expected={"co2": "100.000000", "ch4": "0.003000", "n2o": "0.005000"},
            source="one million tonne-kilometres with round factors, by hand",
        ),
    ),
)
