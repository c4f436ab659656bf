"""Worked examples of industrial processes: carbonates, cement, steel, aluminum, standard coal."""

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction

from mrv.accounting.catalogue import method
from mrv.accounting.quantity import Quantity
from mrv.accounting.units import parse_unit
from mrv.examples.engine import Given, calculate, outcomes, renamed
from mrv.examples.inputs import Inputs
from mrv.examples.outcome import Outcome
from mrv.examples.registry import example

#: Heat of one kgce in the result of the engine; a publication may state another convention.
KJ_PER_KGCE = Fraction("29307.6")
_PFC = {
    "aluminium": "aluminum",
    "c2f6_weight_fraction": "c2f6_share",
    "collection_efficiency": "collection_efficiency",
}
_SLOPE = {"slope_cf4": "slope", "ae_duration": "duration", "ae_per_cell_day": "frequency"}
_OVERVOLTAGE = {"aeo_per_cell": "overvoltage", "current_efficiency": "current_efficiency"}


@example("carbonate_decomposition")
def _carbonate(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"mass": "activity", "purity": "purity", "conversion": "conversion", "ef": "emission_factor"}
    given = renamed(inputs, names) | {"carbonate": _formula(inputs.text("carbonate"))}
    return outcomes(calculate("process.carbonate_decomposition", given), co2="co2")


def _spelled(text: str) -> str:
    return re.sub(r"[\s·.]", "", unicodedata.normalize("NFKC", text)).casefold()


def _formula(text: str) -> str:
    """Formula of a carbonate, whichever way its letters are set, or from its mineral in either language."""
    (carbonates,) = method("process.carbonate_decomposition").choices
    names = {_spelled("CaCO3·MgCO3"): "CaMg(CO3)2"}
    for formula, option in carbonates.options.items():
        minerals = re.split("[,、]", f"{option.title.en},{option.title.zh}")
        names |= dict.fromkeys(map(_spelled, (formula, *minerals)), formula)
    return names.get(_spelled(text), text)


@example("cement_calcination")
def _cement(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {
        "clinker": "clinker",
        "bypass_and_ckd": "dust",
        "CaO": "cao",
        "CaO_noncarbonate": "cao_non_carbonate",
        "MgO": "mgo",
        "MgO_noncarbonate": "mgo_non_carbonate",
    }
    return outcomes(calculate("cement.clinker", renamed(inputs, names)), co2="co2")


@example("steel_process_raw_material")
def _steel(inputs: Inputs) -> Mapping[str, Outcome]:
    pairs = [(name, _factor_name(inputs, name)) for name in inputs.names if not name.startswith("ef_")]
    given: dict[str, Given] = {
        "consumption": tuple(inputs.quantity(name) for name, _ in pairs),
        "emission_factor": tuple(inputs.quantity(factor) for _, factor in pairs),
    }
    return outcomes(calculate("steel.process_materials", given), co2="co2")


def _factor_name(inputs: Inputs, material: str) -> str:
    """Name of the factor of a material: ef_ and the beginning of its name."""
    candidates = [name for name in inputs.names if name.startswith("ef_") and material.startswith(name[3:])]
    return max(candidates, key=len) if candidates else f"ef_{material}"


@example("aluminium_anode", "aluminum_anode")
def _anode(inputs: Inputs) -> Mapping[str, Outcome]:
    names = {"production": "production", "net_anode": "net_anode", "sulphur": "sulfur", "ash": "ash"}
    return outcomes(calculate("aluminum.anode", renamed(inputs, names)), co2="co2")


def _pfc(identifier: str, inputs: Inputs, given: dict[str, Given]) -> Mapping[str, Outcome]:
    result = calculate(identifier, given)
    exact = result.exact
    gwp_cf4 = Fraction(inputs.number("gwp_cf4", default="7390"))
    gwp_c2f6 = Fraction(inputs.number("gwp_c2f6", default="12200"))
    return outcomes(result, cf4="cf4_measured", c2f6="c2f6_measured") | {
        "cf4_co2e": Outcome(exact["cf4_measured"] * gwp_cf4, "t"),
        "c2f6_co2e": Outcome(exact["c2f6_measured"] * gwp_c2f6, "t"),
        "reportable": Outcome(exact["cf4"] * gwp_cf4 + exact["c2f6"] * gwp_c2f6, "t"),
    }


@example("pfc_slope")
def _pfc_slope(inputs: Inputs) -> Mapping[str, Outcome]:
    return _pfc("aluminum.pfc_slope", inputs, renamed(inputs, _PFC | _SLOPE))


@example("pfc_overvoltage")
def _pfc_overvoltage(inputs: Inputs) -> Mapping[str, Outcome]:
    coefficient = Quantity.of(inputs.value("ov_coefficient"), "kgCF4/tAl/mV")
    given = renamed(inputs, _PFC | _OVERVOLTAGE) | {"coefficient": coefficient}
    return _pfc("aluminum.pfc_overvoltage", inputs, given)


@example("standard_coal_equivalent")
def _standard_coal(inputs: Inputs) -> Mapping[str, Outcome]:
    given = renamed(inputs, {"activity": "activity", "ncv": "net_calorific_value"})
    tonnes = calculate("energy.standard_coal.by_heat_value", given).exact["tce"]
    return {"tce": Outcome(tonnes * KJ_PER_KGCE / _convention(inputs), "tce")}


def _convention(inputs: Inputs) -> Fraction:
    """Heat of one kgce a publication states, in kJ: the last number of its words, in the energy of its unit."""
    given = inputs.given("kgce_from_table", "kgce")
    text = str(given.value)
    energy = parse_unit(given.unit.partition("/")[0] or "kJ", field="kgce_from_table")
    numbers = re.findall(r"\d+(?:\.\d+)?", text)
    if not numbers or not Fraction(numbers[-1]):
        raise ValueError(f"kgce_from_table must state the heat of one kgce in kJ, such as 29307.6, not '{text}'.")
    return Quantity.of(numbers[-1], energy.symbol).exact_in(parse_unit("kJ"), field="kgce_from_table")
