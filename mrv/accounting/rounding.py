"""The only module that rounds. Everything before it is exact rational arithmetic.

A method names one rule; the rule is applied once, to the finished exact result, and its identifier is
stored beside the number. Rules are data: GB/T 8170-2008 describes 四舍六入五成双 (half even, clause 3.2);
forms and most guidelines use 四舍五入 (half up). Halves are decided on the exact value, never on a value
that has been rounded before (GB/T 8170-2008, 3.3: no repeated rounding).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from mrv.accounting.errors import RegistryError, problem

#: Significant digits of every Decimal that cannot be exact (1/3, exp): far beyond any number of record.
PRECISION = 50
CONTEXT = Context(prec=PRECISION)


@dataclass(frozen=True, slots=True)
class RoundingRule:
    """How one result becomes a number of record: to `digits` decimals, or to significant digits."""

    identifier: str
    mode: str
    digits: int
    significant: bool = False

    @property
    def quantum(self) -> Decimal:
        """Return the smallest step of a rule that rounds to decimals."""
        return Decimal(1).scaleb(-self.digits)

    def apply(self, value: Fraction) -> Decimal:
        """Return `value` rounded once; the sign of zero is dropped."""
        places = self.digits - 1 - _magnitude(value) if self.significant else self.digits
        scaled = value * Fraction(10) ** places
        return Decimal(_MODES[self.mode](scaled)).scaleb(-places, CONTEXT)


def _half_up(value: Fraction) -> int:
    sign = -1 if value < 0 else 1
    return sign * int((2 * abs(value.numerator) + value.denominator) // (2 * value.denominator))


def _half_even(value: Fraction) -> int:
    return round(value)


_MODES: dict[str, Callable[[Fraction], int]] = {"half_up": _half_up, "half_even": _half_even}


def _magnitude(value: Fraction) -> int:
    if not value:
        return 0
    digits = len(str(abs(value.numerator))) - len(str(value.denominator))
    return digits if abs(value) >= Fraction(10) ** digits else digits - 1


def to_decimal(value: Fraction) -> Decimal:
    """Return `value` exactly when it terminates within 50 digits, else to 50 significant digits."""
    return CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Return the sum of recorded numbers; nothing is rounded below 50 significant digits."""
    total = Decimal(0)
    for value in values:
        total = CONTEXT.add(total, value)
    return total


def decimal_text(value: Fraction | Decimal, digits: int = 28) -> str:
    """Return plain decimal text: no exponent, no trailing zeros, `…` where digits were left off."""
    exact = Fraction(value)
    shown = RoundingRule("shown", "half_even", digits, significant=True).apply(exact)
    text = format(shown, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if Fraction(shown) == exact else f"{text}…"


_IDENTIFIER = re.compile(r"(half_up|half_even)_([0-9]|1[0-2])|exact_28")


def rule(identifier: str) -> RoundingRule:
    """Return the rule of an identifier: `half_up_0..12`, `half_even_0..12`, or `exact_28` (significant)."""
    match = _IDENTIFIER.fullmatch(identifier)
    if not match:
        known = "half_up_0..half_up_12, half_even_0..half_even_12, exact_28"
        raise RegistryError(problem("rounding_unknown", "rounding", text=identifier, expected=known))
    if identifier == "exact_28":
        return RoundingRule(identifier, "half_even", 28, significant=True)
    return RoundingRule(identifier, match[1], int(match[2]))


#: Masses of record: tonnes to six decimals, that is to the gram.
GRAM = rule("half_up_6")
EXACT = rule("exact_28")
