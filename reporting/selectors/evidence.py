"""Which evidence a version refers to, and how often."""

from django.db.models import Count

from reporting.models import ActivityRecord, ReportVersion


def cited_references(version: ReportVersion) -> dict[str, int]:
    """Number of rows by evidence reference."""
    rows = ActivityRecord.objects.filter(version=version).exclude(evidence_ref="").order_by()
    return dict(rows.values_list("evidence_ref").annotate(count=Count("pk")))
