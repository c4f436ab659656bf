"""Worked examples of 40 CFR 98 tier 1: factors per heat and per unit of fuel."""

from collections.abc import Mapping

from mrv.accounting.quantity import Quantity
from mrv.examples.engine import Given, calculate, outcome, outcomes, renamed
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_GASES = ("CO2", "CH4", "N2O")


@example("epa_tier1_co2", "epa_tier1_ch4")
def _by_heat(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"fuel": "activity", "hhv": "high_heat_value", "ef": "ef_co2"}
    given = renamed(inputs, names | {f"ef_{gas.lower()}": f"ef_{gas.lower()}" for gas in _GASES})
    stated = [gas.lower() for gas in _GASES if f"ef_{gas.lower()}" in given]
    for gas in _GASES:
        given.setdefault(f"ef_{gas.lower()}", Quantity.of("0", f"kg{gas}/mmBtu"))
    return outcomes(calculate("us_epa.tier1", given), **{gas: gas for gas in stated})


@example("epa_tier1_co2_facility", "epa_tier1_three_gases")
def _by_amount(inputs: Inputs) -> Mapping[str, Outcome]:
    found: dict[str, Outcome] = {}
    for gas in _GASES:
        name = f"ef_{gas.lower()}" if f"ef_{gas.lower()}" in inputs else "ef" if gas == "CO2" else ""
        if name in inputs:
            given: dict[str, Given] = {
                "activity": inputs.quantity("fuel"),
                "emission_factor": inputs.quantity(name),
                "gas": gas,
            }
            found[gas.lower()] = outcome(calculate("general.activity_factor", given), "emission")
    return found
