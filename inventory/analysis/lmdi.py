"""Logarithmic mean Divisia index, method I (LMDI-I): perfect decomposition without residual.

Source: Ang (2005), Energy Policy 33, 867-871 (additive and multiplicative formulae);
Ang and Liu (2007), Energy Policy 35, 1426-1432 (analytical limits for zero values,
table 2); the additive effects of sub-categories add up to the change of the total,
the multiplicative ones multiply up to its ratio. Logarithms are taken with 50 digits,
so the residual is below 1e-40 of the total.
"""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, localcontext
from math import prod

WORKING_DIGITS = 50
ZERO = Decimal(0)
Matrix = Sequence[Sequence[Decimal]]


class LmdiError(ValueError):
    """Input that has no logarithmic mean decomposition."""


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Effect of each factor, in the order of the columns.

    additive: change of the total caused by each factor, in the unit of the total.
    multiplicative: ratio caused by each factor, dimensionless; None when the total
    of the first or the last period is zero, because then no ratio exists.
    """

    additive: tuple[Decimal, ...]
    multiplicative: tuple[Decimal, ...] | None
    total_change: Decimal
    total_ratio: Decimal | None

    @property
    def residual(self) -> Decimal:
        """Change of the total that no factor explains (zero up to the working digits)."""
        with _working_precision():
            return self.total_change - sum(self.additive, ZERO)


@contextmanager
def _working_precision() -> Iterator[None]:
    with localcontext() as context:
        context.prec = WORKING_DIGITS
        yield


def log_mean(first: Decimal, second: Decimal) -> Decimal:
    """Logarithmic mean L(a, b) = (a - b) / (ln a - ln b), with L(a, a) = a and L(a, 0) = 0.

    Both arguments must be zero or positive; raises LmdiError otherwise.
    """
    for value in (first, second):
        if not value.is_finite() or value < 0:
            raise LmdiError(f"The logarithmic mean needs numbers of zero or more, not {value}.")
    if first == second:
        return first
    if ZERO in (first, second):
        return ZERO
    with _working_precision():
        return (first - second) / (first.ln() - second.ln())


def _checked_rows(rows: Matrix, label: str) -> list[list[Decimal]]:
    table = [list(row) for row in rows]
    widths = {len(row) for row in table}
    if not table or len(widths) != 1 or widths == {0}:
        raise LmdiError(f"{label} needs at least one sub-category, and the same factors in every sub-category.")
    bad = next((x for row in table for x in row if not x.is_finite() or x < 0), None)
    if bad is not None:
        raise LmdiError(f"{label} holds {bad}; every factor must be a finite number of zero or more.")
    return table


def _row_effects(before: Sequence[Decimal], after: Sequence[Decimal]) -> list[Decimal]:
    """Additive effects of one sub-category; zero values by their analytical limits."""
    start, end = prod(before, start=Decimal(1)), prod(after, start=Decimal(1))
    if start == 0 and end == 0:
        return [ZERO] * len(before)
    if start == 0 or end == 0:
        zeros = [(x if start == 0 else y) == 0 for x, y in zip(before, after, strict=True)]
        share = (end - start) / sum(zeros)
        return [share if is_zero else ZERO for is_zero in zeros]
    weight = log_mean(end, start)
    return [weight * (y / x).ln() if x != y else ZERO for x, y in zip(before, after, strict=True)]


def decompose(before: Matrix, after: Matrix) -> Decomposition:
    """Decompose the change of V = sum over rows of the product of the columns.

    before, after: rows are sub-categories, columns are factors, in the same order and
    of the same shape. Values are finite and not negative. A sub-category that appears
    or disappears is attributed to the factors that are zero, in equal parts.
    """
    rows_before = _checked_rows(before, "The first period")
    rows_after = _checked_rows(after, "The last period")
    if len(rows_before) != len(rows_after) or len(rows_before[0]) != len(rows_after[0]):
        raise LmdiError("The two periods differ in shape: give the same sub-categories and factors for both.")
    with _working_precision():
        effects = [_row_effects(x, y) for x, y in zip(rows_before, rows_after, strict=True)]
        additive = tuple(sum(column, ZERO) for column in zip(*effects, strict=True))
        start = sum((prod(row, start=Decimal(1)) for row in rows_before), ZERO)
        end = sum((prod(row, start=Decimal(1)) for row in rows_after), ZERO)
        if start == 0 or end == 0:
            return Decomposition(additive, None, end - start, None)
        weight = log_mean(end, start)
        ratios = tuple((effect / weight).exp() for effect in additive)
        return Decomposition(additive, ratios, end - start, end / start)


def decompose_chain(periods: Sequence[Matrix]) -> tuple[Decomposition, ...]:
    """Decompose year by year; the effects of the steps add up over the whole span."""
    if len(periods) < 2:
        raise LmdiError("A chain needs at least two periods.")
    return tuple(decompose(x, y) for x, y in itertools.pairwise(periods))


def effects_of_drivers(
    *, start: Decimal, end: Decimal, before: Sequence[Decimal], after: Sequence[Decimal]
) -> tuple[Decimal, ...]:
    """Additive effects when the total is stated beside its drivers.

    Used for published totals whose printed drivers are rounded: the weight is taken
    from the stated totals, so the sum of effects differs from end - start by exactly
    what the rounding of the drivers lost.
    """
    pairs = list(zip(before, after, strict=True))
    if any(not x.is_finite() or x <= 0 for pair in pairs for x in pair):
        raise LmdiError("Drivers beside a stated total must be finite numbers above zero.")
    with _working_precision():
        weight = log_mean(end, start)
        return tuple(weight * (y / x).ln() for x, y in pairs)
