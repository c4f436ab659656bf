"""What happened to a report, from the audit ledger."""

from datetime import datetime

from django.db.models import QuerySet

from mrv.core.models import AuditEvent, Person
from reporting.models import ReportVersion


def events_of(versions: QuerySet[ReportVersion]) -> QuerySet[AuditEvent]:
    """Ledger entries about these versions, newest first. Who may see the version may see its history."""
    keys = [str(pk) for pk in versions.values_list("pk", flat=True)]
    label = ReportVersion._meta.label_lower
    return (
        AuditEvent.objects.filter(object_type=label, object_id__in=keys).select_related("occurred_by").order_by("-pk")
    )


def last_change(version: ReportVersion) -> AuditEvent | None:
    """Who changed the rows of a draft last."""
    changes = events_of(ReportVersion.objects.filter(pk=version.pk))
    return changes.filter(action="reporting:activity:replace").first()


ENTERING = (
    "reporting:activity:replace",
    "reporting:file:receive",
    "reporting:report_version:correct",
    "reporting:report:open",
)


def entry_of(version: ReportVersion) -> tuple[Person | str, datetime | None]:
    """Who gave the rows of a version last, and when: the person, not the worker that read the file."""
    events = events_of(ReportVersion.objects.filter(pk=version.pk)).filter(action__in=ENTERING)
    found = events.exclude(actor_label__startswith="system:").first()
    if found:
        return found.occurred_by or found.actor_label, found.occurred_at
    return version.submitted_by_label, version.submitted_at
