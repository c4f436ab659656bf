"""How far a number lies from those of its peers: the modified z-score (Iglewicz and Hoaglin 1993), on logarithms.

Intensities are ratios and skewed, so their logarithms are compared; the median and the median absolute deviation do
not move when a few peers are wrong themselves. Statistics, not numbers of record: floats are allowed here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from mrv.accounting.messages import Text

#: Scale of the median absolute deviation, and of the mean one that stands in when more than half are equal.
MEDIAN_SCALE, MEAN_SCALE = 0.6745, 0.7979
LIMIT = 3.5
FEWEST = 8


@dataclass(frozen=True)
class Peers:
    """The own intensity and those of the other facilities of the sector in the year.

    tCO2e per GJ of energy, or per tonne of a product where ``product`` names one.
    """

    own: float
    others: tuple[float, ...]
    product: Text | None = None

    @property
    def score(self) -> float | None:
        """The modified z-score of the own intensity; None with too few peers or where all peers are equal."""
        return robust_z(self.own, self.others)

    @property
    def ratio(self) -> float:
        """The own intensity over the median of the peers."""
        return self.own / median(_positive(self.others))

    @property
    def outlier(self) -> dict[str, str | int] | None:
        """What a message tells of an intensity beyond the limit; None of one that is not."""
        score = self.score
        if score is None or abs(score) <= LIMIT:
            return None
        return {
            "intensity": f"{self.own:.4g}",
            "score": f"{score:+.1f}",
            "ratio": f"{self.ratio:.2g}",
            "count": len(self.others),
        }


def robust_z(own: float, others: Sequence[float]) -> float | None:
    """The score; positive above the peers, negative below."""
    known = [math.log(value) for value in _positive(others)]
    if own <= 0 or len(known) < FEWEST:
        return None
    middle = median(known)
    away = [abs(value - middle) for value in known]
    spread = median(away) / MEDIAN_SCALE or fmean(away) / MEAN_SCALE
    return (math.log(own) - middle) / spread if spread else None


def _positive(values: Sequence[float]) -> list[float]:
    return [value for value in values if value > 0 and math.isfinite(value)]
