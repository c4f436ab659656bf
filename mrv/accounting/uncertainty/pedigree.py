"""Pedigree scores turned into uncertainty: five marks from 1 (worst) to 5 (best) give a GSD^2.

ecoinvent data quality guideline (Weidema et al. 2013, 10.1) as applied by the Bilan Carbone method, 4.4.2, whose
published coefficients these are (ecoinvent itself gives 1.05, not 1.1, for the second best technical mark):
GSD^2 = exp(sqrt(sum ln(u_i)^2)). A missing mark counts as the worst. The 95 % interval of a value x runs from
x / GSD^2 to x GSD^2. Factor and activity combine as a product, lines as a sum weighted by their amounts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mrv.accounting.rounding import CONTEXT, exact_sum

_WORST = 1
_COEFFICIENTS = {
    "reliability": ("1.5", "1.2", "1.1", "1.05", "1"),
    "technical": ("2", "1.5", "1.2", "1.1", "1"),
    "geographic": ("1.1", "1.05", "1.02", "1.01", "1"),
    "temporal": ("1.5", "1.2", "1.1", "1.03", "1"),
    "completeness": ("1.2", "1.1", "1.05", "1.02", "1"),
}
#: GSD^2 below which a value is rated 5, 4, 3, 2; anything else is 1 (Bilan Carbone).
THRESHOLDS = (Decimal("1.1199"), Decimal("1.2621"), Decimal("1.6361"), Decimal("2.5163"))


@dataclass(frozen=True, slots=True)
class Pedigree:
    """Marks from 1 (worst) to 5 (best), None where nobody judged."""

    reliability: int | None = None
    technical: int | None = None
    geographic: int | None = None
    temporal: int | None = None
    completeness: int | None = None

    def gsd2(self) -> Decimal:
        """Return the squared geometric standard deviation, at least 1."""
        squares = []
        for aspect, coefficients in _COEFFICIENTS.items():
            mark = getattr(self, aspect) or _WORST
            if not 1 <= mark <= len(coefficients):
                raise ValueError(f"{aspect} is {mark}; marks run from 1 (worst) to 5 (best)")
            squares.append(_square(CONTEXT.ln(Decimal(coefficients[mark - 1]))))
        return CONTEXT.exp(CONTEXT.sqrt(exact_sum(squares)))


def _square(value: Decimal) -> Decimal:
    return CONTEXT.multiply(value, value)


def gsd2_of_product(*gsd2s: Decimal) -> Decimal:
    """Return the GSD^2 of a product of independent values, such as activity times factor."""
    squares = exact_sum(_square(CONTEXT.ln(gsd2)) for gsd2 in gsd2s)
    return CONTEXT.exp(CONTEXT.sqrt(squares))


def gsd2_of_sum(amounts: Sequence[Decimal], gsd2s: Sequence[Decimal]) -> Decimal:
    """Return the GSD^2 of a sum, each part weighted by its share of the total."""
    total = exact_sum(amounts)
    if not total:
        return Decimal(1)
    shares = (CONTEXT.divide(amount, total) for amount in amounts)
    logs = (CONTEXT.ln(gsd2) for gsd2 in gsd2s)
    squares = exact_sum(_square(CONTEXT.multiply(share, log)) for share, log in zip(shares, logs, strict=True))
    return CONTEXT.exp(CONTEXT.sqrt(squares))


def rating(gsd2: Decimal) -> int:
    """Return the mark from 1 (worst) to 5 (best) that stands for a GSD^2."""
    return 5 - sum(gsd2 >= threshold for threshold in THRESHOLDS)
