"""Sums of lines whose uncertainty is known for a part only. IPCC 2006 vol. 1 ch. 3, equation 3.2 with correlation.

Lines are given in groups of one profile: the sum of their amounts and the sum of the squares of their amounts. That
is all equation 3.2 needs: a part independent from line to line adds in quadrature (p^2 times the sum of squares), a
part from a fact that lines share adds linearly (p times the sum). A group without a known profile adds to the total
but to no uncertainty; the share of tonnes with a known one is stated with every percentage.
A wide interval of tonnes of one sign is not symmetric: it is that of a lognormal distribution whose arithmetic mean is
the reported amount (vol. 1 ch. 3, equations 3.5 to 3.7), which approach 2 draws too, so that both agree in their mean.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.rounding import CONTEXT, rule, to_decimal
from mrv.accounting.uncertainty.approach1 import Spread
from mrv.accounting.uncertainty.asymmetric import WIDE_PERCENT, lognormal_ends
from mrv.accounting.uncertainty.shares import PERCENT

_TONNES = rule("half_even_6")
_COVERAGE = rule("half_even_1")


@dataclass(frozen=True, slots=True)
class Part:
    """What one input carries: percent of the amount (elasticity times uncertainty), key of a shared fact, its name."""

    percent: Fraction
    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one profile: sums of their amounts (tCO2e) and of the squares; ``parts`` None = unknown.

    ``entries`` counts lines of an amount that was derived from shares and not summed; 0 of an exact sum.
    """

    amount: Decimal
    squares: Decimal
    parts: Sequence[Part] | None
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A total with the uncertainty of its known part; adds in any order. ``entries`` as in ``Group``."""

    amount: Decimal = Decimal(0)
    known: Spread = field(default_factory=Spread)
    size: Decimal = Decimal(0)
    known_size: Decimal = Decimal(0)
    entries: int = 0

    def __add__(self, other: "Uncertain") -> "Uncertain":
        return Uncertain(
            self.amount + other.amount,
            self.known + other.known,
            self.size + other.size,
            self.known_size + other.known_size,
            self.entries + other.entries,
        )

    def within(self, stored: Decimal, entries: int) -> "Uncertain":
        """The same beside the stored total of so many entries: what is missing from it counts as unknown.

        A derived amount that covers all entries differs from the sum of the rounded ones by their rounding alone.
        """
        missing = stored - self.amount
        if not missing:
            return self
        if self.known_size != self.size or not self.entries or self.entries < entries:
            return self + Uncertain(amount=missing, size=abs(missing))
        known = Spread(Fraction(stored), self.known.squares, self.known.shared)
        return Uncertain(stored, known, self.size + missing, self.known_size + missing, self.entries)

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
        """The 95 % interval of the known part, t CO2e; not symmetric where it is wide."""
        if self.percent is None:
            return None
        low, high = self.known.interval
        if self.is_skewed:
            middle = to_decimal(self.known.amount)
            low, high = sorted(CONTEXT.multiply(middle, end) for end in lognormal_ends(self.known.percent))
        return self._rounded(low), self._rounded(high)

    @property
    def is_skewed(self) -> bool:
        """Wide, and of tonnes of one sign: taken as lognormal."""
        return self.known.percent > WIDE_PERCENT and self.known_size == abs(to_decimal(self.known.amount))

    @property
    def bounds(self) -> tuple[Decimal, Decimal] | None:
        """How far the interval reaches below and above the known part, percent of it."""
        percent = self.percent
        if percent is None:
            return None
        if not self.is_skewed:
            return percent, percent
        low, high = lognormal_ends(self.known.percent)
        return PERCENT.apply(Fraction(100 * (1 - low))), PERCENT.apply(Fraction(100 * (high - 1)))

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
        entries=sum(group.entries for group in held),
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
    """The parts of a recorded profile; None if one of them is unknown. An input that moves nothing is none."""
    found = [part for part in recorded if part["elasticity"] != "0"]
    if any(not part["percent"] for part in found):
        return None
    return tuple(
        Part(Fraction(part["elasticity"]) * Fraction(part["percent"]), part["key"], part.get("input", ""))
        for part in found
        if Fraction(part["percent"])
    )
