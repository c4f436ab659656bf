"""Slopes of a formula at a point, by exact differences.

A method's formula is evaluated twice in exact arithmetic, half a millionth above and below each input; the
central difference is exact for formulas up to the second degree in one input and off by 10^-12 of the slope
elsewhere, far below anything an uncertainty can state.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Protocol

from mrv.accounting.formula.evaluate import Value

_STEP = Fraction(1, 2_000_000)


class Evaluable(Protocol):
    """Something whose lines can be evaluated from base-unit values: a method."""

    def evaluate_values(self, values: Mapping[str, Value]) -> Mapping[str, Fraction]:
        """Return every line in base units."""


def gradient(method: Evaluable, values: Mapping[str, Value], output: str) -> dict[str, Value]:
    """Return the slope of one line with respect to every input, in base units; rows of tables apart."""
    slopes: dict[str, Value] = {}
    for symbol, value in values.items():
        if isinstance(value, tuple):
            slopes[symbol] = tuple(_slope(method, values, symbol, row, output) for row in range(len(value)))
        else:
            slopes[symbol] = _slope(method, values, symbol, None, output)
    return slopes


def _slope(method: Evaluable, values: Mapping[str, Value], symbol: str, row: int | None, output: str) -> Fraction:
    (below, low), (above, high) = _neighbors(values, symbol, row)
    rise = method.evaluate_values(above)[output] - method.evaluate_values(below)[output]
    return rise / (high - low)


def _neighbors(
    values: Mapping[str, Value], symbol: str, row: int | None
) -> Iterator[tuple[dict[str, Value], Fraction]]:
    value = values[symbol]
    center = value[row] if isinstance(value, tuple) and row is not None else value
    if isinstance(center, tuple):
        raise TypeError(f"{symbol} is a table: name its row")
    for step in (-_STEP, _STEP):
        moved = center * (1 + step) if center else step
        changed: Value = moved
        if isinstance(value, tuple) and row is not None:
            changed = (*value[:row], moved, *value[row + 1 :])
        yield {**values, symbol: changed}, moved
