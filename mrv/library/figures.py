"""Values of sets made comparable: one unit where the dimension allows it, and the difference in per cent."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from mrv.accounting.errors import AccountingError
from mrv.accounting.quantity import Quantity

PLAIN_KINDS = frozenset({"", "average", "process"})
SIGNIFICANT = 6
_HUNDREDTH = Decimal("0.01")


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """The value in another unit, exact where it terminates; None where units measure different things."""
    if unit == wanted:
        return value
    try:
        return Quantity.of(value, unit).to(wanted).value
    except AccountingError:
        return None


def percent(before: Decimal, after: Decimal) -> Decimal | None:
    """The difference in per cent of ``before``; None from zero."""
    if not before:
        return None
    return (100 * (after - before) / abs(before)).quantize(_HUNDREDTH, ROUND_HALF_EVEN)


def significant(value: Decimal, digits: int = SIGNIFICANT) -> Decimal:
    """The value with at most so many significant digits, for the eye; whole digits are never cut."""
    if not value:
        return Decimal(0)
    places = max(0, digits - value.adjusted() - 1)
    shown = round(value, places)
    return shown.normalize() if shown == shown.to_integral() else Decimal(f"{shown.normalize():f}")


def spread(values: Sequence[Decimal]) -> Decimal | None:
    """How far the largest is above the smallest, in per cent; None when the smallest is zero."""
    return percent(min(values), max(values)) if values else None


def plain_kind(kind: str) -> str:
    """Plain variants answer the same question; the others each their own."""
    return "" if kind in PLAIN_KINDS else kind
