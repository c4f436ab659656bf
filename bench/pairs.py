"""Alternate two sides and judge the median of the pairwise ratios (docs: absolute figures move, ratios stay)."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter

PAIRS = 7
SECONDS_PER_SIDE = 0.3


@dataclass(frozen=True)
class Measured:
    """Median and interquartile range of reference time over our time (1 = as fast as the reference)."""

    name: str
    ratio: float
    iqr: float
    goal: float
    seconds: float

    def __str__(self) -> str:
        verdict = "ok" if self.ratio >= self.goal else "short"
        steady = "" if self.iqr / self.ratio <= 0.25 else "  unsteady: run again on an idle machine"
        return (
            f"{self.name:<44} {self.ratio:6.2f}x  goal {self.goal:.2f}x  IQR {self.iqr:.2f}  "
            f"{self.seconds * 1000:8.1f} ms  {verdict}{steady}"
        )


def compare(name: str, ours: Callable[[], object], reference: Callable[[], object], *, goal: float) -> Measured:
    """Time both sides in turn; each side repeats until it took at least 0.3 s."""
    mine: list[float] = []
    ratios: list[float] = []
    for _ in range(PAIRS):
        theirs = seconds(reference)
        mine.append(seconds(ours))
        ratios.append(theirs / mine[-1])
    low, median, high = quantiles(ratios, n=4)
    return Measured(name, median, high - low, goal, sorted(mine)[len(mine) // 2])


def seconds(side: Callable[[], object]) -> float:
    """Seconds per call."""
    started, runs = perf_counter(), 0
    while perf_counter() - started < SECONDS_PER_SIDE or not runs:
        side()
        runs += 1
    return (perf_counter() - started) / runs
