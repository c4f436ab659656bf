"""Write down a site visit: what was seen, by whom, when. Never changed afterwards."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.models import ReportVersion
from verification.guards import locked_for_review, open_engagement, require_member
from verification.models import SiteVisit


@dataclass(frozen=True)
class VisitNotes:
    """What goes into the record of a visit."""

    visit_date: date
    place: str
    observations: str
    people_met: str = ""


def record_visit(*, version: ReportVersion, notes: VisitNotes, by: Actor, at: datetime | None = None) -> SiteVisit:
    """Store the visit; a date in the future is refused."""
    at = at or timezone.now()
    by.require("engagement:review")
    if notes.visit_date > timezone.localdate(at):
        raise ValidationError({"visit_date": _("The visit lies in the future. Record it after it took place.")})
    with transaction.atomic():
        row = locked_for_review(version)
        engagement = open_engagement(row)
        require_member(engagement, by)
        visit = SiteVisit.objects.create(
            engagement=engagement,
            version=row,
            visit_date=notes.visit_date,
            place=notes.place,
            people_met=notes.people_met,
            observations=notes.observations,
            recorded_at=at,
            recorded_by_id=by.person_id,
        )
        record("verification:site_visit:record", about=visit, by=by, at=at, organization_id=engagement.body_id)
    return visit
