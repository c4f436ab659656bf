"""Access to the inputs of an example: by name, in the unit a mapping asks for.

Publications write units in many ways: with the substance or fuel after it ("t JET_KEROSENE"),
with a remark in brackets ("t (calculationCorrect=true)"), or with several names for one input.
Remarks and fuel names are read past here; everything else is left to the unit table.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import MethodInputError, UnitError, problem
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import to_decimal
from mrv.accounting.units import Unit, parse_unit
from mrv.examples.format import Example, Given

_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_FUEL_NAME = re.compile(r"\s+[A-Z][A-Z0-9_]{3,}$")
_TRUE, _FALSE = {"true", "yes", "1"}, {"false", "no", "0"}


class UnsupportedError(Exception):
    """An example that is well-formed but asks for something no mapping covers: a missing input is no such thing."""


def unit_of(text: str, *, field: str = "unit") -> Unit:
    """Unit of a published unit text, past remarks and fuel names; raise UnitError naming `field` if there is none."""
    candidates = (text, _REMARK.sub("", text), _FUEL_NAME.sub("", text))
    for candidate in candidates:
        try:
            return parse_unit(candidate)
        except UnitError:
            continue
    return parse_unit(text, field=field)


class Inputs:
    """The inputs of one example; one published as null is not given."""

    def __init__(self, example: Example, others: Mapping[str, Example] | None = None) -> None:
        stated = {name: given for name, given in example.inputs.items() if given.value is not None}
        self.example = replace(example, inputs=stated)
        self.others = others or {}

    def __contains__(self, name: str) -> bool:
        return name in self.example.inputs

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the inputs in the order given."""
        return tuple(self.example.inputs)

    def given(self, *names: str) -> Given:
        """The input under the first of several names that is there."""
        for name in names:
            if name in self.example.inputs:
                return self.example.inputs[name]
        raise self.missing(*names)

    def missing(self, *names: str) -> MethodInputError:
        """The refusal of a method that is known but lacks an input, in whatever way its mapping asks for it."""
        given = ", ".join(self.names) or "none"
        return MethodInputError(problem("input_absent", " or ".join(names), given=given))

    def value(self, *names: str) -> Any:
        """The value as published."""
        return self.given(*names).value

    def text(self, *names: str) -> str:
        """The value as a text."""
        return str(self.value(*names))

    def number(self, *names: str, default: str | None = None) -> Decimal:
        """The bare number as published, in its own unit."""
        if default is not None and not any(name in self for name in names):
            return Decimal(default)
        return parse_decimal(self.value(*names), field=names[0])

    def quantity(self, *names: str) -> Quantity:
        """Amount and unit as published."""
        given = self.given(*names)
        return Quantity(parse_decimal(given.value, field=names[0]), unit_of(given.unit, field=names[0]))

    def in_unit(self, unit: str, *names: str, default: str | None = None) -> Decimal:
        """The amount converted to a unit, whatever unit it was published in."""
        if default is not None and not any(name in self for name in names):
            return Decimal(default)
        return to_decimal(self.quantity(*names).exact_in(parse_unit(unit), field=names[0]))

    def quantities(self, *names: str) -> dict[str, Quantity]:
        """Several inputs as quantities, those that are given."""
        return {name: self.quantity(name) for name in names if name in self}

    def mapping(self, name: str) -> Mapping[str, Any]:
        """A map of names to values; raise ValueError where something else is published."""
        raw = self.value(name)
        if isinstance(raw, Mapping):
            return raw
        raise ValueError(f"{name} must be a map of names to values, not '{raw}'.")

    def listed(self, name: str) -> Sequence[Any]:
        """A list of values; raise ValueError where something else is published."""
        raw = self.value(name)
        if isinstance(raw, list):
            return raw
        raise ValueError(f"{name} must be a list of values, not '{raw}'.")

    def is_true(self, name: str) -> bool:
        """A truth value, published as true or false or as one of these words; raise ValueError for another."""
        word = str(self.value(name)).strip().casefold()
        if word not in _TRUE | _FALSE:
            raise ValueError(f"{name} must be true or false, not '{word}'.")
        return word in _TRUE

    def is_null(self, name: str) -> bool:
        """Whether the input is absent or published as null."""
        return name not in self or str(self.value(name)).strip().casefold() in {"none", "null", ""}
