"""Set the last day to submit for a compliance year; open drafts of that year get it too."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.models import EmissionsReport, ReportVersion, SubmissionDeadline


@transaction.atomic
def set_deadline(
    *, compliance_year: int, due_date: date, reference: str, by: Actor, at: datetime | None = None
) -> SubmissionDeadline:
    """Store the day. ValidationError when it lies within the year or names no notice."""
    by.require("deadline:manage")
    _check(compliance_year, due_date, reference)
    found, _is_new = SubmissionDeadline.objects.update_or_create(
        compliance_year=compliance_year,
        defaults={
            "years_after": due_date.year - compliance_year,
            "due_month": due_date.month,
            "due_day": due_date.day,
            "reference": reference.strip(),
        },
    )
    submitted = ReportVersion.objects.filter(submitted_at__isnull=False).values("report_id")
    drafts = EmissionsReport.objects.filter(compliance_year=compliance_year).exclude(pk__in=submitted)
    moved = drafts.update(due_date=due_date)
    payload = {"year": compliance_year, "due_date": str(due_date), "drafts": moved}
    record("reporting:deadline:set", about=found, by=by, at=at or timezone.now(), reason=reference, payload=payload)
    return found


def _check(compliance_year: int, due_date: date, reference: str) -> None:
    if not reference.strip():
        raise ValidationError({"reference": _("Name the notice that sets the day.")})
    if not compliance_year < due_date.year <= compliance_year + 20:
        message = _("The day must lie after the end of %(year)d, for example %(next)d-03-31.")
        raise ValidationError({"due_date": message % {"year": compliance_year, "next": compliance_year + 1}})
