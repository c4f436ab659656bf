"""Inputs of one line as JSON: ``{"value": "12.5", "unit": "t"}``, a list of these, or text for a choice."""

from collections.abc import Mapping
from typing import Any

from mrv.accounting.errors import AccountingError, MethodInputError, Problem, problem
from mrv.accounting.messages import Text
from mrv.accounting.methods.reading import Given
from mrv.accounting.quantity import Quantity


def given_inputs(inputs: Mapping[str, Any]) -> dict[str, Given]:
    """All inputs as the engine takes them; MethodInputError with every one that cannot be read."""
    found: dict[str, Given] = {}
    problems: list[Problem] = []
    for name, value in inputs.items():
        try:
            found[name] = _given(name, value)
        except AccountingError as error:
            problems += error.problems
    if problems:
        raise MethodInputError(*problems)
    return found


def _given(name: str, value: Any) -> Given:
    if isinstance(value, str):
        return value
    if _is_amount(value):
        return Quantity.of(value["value"], str(value["unit"]), field=name)
    if isinstance(value, list) and value and all(_is_amount(row) for row in value):
        return [Quantity.of(row["value"], str(row["unit"]), field=name) for row in value]
    shape = '{"value": "12.5", "unit": "t"}'
    raise MethodInputError(problem("input_not_quantity", name, title=Text(name, name), expected=Text(shape, shape)))


def _is_amount(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"value", "unit"}
