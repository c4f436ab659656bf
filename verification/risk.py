"""Risk of a report version: a score from 0 to 100 by which the verifier's queue is sorted.

Rule: what the checks found, how many tonnes are at stake, and how far
the total moved against the year before. Points per cause are listed with the score, so a reader sees
why a report stands where it stands. Pure; integers, so the same facts give the same order everywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

HUNDRED = Decimal(100)
POINTS_PER_WARNING = 6
MAX_CHECK_POINTS = 36
# From this total (tCO2e) on, so many points.
TONNES_POINTS: Sequence[tuple[Decimal, int]] = (
    (Decimal(2_000_000), 30),
    (Decimal(500_000), 24),
    (Decimal(100_000), 16),
    (Decimal(25_000), 10),
    (Decimal(5_000), 5),
)
# From this change against last year (per cent, either way) on, so many points.
CHANGE_POINTS: Sequence[tuple[Decimal, int]] = (
    (Decimal(50), 20),
    (Decimal(25), 14),
    (Decimal(10), 8),
    (Decimal(5), 3),
)
FIRST_REPORT_POINTS = 10
EARLIER_VERSION_POINTS = 7


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What the score is made from; tonnes in tCO2e. ``last_year_tco2e`` None: no accepted report before."""

    total_tco2e: Decimal
    warnings: int
    unexplained_warnings: int
    last_year_tco2e: Decimal | None
    earlier_versions: int


@dataclass(frozen=True, slots=True)
class RiskPart:
    """One cause with its points and the facts of its sentence."""

    code: str
    points: int
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RiskScore:
    """The sum of the parts, at most 100."""

    score: int
    parts: tuple[RiskPart, ...]
    change_percent: Decimal | None


def assess_risk(facts: RiskFacts) -> RiskScore:
    """Score one version."""
    change = change_percent(facts.total_tco2e, facts.last_year_tco2e)
    candidates = (_checks(facts), _tonnes(facts), _change(change), _earlier(facts))
    parts = tuple(part for part in candidates if part.points)
    return RiskScore(min(100, sum(part.points for part in parts)), parts, change)


def change_percent(now: Decimal, before: Decimal | None) -> Decimal | None:
    """The change in per cent of before; None without a before to compare with."""
    if before is None or before <= 0:
        return None
    return ((now - before) * HUNDRED / before).quantize(Decimal("0.01"))


def _checks(facts: RiskFacts) -> RiskPart:
    weighed = facts.warnings + facts.unexplained_warnings
    return RiskPart("checks", min(MAX_CHECK_POINTS, weighed * POINTS_PER_WARNING), {"count": str(facts.warnings)})


def _tonnes(facts: RiskFacts) -> RiskPart:
    return RiskPart("tonnes", _step(facts.total_tco2e, TONNES_POINTS), {"tonnes": f"{facts.total_tco2e:f}"})


def _change(change: Decimal | None) -> RiskPart:
    if change is None:
        return RiskPart("first_report", FIRST_REPORT_POINTS)
    return RiskPart("change", _step(abs(change), CHANGE_POINTS), {"percent": f"{change:+f}"})


def _earlier(facts: RiskFacts) -> RiskPart:
    points = EARLIER_VERSION_POINTS if facts.earlier_versions else 0
    return RiskPart("corrected_before", points, {"count": str(facts.earlier_versions)})


def _step(value: Decimal, table: Sequence[tuple[Decimal, int]]) -> int:
    return next((points for start, points in table if value >= start), 0)
