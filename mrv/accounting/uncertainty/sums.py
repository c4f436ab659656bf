"""Sums of lines whose uncertainty is known for a part only. IPCC 2006 vol. 1 ch. 3, equation 3.2 with correlation.

Lines are given in groups of one profile: the sum of their amounts and the sum of the squares of their amounts. That
is all equation 3.2 needs: a part independent from line to line adds in quadrature (p^2 times the sum of squares), a
part from a fact that lines share adds linearly (p times the sum). A group without a known profile adds to the total
but to no uncertainty; the share of tonnes with a known one is stated with every percentage.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.rounding import CONTEXT, rule
from mrv.accounting.uncertainty.approach1 import Spread
from mrv.accounting.uncertainty.shares import PERCENT

_TONNES = rule("half_even_6")
_COVERAGE = rule("half_even_1")


@dataclass(frozen=True, slots=True)
class Part:
    """What one input carries: percent of the amount (elasticity times uncertainty), and the key of a shared fact."""

    percent: Fraction
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one profile: sums of their amounts (tCO2e) and of the squares; ``parts`` None = unknown."""

    amount: Decimal
    squares: Decimal
    parts: Sequence[Part] | None


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A total with the uncertainty of its known part; adds in any order."""

    amount: Decimal = Decimal(0)
    known: Spread = field(default_factory=Spread)
    size: Decimal = Decimal(0)
    known_size: Decimal = Decimal(0)

    def __add__(self, other: "Uncertain") -> "Uncertain":
        return Uncertain(
            self.amount + other.amount,
            self.known + other.known,
            self.size + other.size,
            self.known_size + other.known_size,
        )

    @property
    def percent(self) -> Decimal | None:
        """Half the 95 % interval in percent of the known part; None where nothing is known."""
        if not self.known_size or not self.known.amount:
            return None
        return PERCENT.apply(Fraction(self.known.percent))

    @property
    def coverage(self) -> Decimal | None:
        """The share of tonnes with a known uncertainty, percent; None of nothing."""
        if not self.size:
            return None
        return _COVERAGE.apply(Fraction(100 * self.known_size) / Fraction(self.size))

    @property
    def known_amount(self) -> Decimal:
        """The tonnes that percentage and interval are of."""
        return self._rounded(CONTEXT.divide(Decimal(self.known.amount.numerator), self.known.amount.denominator))

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The 95 % interval of the known part, t CO2e."""
        if self.percent is None:
            return None
        low, high = self.known.interval
        return self._rounded(low), self._rounded(high)

    def _rounded(self, tonnes: Decimal) -> Decimal:
        return _TONNES.apply(Fraction(tonnes))


def uncertain(groups: Iterable[Group]) -> Uncertain:
    """The total of groups of lines; one sum over all, so that shared facts meet."""
    held = list(groups)
    known = [group for group in held if group.parts is not None]
    return Uncertain(
        amount=_sum(group.amount for group in held),
        known=_spread(known),
        size=_sum(abs(group.amount) for group in held),
        known_size=_sum(abs(group.amount) for group in known),
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def _spread(groups: Sequence[Group]) -> Spread:
    """One spread of all groups: adding spreads one by one would copy the shared part each time."""
    amount, squares = Fraction(0), Fraction(0)
    shared: dict[str, Fraction] = {}
    for group in groups:
        own = Fraction(group.amount)
        amount += own
        for part in group.parts or ():
            if part.key:
                shared[part.key] = shared.get(part.key, Fraction(0)) + part.percent * own
            else:
                squares += part.percent**2 * Fraction(group.squares)
    return Spread(amount, squares, shared)


def parts_of(recorded: Iterable[Mapping[str, str]]) -> tuple[Part, ...] | None:
    """The parts of a recorded profile; None if one of them is unknown."""
    found = list(recorded)
    if any(not part["percent"] for part in found):
        return None
    return tuple(
        Part(Fraction(part["elasticity"]) * Fraction(part["percent"]), part["key"])
        for part in found
        if Fraction(part["percent"])
    )
