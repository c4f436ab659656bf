"""IPCC approach 2: Monte Carlo simulation. IPCC 2006 Guidelines vol. 1 ch. 3, 3.2.3.2 and figure 3.7.

A line is its reported amount times one random multiplier per uncertain input. Every multiplier has a key; lines
that name the same key use the same draws, so a shared emission factor is fully correlated across lines. An input
that carries less than its whole change into the line (the factor of one gas, a term of a sum) has a slope: its
multiplier m counts as 1 + slope (m - 1).
Multipliers have mean 1 (normal, lognormal) or mode 1 (triangular), so the reported amount stays the center.
Draws of a key depend on the seed and the key alone: adding, dropping or reordering lines does not change the
draws of the others, and equal seeds give equal results on every machine.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import exp, fsum, log, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]

#: 97.5th percentile of the standard normal distribution.
_Z = 1.959963984540054
_LEAST_DRAWS = 1_000
_BINS = 30
_TELL = 200
#: Percentiles of an outcome; the first and the last are the 95 % interval.
PERCENTILES = (2.5, 5.0, 25.0, 50.0, 75.0, 95.0, 97.5)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A random multiplier around 1. Build it with one of its class methods."""

    kind: str
    low: float
    high: float

    @classmethod
    def normal(cls, percent: float) -> "Distribution":
        """Half the 95 % interval in percent; cut at zero, which matters above 50 % (use lognormal there)."""
        return cls("normal", 1 - percent / 100, 1 + percent / 100)

    @classmethod
    def lognormal(cls, gsd2: float) -> "Distribution":
        """Squared geometric standard deviation: 95 % of draws lie within a factor gsd2 of the median."""
        return cls("lognormal", 1 / gsd2, gsd2)

    @classmethod
    def wide(cls, percent: float) -> "Distribution":
        """Half the 95 % range in percent, however large: lognormal around the mean 1 (equations 3.5 to 3.7)."""
        spread = exp(_Z * sqrt(log1p((percent / 200) ** 2)))
        return cls("lognormal", 1 / spread, spread)

    @classmethod
    def triangular(cls, low_percent: float, high_percent: float) -> "Distribution":
        """Most likely 1, never below 1 - low % nor above 1 + high %."""
        return cls("triangular", 1 - low_percent / 100, 1 + high_percent / 100)

    @classmethod
    def uniform(cls, low_percent: float, high_percent: float) -> "Distribution":
        """Anywhere between 1 - low % and 1 + high %."""
        return cls("uniform", 1 - low_percent / 100, 1 + high_percent / 100)

    def draw(self, generator: np.random.Generator, count: int) -> Draws:
        """Return random multipliers."""
        if self.kind == "normal":
            return np.maximum(generator.normal(1.0, (self.high - self.low) / (2 * _Z), count), 0.0)
        if self.kind == "lognormal":
            sigma = log(self.high) / _Z
            return generator.lognormal(-sigma * sigma / 2, sigma, count)
        if self.kind == "triangular":
            return generator.triangular(self.low, 1.0, self.high, count)
        return generator.uniform(self.low, self.high, count)


@dataclass(frozen=True, slots=True)
class Line:
    """A reported amount, the keys of its uncertain inputs, and the groups (report, sector, city) it counts in."""

    amount: float
    keys: tuple[str, ...]
    groups: tuple[str, ...] = ()
    slopes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Statistics of one simulated sum; percentages are of the reported amount.

    ``percentiles`` belong to PERCENTILES; ``counts`` are draws between neighboring ``edges``.
    """

    reported: float
    mean: float
    standard_deviation: float
    lower: float
    upper: float
    draws: int
    seed: int
    percentiles: tuple[float, ...] = ()
    edges: tuple[float, ...] = ()
    counts: tuple[int, ...] = ()

    @property
    def lower_percent(self) -> float:
        """Return how far the 2.5th percentile lies below the reported amount."""
        return 100 * (self.reported - self.lower) / abs(self.reported) if self.reported else 0.0

    @property
    def upper_percent(self) -> float:
        """Return how far the 97.5th percentile lies above the reported amount."""
        return 100 * (self.upper - self.reported) / abs(self.reported) if self.reported else 0.0

    @property
    def standard_error(self) -> float:
        """Return the standard error of the simulated mean: what more draws would still change."""
        return self.standard_deviation / sqrt(self.draws)


def simulate(
    lines: Iterable[Line],
    distributions: Mapping[str, Distribution],
    *,
    draws: int = 10_000,
    seed: int,
    tell: Callable[[int, int], None] | None = None,
) -> dict[str, Outcome]:
    """Return the outcome of every group and, under "", of all lines together; ``tell`` hears how many lines are done."""
    if draws < _LEAST_DRAWS:
        raise ValueError(f"{draws} draws are too few for a 95 % interval; use at least {_LEAST_DRAWS}")
    kept = _merged(lines)
    stream = _Stream(distributions, Counter(key for line in kept for key in line.keys), draws, seed)
    sums: dict[str, Draws] = {}
    reported: dict[str, float] = {}
    for done, line in enumerate(kept):
        if tell is not None and done % _TELL == 0:
            tell(done, len(kept))
        simulated = np.full(draws, line.amount)
        for key, slope in zip(line.keys, line.slopes or (1.0,) * len(line.keys), strict=True):
            drawn = stream.of(key)
            simulated *= drawn if slope == 1.0 else 1.0 + slope * (drawn - 1.0)
        for group in {"", *line.groups}:
            reported[group] = reported.get(group, 0.0) + line.amount
            sums[group] = sums[group] + simulated if group in sums else simulated
    return {group: _outcome(sums[group], reported[group], seed) for group in sorted(sums)}


def _merged(lines: Iterable[Line]) -> list[Line]:
    """Add up lines with the same keys and groups: they share every draw, so nothing is lost."""
    amounts: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[float, ...]], list[float]] = {}
    for line in lines:
        amounts.setdefault((line.keys, line.groups, line.slopes), []).append(line.amount)
    return [Line(fsum(parts), *shared) for shared, parts in amounts.items()]


class _Stream:
    """Draws by key: kept while other lines still need them."""

    def __init__(self, distributions: Mapping[str, Distribution], uses: Counter[str], count: int, seed: int) -> None:
        self.distributions, self.uses, self.count, self.seed = distributions, uses, count, seed
        self.kept: dict[str, Draws] = {}

    def of(self, key: str) -> Draws:
        """Return the draws of a key, the same for every line."""
        if key in self.kept:
            return self.kept[key]
        sequence = np.random.SeedSequence(self.seed, spawn_key=tuple(key.encode()))
        drawn = self.distributions[key].draw(np.random.Generator(np.random.PCG64(sequence)), self.count)
        if self.uses[key] > 1:
            self.kept[key] = drawn
        return drawn


def _outcome(simulated: Draws, reported: float, seed: int) -> Outcome:
    percentiles = tuple(float(value) for value in np.percentile(simulated, PERCENTILES))
    lower, upper = percentiles[0], percentiles[-1]
    counts, edges = np.histogram(simulated, bins=_BINS, range=_range(simulated))
    return Outcome(
        reported=reported,
        mean=float(simulated.mean()),
        standard_deviation=float(simulated.std(ddof=1)),
        lower=lower,
        upper=upper,
        draws=len(simulated),
        seed=seed,
        percentiles=percentiles,
        edges=tuple(float(edge) for edge in edges),
        counts=tuple(int(count) for count in counts),
    )


def _range(simulated: Draws) -> tuple[float, float]:
    """Where nearly all draws lie: a few far ones would leave one bar. Draws beyond are in no bar."""
    low, high = np.percentile(simulated, [0.1, 99.9])
    return float(low), float(high)
