"""Peak status of a yearly series by one explicit rule: peaked, plateau, rising or unknown.

The rule, in the order it is applied (every figure of it is a parameter):
 1. fewer than 8 years with a value, or the latest year missing: unknown;
 2. the highest value lies at least 5 years back: peaked if the series since then falls
    significantly (Mann-Kendall, alpha 0.10), else plateau;
 3. otherwise, a significant rise over the last 8 years: rising;
 4. otherwise, all of the last 5 years within 5 % of the highest value: plateau;
 5. otherwise: unknown.
The five-year wait follows the usual practice of city peak assessments (an observed peak
is called one only when it has not been exceeded for five years); the trend test that
separates a fall from a plateau is the one of trend.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from inventory.analysis.trend import MINIMUM_YEARS, TrendTest, mann_kendall


class PeakStatus(StrEnum):
    """Where a series stands relative to its highest value."""

    PEAKED = "peaked"
    PLATEAU = "plateau"
    RISING = "rising"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PeakRule:
    """The figures of the rule, so that a jurisdiction can state its own."""

    minimum_years: int = MINIMUM_YEARS
    waiting_years: int = 5
    recent_years: int = 8
    plateau_years: int = 5
    plateau_band: float = 0.05
    alpha: float = 0.10


@dataclass(frozen=True, slots=True)
class PeakAssessment:
    """Verdict with the figures that led to it; change_since_peak is a share of the peak."""

    status: PeakStatus
    reason: str
    peak_year: int | None = None
    peak_value: float | None = None
    change_since_peak: float | None = None
    trend: TrendTest | None = None


def _spread(points: Mapping[int, float], first: int, last: int) -> list[float]:
    """Values per calendar year, with NaN for the missing ones."""
    return [points.get(year, float("nan")) for year in range(first, last + 1)]


def _recent(points: Mapping[int, float], last: int, rule: PeakRule) -> tuple[TrendTest, bool]:
    trend = mann_kendall(_spread(points, last - rule.recent_years + 1, last), alpha=rule.alpha)
    floor = max(points.values()) * (1 - rule.plateau_band)
    flat = [points.get(year) for year in range(last - rule.plateau_years + 1, last + 1)]
    return trend, all(value is not None and value >= floor for value in flat)


def _significant(trend: TrendTest, sign: int) -> bool:
    return trend.p is not None and trend.p < trend.alpha and trend.s * sign > 0


def assess_peak(series: Mapping[int, float], rule: PeakRule | None = None) -> PeakAssessment:
    """Judge a yearly series; a year that is absent or NaN is missing, never zero."""
    rule = rule or PeakRule()
    points = {year: value for year, value in series.items() if isfinite(value)}
    if len(points) < rule.minimum_years:
        return PeakAssessment(
            PeakStatus.UNKNOWN, f"Only {len(points)} years have a value; the rule needs {rule.minimum_years}."
        )
    last = max(series)
    if last not in points:
        return PeakAssessment(PeakStatus.UNKNOWN, f"The latest year, {last}, has no value.")
    peak_year = max(points, key=lambda year: (points[year], year))
    status, reason, trend = _classify(points, peak_year, last, rule)
    peak = points[peak_year]
    change = (points[last] - peak) / peak if peak else None
    return PeakAssessment(status, reason, peak_year, peak, change, trend)


def _classify(
    points: Mapping[int, float], peak_year: int, last: int, rule: PeakRule
) -> tuple[PeakStatus, str, TrendTest]:
    if last - peak_year >= rule.waiting_years:
        since = mann_kendall(_spread(points, peak_year, last), alpha=rule.alpha)
        if _significant(since, -1):
            return PeakStatus.PEAKED, f"Highest in {peak_year}, and falling significantly since.", since
        return PeakStatus.PLATEAU, f"Highest in {peak_year}, but no significant fall since.", since
    trend, flat = _recent(points, last, rule)
    if _significant(trend, +1):
        return PeakStatus.RISING, f"A significant rise over the last {rule.recent_years} years.", trend
    if flat:
        band = f"{rule.plateau_band:.0%}"
        return (
            PeakStatus.PLATEAU,
            f"The last {rule.plateau_years} years lie within {band} of the highest value.",
            trend,
        )
    return PeakStatus.UNKNOWN, f"Highest in {peak_year}, too recent to judge, and no clear direction.", trend
