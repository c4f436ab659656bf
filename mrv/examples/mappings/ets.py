"""Worked examples of emissions trading source streams and of continuous measurement."""

from collections.abc import Mapping
from fractions import Fraction

from mrv.examples.engine import Computed, calculate, outcome, outcomes, renamed
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

_STREAM = {
    "activity": "activity",
    "ncv": "net_calorific_value",
    "ef": "emission_factor",
    "oxidation": "oxidation_factor",
    "conversion_factor": "conversion_factor",
    "biomass": "biomass_fraction",
}
_MEASURED = {
    "hours": "operating_time",
    "flow": "flow",
    "concentration": "concentration",
    "biomass": "biomass_fraction",
}


def _is_per_energy(inputs: Inputs) -> bool:
    return ("energy", -1) in inputs.quantity("ef").unit.dimension


def _stream(identifier: str, inputs: Inputs) -> Mapping[str, Outcome]:
    given = renamed(inputs, _STREAM)
    if not identifier.endswith(".energy"):
        given.pop("net_calorific_value", None)
    return outcomes(calculate(identifier, given))


@example("ets_combustion")
def _combustion(inputs: Inputs) -> Mapping[str, Outcome]:
    return _stream("ets.combustion.energy" if _is_per_energy(inputs) else "ets.combustion.amount", inputs)


@example("ets_process", "ets_process_ncv")
def _process(inputs: Inputs) -> Mapping[str, Outcome]:
    return _stream("ets.process.energy" if _is_per_energy(inputs) else "ets.process", inputs)


@example("ets_process_conversion")
def _process_conversion(inputs: Inputs) -> Mapping[str, Outcome]:
    return _stream("ets.process.conversion", inputs)


@example("ets_transfer_negative")
def _transfer(inputs: Inputs) -> Mapping[str, Outcome]:
    return _stream("ets.transfer", inputs)


@example("ets_mass_balance")
def _mass_balance(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"activity": "activity", "carbon_content": "carbon_content", "biomass": "biomass_fraction"}
    counted = {substance for side, _, substance in inputs.quantity("carbon_content").unit.basis if side == "above"}
    if "CO2" in counted:
        return outcomes(calculate("ets.mass_balance.as_co2", renamed(inputs, names)))
    return outcomes(calculate("ets.mass_balance", renamed(inputs, names | {"c_to_co2": "carbon_to_co2"})))


@example("cems_co2")
def _measured_co2(inputs: Inputs) -> Mapping[str, Outcome]:
    result = calculate("ets.continuous_measurement.co2", renamed(inputs, _MEASURED))
    names = {"gas_flow": "gas_flow", "fossil": "fossil", "reportable": "fossil", "biomass_co2": "sustainable_biomass"}
    return outcomes(result, **names)


@example("cems_n2o")
def _measured_n2o(inputs: Inputs) -> Mapping[str, Outcome]:
    result = calculate("ets.continuous_measurement.n2o", renamed(inputs, _MEASURED))
    gwp = Fraction(inputs.number("gwp_n2o", default="298"))
    return _n2o_outcomes(result, gwp)


def _n2o_outcomes(result: Computed, gwp: Fraction) -> Mapping[str, Outcome]:
    whole, biomass = result.exact["n2o"], result.exact["of_biomass"]
    return {
        "gas_flow": outcome(result, "gas_flow"),
        "n2o": Outcome(whole, "t"),
        "n2o_fossil": Outcome(whole - biomass, "t"),
        "reportable": Outcome((whole - biomass) * gwp, "t"),
        "biomass": Outcome(biomass * gwp, "t"),
        "biomass_co2e": Outcome(biomass * gwp, "t"),
    }
