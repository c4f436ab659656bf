"""Figures of a version: gases per scope, and what changed against another version."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from reporting.models import ReportVersion
from reporting.selectors.emissions import lines_in_force
from reporting.states import COUNTED

GASES = ("co2_t", "biogenic_co2_t", "ch4_t", "n2o_t", "fgas_co2e_t", "co2e_t")
ZERO = Decimal(0)


@dataclass(frozen=True)
class ScopeFigures:
    """Sums of the stored lines of one scope, in t; ``co2e_t`` in the GWP set of the version."""

    scope: int
    co2_t: Decimal = ZERO
    biogenic_co2_t: Decimal = ZERO
    ch4_t: Decimal = ZERO
    n2o_t: Decimal = ZERO
    fgas_co2e_t: Decimal = ZERO
    co2e_t: Decimal = ZERO


def figures_by_scope(version: ReportVersion) -> list[ScopeFigures]:
    """One row per scope that has lines."""
    sums = lines_in_force(version).order_by("scope").values("scope").annotate(**{f"sum_{g}": Sum(g) for g in GASES})
    return [
        ScopeFigures(scope, *figures) for scope, *figures in sums.values_list("scope", *(f"sum_{g}" for g in GASES))
    ]


def total_of(figures: Iterable[ScopeFigures]) -> Decimal:
    """Total of scopes 1 and 2, tCO2e: what materiality and the queue go by."""
    return sum((row.co2e_t for row in figures if row.scope in (1, 2)), ZERO)


def last_year_of(version: ReportVersion) -> ReportVersion | None:
    """The counted version of the same facility for the year before."""
    report = version.report
    return (
        ReportVersion.objects.filter(
            report__facility_id=report.facility_id,
            report__compliance_year=report.compliance_year - 1,
            report__kind=report.kind,
            state__in=COUNTED,
        )
        .order_by("-number")
        .first()
    )


def version_before(version: ReportVersion) -> ReportVersion | None:
    """The latest earlier version of the same report that was computed."""
    earlier = version.report.versions.filter(number__lt=version.number).exclude(result_hash="")
    return earlier.order_by("-number").first()


@dataclass(frozen=True)
class StreamChange:
    """One stream, now and before, tCO2e; None where it is not reported."""

    stream_code: str
    now_co2e_t: Decimal | None
    before_co2e_t: Decimal | None

    @property
    def weight(self) -> Decimal:
        """Size of the change, for the order of the table."""
        return abs((self.now_co2e_t or ZERO) - (self.before_co2e_t or ZERO))


def by_stream(version: ReportVersion | None) -> dict[str, Decimal]:
    """tCO2e per stream code; empty without a version."""
    if version is None:
        return {}
    sums = lines_in_force(version).order_by("stream_code").values_list("stream_code").annotate(Sum("co2e_t"))
    return dict(sums)


def changes(version: ReportVersion, before: ReportVersion | None) -> list[StreamChange]:
    """What moved between two versions, the largest move first; streams without a move are left out."""
    now, then = by_stream(version), by_stream(before)
    rows = [StreamChange(code, now.get(code), then.get(code)) for code in {*now, *then}]
    moved = [row for row in rows if row.now_co2e_t != row.before_co2e_t]
    return sorted(moved, key=lambda row: (-row.weight, row.stream_code))
