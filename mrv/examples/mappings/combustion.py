"""Worked examples of fuel combustion: Chinese heat method, IPCC tier 1, factors per unit of activity."""

from collections.abc import Mapping
from fractions import Fraction

from mrv.accounting.gases import gas
from mrv.accounting.quantity import Quantity
from mrv.accounting.units import Unit, parse_unit
from mrv.examples.engine import Given, calculate, outcomes, renamed
from mrv.examples.inputs import Inputs, unit_of
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_GASES = ("CO2", "CH4", "N2O")


@example("fuel_ncv_cc_of")
def _heat_method(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {
        "activity": "activity",
        "ncv": "net_calorific_value",
        "carbon_content": "carbon_content",
        "oxidation": "oxidation_factor",
    }
    return outcomes(calculate("cn.combustion.ncv_cc_of", renamed(inputs, names)), co2="co2")


def _counted_gas(unit: Unit) -> str:
    """Gas a factor counts, from its unit; CO2 where the unit names none."""
    counted = {substance for side, kind, substance in unit.basis if side == "above" and kind == "mass"}
    return next((found for found in _GASES if found in counted), "CO2")


def _tier1(identifier: str, inputs: Inputs, names: Mapping[str, str]) -> Mapping[str, Outcome]:
    given = renamed(inputs, {**names, "ncv": "net_calorific_value"})
    stated: list[str] = []
    for name in ("ef", "ef_co2", "ef_ch4", "ef_n2o"):
        if name in inputs:
            factor = inputs.quantity(name)
            species = _counted_gas(factor.unit) if name == "ef" else name[3:].upper()
            stated.append(species.lower())
            given[f"ef_{species.lower()}"] = factor
    if not stated:
        raise inputs.missing("ef")
    for species in _GASES:
        given.setdefault(f"ef_{species.lower()}", Quantity.of("0", f"kg{species}/TJ"))
    result = calculate(identifier, given)
    return outcomes(result, **{name: name for name in stated})


@example("ipcc_tier1_mass")
def _by_mass(inputs: Inputs) -> Mapping[str, Outcome]:
    return _tier1("ipcc.combustion.mass", inputs, {"mass": "activity"})


@example("ipcc_tier1_gas_volume")
def _gas_volume(inputs: Inputs) -> Mapping[str, Outcome]:
    return _tier1("ipcc.combustion.gas_volume", inputs, {"volume": "activity", "density": "density"})


@example("ipcc_tier1_liquid_volume")
def _liquid_volume(inputs: Inputs) -> Mapping[str, Outcome]:
    return _tier1("ipcc.combustion.liquid_volume", inputs, {"volume": "activity", "density": "density"})


@example("activity_times_factor")
def _activity_factor(inputs: Inputs) -> Mapping[str, Outcome]:
    given: dict[str, Given] = {"activity": inputs.quantity("activity"), "emission_factor": inputs.quantity("ef")}
    result = calculate("general.activity_factor", {**given, "gas": gas(inputs.text("gas")).code})
    return outcomes(result, emission="emission")


@example("factor_with_gas_split")
def _gas_split(inputs: Inputs) -> Mapping[str, Outcome]:
    activity = inputs.quantity("activity")
    parts = [name for name in inputs.names if name.startswith("kgCO2e_of_")]
    factor = sum((Fraction(inputs.number(name)) for name in parts), Fraction(0))
    per_unit = parse_unit(f"kgCO2e/({activity.unit.symbol})")
    total = Fraction(0)
    for name in parts:
        given: dict[str, Given] = {
            "activity": activity,
            "emission_factor": Quantity(inputs.number(name), per_unit),
            "gas": "CO2e",
        }
        total += calculate("general.activity_factor", given).exact["emission"]
    return {"factor": Outcome(factor), "co2e": Outcome(total, "t")}


@example("density_conversion")
def _mass_from_volume(inputs: Inputs) -> Mapping[str, Outcome]:
    given = renamed(inputs, {"volume": "volume", "density": "density"})
    return outcomes(calculate("general.mass_from_volume", given))


@example("unit_conversion")
def _unit_conversion(inputs: Inputs) -> Mapping[str, Outcome]:
    given = inputs.given("value")
    return {"value": Outcome(inputs.number("value"), unit_of(given.unit).symbol)}
