"""IPCC approach 1: propagation of uncertainty. IPCC 2006 Guidelines vol. 1 ch. 3, equations 3.1 and 3.2.

Eq. 3.1, products: U = sqrt(sum U_i^2). Eq. 3.2, sums: U = sqrt(sum (U_i x_i)^2) / |sum x_i|. A formula that is
neither is linearized with its exact derivatives, of which the two equations are the special cases. Lines that
use the same factor are not independent: the part that comes from a shared factor adds linearly, not in
quadrature (ch. 3, 3.2.3.1 and box on correlation). `Spread` carries both parts, so spreads of lines add up to
those of reports, sectors and the city in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from mrv.accounting.formula.derivative import gradient
from mrv.accounting.methods.result import Result
from mrv.accounting.rounding import CONTEXT, to_decimal

_HUNDRED = Decimal(100)


def product(percents: Sequence[Decimal]) -> Decimal:
    """Return the percentage uncertainty of a product of independent quantities (eq. 3.1)."""
    return _root(sum((Fraction(percent) ** 2 for percent in percents), Fraction(0)))


def total(amounts: Sequence[Decimal], percents: Sequence[Decimal]) -> Decimal:
    """Return the percentage uncertainty of a sum of independent quantities (eq. 3.2); zero sums have none."""
    summed = Spread()
    for amount, percent in zip(amounts, percents, strict=True):
        summed += Spread(Fraction(amount), (Fraction(amount) * Fraction(percent)) ** 2)
    return summed.percent


@dataclass(frozen=True, slots=True)
class Spread:
    """An amount and its spread: `squares` of the independent part and the linear part of every shared factor.

    Both are in (unit of the amount x percent), squared and plain. Spreads add in any order.
    """

    amount: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)
    shared: Mapping[str, Fraction] = field(default_factory=dict)

    def __add__(self, other: "Spread") -> "Spread":
        shared = dict(self.shared)
        for key, part in other.shared.items():
            shared[key] = shared.get(key, Fraction(0)) + part
        return Spread(self.amount + other.amount, self.squares + other.squares, shared)

    @property
    def half_width(self) -> Decimal:
        """Return half the 95 % interval in the unit of the amount."""
        linear = sum((part**2 for part in self.shared.values()), Fraction(0))
        return CONTEXT.divide(_root(self.squares + linear), _HUNDRED)

    @property
    def percent(self) -> Decimal:
        """Return half the 95 % interval in percent of the amount; 0 for an amount of zero."""
        if not self.amount:
            return Decimal(0)
        return CONTEXT.divide(_HUNDRED * self.half_width, abs(to_decimal(self.amount)))

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        """Return the ends of the 95 % interval."""
        middle = to_decimal(self.amount)
        return CONTEXT.subtract(middle, self.half_width), CONTEXT.add(middle, self.half_width)


def spread_of(
    result: Result, percents: Mapping[str, Decimal], *, output: str, shared: Mapping[str, str] | None = None
) -> Spread:
    """Return the spread of one output of a calculation from the percentages of its inputs.

    `shared` maps the names of inputs that come from a factor other lines use too to the key of that factor.
    """
    linear: dict[str, Fraction] = {}
    squares = Fraction(0)
    scale = next(found.unit.factor for found in result.method.outputs if found.name == output)
    slopes = gradient(result.method, result.values, output)
    for given in result.method.inputs:
        percent = Fraction(percents.get(given.name, 0))
        for slope, value in _rows(slopes.get(given.symbol), result.values[given.symbol]):
            part = slope * value * percent / scale
            key = (shared or {}).get(given.name)
            if key:
                linear[key] = linear.get(key, Fraction(0)) + part
            else:
                squares += part**2
    return Spread(result.exact[output], squares, linear)


def _rows(
    slope: Fraction | tuple[Fraction, ...] | None, value: Fraction | tuple[Fraction, ...]
) -> list[tuple[Fraction, Fraction]]:
    if slope is None:
        return []
    if isinstance(slope, tuple) and isinstance(value, tuple):
        return list(zip(slope, value, strict=True))
    if isinstance(slope, Fraction) and isinstance(value, Fraction):
        return [(slope, value)]
    raise TypeError("a slope has the shape of its input")


def _root(value: Fraction) -> Decimal:
    return CONTEXT.sqrt(to_decimal(value))
