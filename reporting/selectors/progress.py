"""How far a version is: per stream what is declared, and what the checks found so far. A fixed number of queries."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Sum

from mrv.core.models import Job
from reporting.models import ActivityRecord, ReportVersion, SourceStream


@dataclass
class StreamProgress:
    """One stream of the plan: months and year declared, their sum by unit, rows that name a source or evidence."""

    stream: SourceStream
    months: int = 0
    has_year: bool = False
    rows: int = 0
    sourced: int = 0
    evidenced: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """not_started, in_progress or complete."""
        if not self.rows:
            return "not_started"
        return "complete" if self.has_year or self.months == 12 else "in_progress"


def stream_progress(version: ReportVersion) -> list[StreamProgress]:
    """Every stream of the plan in the order of its code."""
    streams = SourceStream.objects.filter(plan_id=version.plan_id).order_by("code")
    found = {stream.pk: StreamProgress(stream) for stream in streams}
    groups = (
        ActivityRecord.objects.filter(version=version)
        .order_by()
        .annotate(is_year=ExpressionWrapper(Q(month__isnull=True), output_field=BooleanField()))
        .values("stream_id", "parameter", "unit", "is_year")
        .annotate(
            rows=Count("pk"),
            amount=Sum("quantity"),
            sourced=Count("pk", filter=~Q(data_source="")),
            evidenced=Count("pk", filter=~Q(evidence_ref="")),
        )
    )
    for group in groups:
        _add(found[group["stream_id"]], dict(group))
    return list(found.values())


def _add(progress: StreamProgress, group: dict[str, Any]) -> None:
    progress.rows += group["rows"]
    progress.sourced += group["sourced"]
    progress.evidenced += group["evidenced"]
    if group["parameter"] != progress.stream.activity_parameter:
        return
    if group["is_year"]:
        progress.has_year = True
    else:
        progress.months += group["rows"]
    if not group["is_year"] or not progress.months:
        progress.amounts[group["unit"]] = progress.amounts.get(group["unit"], Decimal(0)) + group["amount"]


def calculation_of(version: ReportVersion) -> Job | None:
    """The job that computes a version."""
    return Job.objects.filter(kind="reporting:calculate", subject_id=version.pk).order_by("-pk").first()


@dataclass(frozen=True)
class CheckSummary:
    """What the checks found, and whether that still holds for the rows as they are."""

    is_current: bool
    errors: int = 0
    warnings: int = 0
    unexplained: int = 0
    notes: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether the version may be signed as far as the checks go."""
        return self.is_current and not self.errors and not self.unexplained

    @property
    def state(self) -> str:
        """The look of the task."""
        if not self.is_current:
            return "not_started"
        if self.errors:
            return "error"
        return "warning" if self.unexplained else "passed"


def check_summary(version: ReportVersion) -> CheckSummary:
    """Counts of the check results in one query."""
    counts = version.check_results.aggregate(
        errors=Count("pk", filter=Q(severity="error")),
        warnings=Count("pk", filter=Q(severity="warning")),
        unexplained=Count("pk", filter=Q(severity="warning", explanation="")),
        notes=Count("pk", filter=Q(severity="info")),
    )
    is_current = version.state != "draft" or version.checked_revision == version.draft_revision
    return CheckSummary(is_current, **counts)
