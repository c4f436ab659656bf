"""Comparison of a result of the engine with a published value.

A number passes when it lies within the wider of the absolute and the relative tolerance, after
conversion to the published unit. Statistics come as binary floating point; both sides then carry
noise in the last place, for which one part in 10^15 is allowed on top.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mrv.accounting.errors import UnitError
from mrv.accounting.units import Unit, conflict
from mrv.examples.format import Given, Tolerance
from mrv.examples.inputs import unit_of

FLOAT_NOISE = Fraction(1, 10**15)
_NUMBER = re.compile(r"[+-]?[0-9]{1,200}(\.[0-9]{1,200})?([eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One named result: a Decimal, a Fraction, a float, a text, a truth value or a map of outcomes."""

    value: Any
    unit: str = ""


def _unit(text: str) -> Unit | None:
    try:
        return unit_of(text) if text else None
    except UnitError:
        return None


def _factor(actual: str, published: str) -> Fraction | None:
    """Number of published units in one of the result's; 1 where either is no unit of measure, None where they clash."""
    have, want = _unit(actual), _unit(published)
    if have is None or want is None:
        return Fraction(1)
    # Publications write tCO2 and tCO2e for one figure; a mass of carbon is neither.
    counted = {("CO2", "CO2e"), ("CO2e", "CO2")}
    clash = conflict(have, want) not in {None, *counted}
    return None if clash or have.dimension != want.dimension else have.ratio_to(want)


def _number(text: object) -> Fraction | None:
    plain = str(text).strip()
    return Fraction(Decimal(plain)) if _NUMBER.fullmatch(plain) else None


def _numeric_difference(outcome: Outcome, published: Given, tolerance: Tolerance) -> str | None:
    expected = _number(published.value)
    if expected is None:
        return f"published '{published.value}', got the number {outcome.value}"
    factor = _factor(outcome.unit, published.unit)
    if factor is None:
        return f"published in {published.unit}, which {outcome.unit} is not: got {outcome.value} {outcome.unit}"
    actual = Fraction(outcome.value) * factor
    allowed = max(Fraction(tolerance.absolute), Fraction(tolerance.relative) * abs(expected))
    if isinstance(outcome.value, float):
        allowed += FLOAT_NOISE * max(Fraction(1), abs(expected))
    if abs(actual - expected) <= allowed:
        return None
    return f"published {published.value} {published.unit}, got {_shown(actual)}"


def _shown(value: Fraction) -> str:
    return format(Decimal(value.numerator) / Decimal(value.denominator), "f")


def _map_difference(outcome: Outcome, published: Given, tolerance: Tolerance) -> str | None:
    if not isinstance(published.value, Mapping):
        return f"published '{published.value}', got a map"
    for name, raw in published.value.items():
        inner = Given(raw["value"], str(raw.get("unit") or "")) if isinstance(raw, Mapping) else Given(raw)
        found = outcome.value.get(name)
        if found is None:
            return f"no value for {name}"
        problem = difference(found, inner, tolerance)
        if problem:
            return f"{name}: {problem}"
    return None


def difference(outcome: Outcome, published: Given, tolerance: Tolerance) -> str | None:
    """What is wrong with a result, or None when it agrees with the publication."""
    value = outcome.value
    if isinstance(value, Mapping):
        return _map_difference(outcome, published, tolerance)
    if isinstance(value, bool | str) or value is None:
        same = str(value).strip().casefold() == str(published.value).strip().casefold()
        return None if same else f"published '{published.value}', got '{value}'"
    return _numeric_difference(outcome, published, tolerance)
