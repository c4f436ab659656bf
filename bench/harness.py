"""Compare two ways of doing one thing on a machine whose speed moves: alternate them, judge the ratio of the pairs.

Rule (docs/speed.md): at least seven pairs of at least 0.3 s a side, the median of the pairwise ratios counts, its
interquartile range is shown, and a run whose range is more than a quarter of the median is called noisy.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from statistics import median, quantiles
from time import perf_counter
from typing import Any

PAIRS = 7
SECONDS_PER_SIDE = 0.3
NOISY = 0.25
Side = Callable[[], object]


@dataclass(frozen=True)
class Goal:
    """What a ratio has to be: of rates (at least) or of times (at most)."""

    limit: float
    is_rate: bool

    def ratio(self, times: float) -> float:
        """The ratio to show for our time divided by the time of the reference."""
        return 1 / times if self.is_rate else times

    def is_met(self, ratio: float) -> bool:
        return ratio >= self.limit if self.is_rate else ratio <= self.limit

    def __str__(self) -> str:
        return f"{'>=' if self.is_rate else '<='} {self.limit:.2f}x"


def at_least(rate: float) -> Goal:
    """Our rate is at least this part of the rate of the reference."""
    return Goal(rate, is_rate=True)


def at_most(time: float) -> Goal:
    """Our time is at most this multiple of the time of the reference."""
    return Goal(time, is_rate=False)


@dataclass
class Comparison:
    """Our time divided by that of the reference, pair by pair, and the median seconds of one run of each."""

    times: list[float]
    ours_seconds: float = 0.0
    reference_seconds: float = 0.0
    note: str = ""
    also_met: bool = True

    def noted(self, note: str, *, also_met: bool = True) -> "Comparison":
        """With a remark, and with what the goal demands besides the ratio."""
        self.note, self.also_met = note, also_met
        return self


@dataclass
class Figure:
    """One line of the table."""

    id: str
    what: str
    against: str
    goal: Goal
    comparison: Comparison
    ratios: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.ratios = [self.goal.ratio(times) for times in self.comparison.times]

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def spread(self) -> float:
        """Interquartile range of the ratios."""
        if len(self.ratios) < 2:
            return 0.0
        low, _, high = quantiles(self.ratios, n=4, method="inclusive")
        return high - low

    @property
    def verdict(self) -> str:
        if self.spread > NOISY * self.ratio:
            return "noisy"
        return "met" if self.goal.is_met(self.ratio) and self.comparison.also_met else "short"

    def as_dict(self) -> dict[str, Any]:
        """For the results file."""
        return {
            "id": self.id,
            "what": self.what,
            "against": self.against,
            "goal": str(self.goal),
            "ratio": round(self.ratio, 3),
            "iqr": round(self.spread, 3),
            "verdict": self.verdict,
            "ours_ms": round(1000 * self.comparison.ours_seconds, 3),
            "reference_ms": round(1000 * self.comparison.reference_seconds, 3),
            "note": self.comparison.note,
        }


MEASURES: dict[str, Callable[[], Figure]] = {}


def measure(
    name: str, *, what: str, against: str, goal: Goal
) -> Callable[[Callable[[], Comparison]], Callable[[], Figure]]:
    """Register a function that prepares its data and returns a comparison."""

    def register(run: Callable[[], Comparison]) -> Callable[[], Figure]:
        @wraps(run)
        def figure() -> Figure:
            return Figure(name, what, against, goal, run())

        MEASURES[name] = figure
        return figure

    return register


@dataclass(frozen=True)
class Turns:
    """How the two sides take turns: pairs, seconds a side, most runs a side, and what precedes each turn untimed."""

    pairs: int = PAIRS
    seconds: float = SECONDS_PER_SIDE
    most_runs: int = 1_000_000
    before_ours: Side = lambda: None
    before_reference: Side = lambda: None


def compare(ours: Side, reference: Side, turns: Turns = Turns()) -> Comparison:
    """Run both once to warm up, then in turn; who begins alternates too."""
    both = ((ours, turns.before_ours), (reference, turns.before_reference))
    for side, before in both:
        before()
        side()
    seconds: list[tuple[float, float]] = []
    for pair in range(turns.pairs):
        taken = [0.0, 0.0]
        for place in (0, 1) if pair % 2 else (1, 0):
            side, before = both[place]
            before()
            taken[place] = _seconds_per_run(side, turns)
        seconds.append((taken[0], taken[1]))
    return Comparison(
        [mine / other for mine, other in seconds],
        ours_seconds=median(mine for mine, _ in seconds),
        reference_seconds=median(other for _, other in seconds),
    )


def _seconds_per_run(side: Side, turns: Turns) -> float:
    started, runs = perf_counter(), 0
    while not runs or (runs < turns.most_runs and perf_counter() - started < turns.seconds):
        side()
        runs += 1
    return (perf_counter() - started) / runs
