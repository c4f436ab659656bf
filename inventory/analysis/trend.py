"""Mann-Kendall trend test with Sen slope, ties and an autocorrelation variant.

Sources: Mann (1945), Kendall (1975) and Gilbert (1987), Statistical Methods for
Environmental Pollution Monitoring, section 16.4 (score, variance with ties);
Sen (1968) (slope) with the intercept of Conover (1980); Hamed and Rao (1998),
J. Hydrology 204, 182-196, equation 16 (variance corrected for autocorrelation of the
ranks). Statistics of a finished series, so floating point is allowed here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import erfc, isfinite, isnan, sqrt
from statistics import NormalDist, fmean, median

MINIMUM_YEARS = 8
DEFAULT_ALPHA = 0.05


class TrendError(ValueError):
    """A series that no trend test can use."""


class Trend(StrEnum):
    """Answer of a trend test in words."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NONE = "no trend"
    TOO_FEW = "too few years"


@dataclass(frozen=True, slots=True)
class SenLine:
    """Median slope per time step and the intercept at the first time step."""

    slope: float
    intercept: float


@dataclass(frozen=True, slots=True)
class TrendTest:
    """Result of a trend test; every figure a reader needs to redo the judgement.

    years: values used after missing ones were left out. ties: groups of equal values.
    variance_correction: factor for autocorrelation, 1 in the plain test. z and p are
    None when the correction leaves no positive variance.
    """

    trend: Trend
    years: int
    s: int
    variance: float
    variance_correction: float
    z: float | None
    p: float | None
    tau: float
    ties: int
    alpha: float
    sen: SenLine


def _finite_points(series: Sequence[float]) -> list[tuple[int, float]]:
    points = [(index, float(value)) for index, value in enumerate(series) if not isnan(value)]
    if any(not isfinite(value) for _, value in points):
        raise TrendError("The series holds an infinite value; leave the year out as missing (NaN) instead.")
    if len(points) < 2:
        raise TrendError(f"A trend needs at least two values; the series has {len(points)}.")
    return points


def sen_slope(series: Sequence[float]) -> SenLine:
    """Median of all pairwise slopes; missing values (NaN) keep their place in time."""
    points = _finite_points(series)
    slope = median((y2 - y1) / (t2 - t1) for (t1, y1), (t2, y2) in combinations(points, 2))
    middle = median(t for t, _ in points)
    return SenLine(slope, median(y for _, y in points) - middle * slope)


def _score(values: Sequence[float]) -> int:
    return sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))


def _variance(values: Sequence[float]) -> float:
    n = len(values)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    return (n * (n - 1) * (2 * n + 5) - ties) / 18


def _z(score: int, variance: float) -> float | None:
    if score == 0:
        return 0.0
    if variance <= 0:
        return None
    return (score - (1 if score > 0 else -1)) / sqrt(variance)


def _verdict(z: float | None, years: int, alpha: float) -> Trend:
    if years < MINIMUM_YEARS:
        return Trend.TOO_FEW
    if z is None or abs(z) <= NormalDist().inv_cdf(1 - alpha / 2):
        return Trend.NONE
    return Trend.INCREASING if z > 0 else Trend.DECREASING


def _test(series: Sequence[float], alpha: float, correction: float) -> TrendTest:
    values = [value for _, value in _finite_points(series)]
    n = len(values)
    score = _score(values)
    variance = _variance(values) * correction
    z = _z(score, variance)
    return TrendTest(
        trend=_verdict(z, n, alpha),
        years=n,
        s=score,
        variance=variance,
        variance_correction=correction,
        z=z,
        p=None if z is None else erfc(abs(z) / sqrt(2)),
        tau=score / (0.5 * n * (n - 1)),
        ties=sum(1 for count in Counter(values).values() if count > 1),
        alpha=alpha,
        sen=sen_slope(series),
    )


def _check_alpha(alpha: float) -> None:
    if not 0 < alpha < 1:
        raise TrendError(f"The significance level alpha is {alpha}; give a number between 0 and 1, usually 0.05.")


def mann_kendall(series: Sequence[float], *, alpha: float = DEFAULT_ALPHA) -> TrendTest:
    """Two-sided Mann-Kendall test; assumes the values are independent of each other.

    series: one value per time step, NaN where a year is missing. Below eight values the
    figures are given but the verdict is "too few years".
    """
    _check_alpha(alpha)
    return _test(series, alpha, 1.0)


def _ranks(values: Sequence[float]) -> list[float]:
    """Average ranks, 1 for the smallest value."""
    place: dict[float, list[int]] = {}
    for rank, value in enumerate(sorted(values), start=1):
        place.setdefault(value, []).append(rank)
    return [fmean(place[value]) for value in values]


def _autocorrelation(values: Sequence[float], lag: int) -> float:
    mean = fmean(values)
    deviations = [value - mean for value in values]
    base = sum(d * d for d in deviations)
    if base == 0:
        return 0.0
    return sum(x * y for x, y in zip(deviations, deviations[lag:], strict=False)) / base


def _hamed_rao_correction(series: Sequence[float], alpha: float, lags: int | None) -> float:
    values = [value for _, value in _finite_points(series)]
    n = len(values)
    if n < 3:
        return 1.0
    slope = sen_slope(series).slope
    ranks = _ranks([value - slope * step for step, value in enumerate(values, start=1)])
    bound = NormalDist().inv_cdf(1 - alpha / 2) / sqrt(n)
    last = n - 1 if lags is None else min(lags, n - 1)
    total = 0.0
    for lag in range(1, last + 1):
        rho = _autocorrelation(ranks, lag)
        if abs(rho) > bound:
            total += (n - lag) * (n - lag - 1) * (n - lag - 2) * rho
    return 1 + 2 / (n * (n - 1) * (n - 2)) * total


def mann_kendall_hamed_rao(
    series: Sequence[float], *, alpha: float = DEFAULT_ALPHA, lags: int | None = None
) -> TrendTest:
    """Mann-Kendall test with the variance corrected for autocorrelated values.

    lags: highest lag considered, all by default. Only autocorrelations of the ranks of
    the detrended series that are significant at alpha enter the correction.
    """
    _check_alpha(alpha)
    return _test(series, alpha, _hamed_rao_correction(series, alpha, lags))
