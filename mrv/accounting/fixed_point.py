"""Exact products of many fixed-point numbers with few rational multipliers, rounded once, in int64.

For a row with mantissa m and a multiplier P/Q the wanted integer is round(m P / Q). A float product guesses
it. Three roundings to 53 bits put the guess within guess x 2^-51 of the truth, so wherever it is farther than
that from a half the rounded guess is the answer: this is proved for all rows of a block at once. The few
others are decided by the integer residual m P - g Q, taken modulo 2^64 where wrapping products are exact; it
equals the true residual because that is known to be below 2^61. Rows outside these bounds are computed with
Python integers. So no result ever depends on a float: the float only says which rows are beyond doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from mrv.accounting.rounding import RoundingRule

Int64s = NDArray[np.int64]
Rows = NDArray[np.intp]

_GUESS_LIMIT = 2.0**49
_GUESS_ERROR = 2.0**-50
_DENOMINATOR_LIMIT = 2**60
_BLOCK = 1 << 14


@dataclass(frozen=True, slots=True)
class Multipliers:
    """Rational multipliers prepared for one scale of mantissas and one rounding rule that rounds to decimals."""

    exact: tuple[Fraction, ...]
    numerators: Int64s
    denominators: Int64s
    guesses: NDArray[np.float64]
    rounding: RoundingRule

    @classmethod
    def prepare(cls, values: Sequence[Fraction], decimals: int, rounding: RoundingRule) -> "Multipliers":
        """Prepare for mantissas that carry `decimals` decimals; results carry those of the rounding rule."""
        if rounding.significant:
            raise ValueError(f"{rounding.identifier} rounds to significant digits: fixed point needs decimals")
        scale = Fraction(10) ** (rounding.digits - decimals)
        exact = tuple(value * scale for value in values)
        small = [value.denominator < _DENOMINATOR_LIMIT for value in exact]
        denominators = [value.denominator if fits else 0 for value, fits in zip(exact, small, strict=True)]
        return cls(
            exact=exact,
            numerators=np.array([_wrapped(value.numerator) for value in exact], dtype=np.int64),
            denominators=np.array(denominators, dtype=np.int64),
            guesses=np.array([float(value) for value in exact], dtype=np.float64),
            rounding=rounding,
        )

    def apply(self, mantissas: Int64s, rows: Rows) -> Int64s:
        """Return round(mantissa x multiplier[row]) for every pair; OverflowError if one exceeds int64."""
        if len(rows) and (rows.min() < 0 or rows.max() >= len(self.exact)):
            raise IndexError(f"rows must point at one of {len(self.exact)} multipliers")
        result = np.empty(len(mantissas), dtype=np.int64)
        scratch = np.empty((2, min(_BLOCK, len(mantissas))), dtype=np.float64)
        doubtful = [
            start
            + self._guess(mantissas[start : start + _BLOCK], rows[start : start + _BLOCK], result[start:], scratch)
            for start in range(0, len(mantissas), _BLOCK)
        ]
        positions = np.concatenate(doubtful) if doubtful else np.empty(0, dtype=np.intp)
        if positions.size:
            result[positions] = self._proved(mantissas[positions], rows[positions], result[positions])
        return result

    def _guess(self, mantissas: Int64s, rows: Rows, result: Int64s, scratch: NDArray[np.float64]) -> Rows:
        """Fill in the guesses of one block and return the positions where they are not beyond doubt."""
        guesses, rounded = scratch[0, : len(rows)], scratch[1, : len(rows)]
        self.guesses.take(rows, out=guesses, mode="clip")
        guesses *= mantissas
        largest = max(float(guesses.max()), -float(guesses.min()))
        if not largest < _GUESS_LIMIT:
            result[: len(rows)] = self._with_integers(mantissas, rows)
            return np.empty(0, dtype=np.intp)
        result[: len(rows)] = np.rint(guesses, out=rounded)
        guesses -= rounded
        np.abs(guesses, out=guesses)
        return np.flatnonzero(guesses >= 0.5 - largest * _GUESS_ERROR)

    def _proved(self, mantissas: Int64s, rows: Rows, guesses: Int64s) -> Int64s:
        """Return the guesses, each at most one off, corrected by their exact residuals."""
        denominators = self.denominators.take(rows)
        if not denominators.all():
            return self._with_integers(mantissas, rows)
        twice = 2 * (mantissas * self.numerators.take(rows) - guesses * denominators)
        if self.rounding.mode == "half_up":
            is_negative = (guesses < 0) | ((guesses == 0) & (twice < 0))
            up = (twice > denominators) | ((twice == denominators) & ~is_negative)
            down = (twice < -denominators) | ((twice == -denominators) & is_negative)
        else:
            is_odd = (guesses & 1).astype(np.bool_)
            up = (twice > denominators) | ((twice == denominators) & is_odd)
            down = (twice < -denominators) | ((twice == -denominators) & is_odd)
        corrected: Int64s = guesses + up - down
        return corrected

    def _with_integers(self, mantissas: Int64s, rows: Rows) -> Int64s:
        step = Fraction(self.rounding.quantum)
        pairs = zip(mantissas.tolist(), rows.tolist(), strict=True)
        exact = (self.rounding.apply(self.exact[row] * mantissa * step) for mantissa, row in pairs)
        return np.array([int(value / self.rounding.quantum) for value in exact], dtype=np.int64)


def _wrapped(number: int) -> int:
    """Return a number modulo 2^64 in the range of int64."""
    return (number + 2**63) % 2**64 - 2**63
