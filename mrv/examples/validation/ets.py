"""Refusals that emissions trading forms give by code: parameters missing, units that do not go together."""

import re

from mrv.accounting.errors import AccountingError
from mrv.accounting.quantity import Quantity
from mrv.examples.engine import Given, calculate
from mrv.examples.inputs import UnsupportedError

INVALID_UNITS = "AER_EMISSIONS_CALCULATION_INVALID_MEASUREMENT_UNITS_COMBINATION"
MISSING = "AER_EMISSIONS_CALCULATION_PARAMETER_VALUE_MISSING"
_CODES = {
    "input_missing": MISSING,
    "input_absent": MISSING,
    "input_basis": INVALID_UNITS,
    "unit_dimension": INVALID_UNITS,
    "unit_substance": INVALID_UNITS,
}
_NAMES = {
    "activity": "activity",
    "ef": "emission_factor",
    "emission factor": "emission_factor",
    "ncv": "net_calorific_value",
    "net calorific value": "net_calorific_value",
    "oxidation factor": "oxidation_factor",
    "conversion factor": "conversion_factor",
    "carbon content": "carbon_content",
    "cc": "carbon_content",
    "activity data": "activity",
}
_METHODS = {
    "1": ("ets.combustion.amount", "ets.combustion.energy"),
    "2": ("ets.mass_balance", "ets.mass_balance"),
    "4": ("ets.process", "ets.process.energy"),
    "5": ("ets.transfer", "ets.transfer"),
    "6": ("ets.process", "ets.process.energy"),
    "7": ("ets.process.conversion", "ets.process.conversion"),
}
_WHOLE = {
    "ets.combustion.amount": {"activity": "t", "emission_factor": "tCO2/t", "oxidation_factor": "1"},
    "ets.combustion.energy": {
        "activity": "t",
        "net_calorific_value": "GJ/t",
        "emission_factor": "tCO2/TJ",
        "oxidation_factor": "1",
    },
    "ets.mass_balance": {"activity": "t", "carbon_content": "tC/t"},
    "ets.mass_balance.as_co2": {"activity": "t", "carbon_content": "tCO2/t"},
    "ets.process": {"activity": "t", "emission_factor": "tCO2/t"},
    "ets.process.conversion": {"activity": "t", "emission_factor": "tCO2/t", "conversion_factor": "1"},
    "ets.process.energy": {"activity": "t", "net_calorific_value": "GJ/t", "emission_factor": "tCO2/TJ"},
    "ets.transfer": {"activity": "t"},
}
_PARTS = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_STATED = re.compile(rf"\b({_PARTS})\s+([A-Za-z0-9]+(?:/[A-Za-z0-9]+)?)", re.IGNORECASE)
_LEFT_OUT = re.compile(rf"\b({_PARTS})\s+missing", re.IGNORECASE)


def _method(category: str, units: dict[str, str]) -> str:
    if category not in _METHODS:
        raise UnsupportedError(f"no method of the engine stands for source stream category {category}")
    per_amount, per_energy = _METHODS[category]
    if units.get("carbon_content", "").startswith("tCO2"):
        return "ets.mass_balance.as_co2"
    return per_energy if units.get("emission_factor", "").endswith("J") else per_amount


def _answer(identifier: str, inputs: dict[str, Given]) -> str:
    try:
        calculate(identifier, inputs)
    except AccountingError as error:
        codes = [_CODES.get(problem.code, problem.code) for problem in error.problems]
        return codes[0]
    return ""


def codes_of(error: AccountingError) -> set[str]:
    """What the refusal is called: by the forms of the scheme, and by the engine."""
    return {_CODES.get(one.code, one.code) for one in error.problems} | {one.code for one in error.problems}


def error_code(category: str, condition: str) -> str:
    """Code of the refusal a stream of a category gets under a condition; "accepted" if there is none."""
    left_out = {_NAMES[name.casefold()] for name in _LEFT_OUT.findall(condition)}
    stated = {_NAMES[name.casefold()]: unit for name, unit in _STATED.findall(condition) if unit != "missing"}
    identifier = _method(category, stated)
    units = {**_WHOLE[identifier], **stated}
    heat = units.pop("net_calorific_value", None) if "net_calorific_value" not in _WHOLE[identifier] else None
    inputs: dict[str, Given] = {name: Quantity.of("1", unit) for name, unit in units.items() if name not in left_out}
    answer = _answer(identifier, inputs)
    if not answer and heat:
        judged = {"activity": inputs["activity"], "net_calorific_value": Quantity.of("1", heat)}
        answer = _answer("carbon_materials.heat", judged)
    return answer or "accepted"
