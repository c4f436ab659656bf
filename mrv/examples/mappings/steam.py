"""Worked examples of the steam tables C.4 and C.5 and of purchased steam."""

from collections.abc import Mapping

from mrv.examples.engine import calculate, outcomes, renamed
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example
from mrv.reference.steam import saturated_steam, superheated_steam


@example("saturated_steam_lookup", "saturated_steam_interpolation")
def _saturated(inputs: Inputs) -> Mapping[str, Outcome]:
    state = saturated_steam().at(inputs.in_unit("MPa", "pressure"))
    return {
        "temperature": Outcome(state.temperature_c, "degC"),
        "enthalpy": Outcome(state.enthalpy_kj_per_kg, "kJ/kg"),
    }


@example("superheated_steam_lookup", "superheated_steam_interpolation")
def _superheated(inputs: Inputs) -> Mapping[str, Outcome]:
    state = superheated_steam().at(inputs.in_unit("degC", "temperature"), inputs.in_unit("MPa", "pressure"))
    return {"enthalpy": Outcome(state.enthalpy_kj_per_kg, "kJ/kg")}


@example("purchased_steam_by_mass_enthalpy")
def _purchased(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"mass": "steam", "enthalpy": "enthalpy", "EF3": "emission_factor"}
    return outcomes(calculate("scope2.steam.purchased", renamed(inputs, names)))
