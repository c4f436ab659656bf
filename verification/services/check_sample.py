"""Mark a sampled line as looked at: it agrees with its evidence, or it differs."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.models import ReportVersion
from reporting.selectors.emissions import lines_in_force, run_in_force
from verification.guards import locked_for_review, open_engagement, require_member
from verification.models import ReviewSample
from verification.models.sample import OUTCOMES


def check_sample(
    *, version: ReportVersion, line_number: int, outcome: str, by: Actor, note: str = "", at: datetime | None = None
) -> ReviewSample:
    """Record the outcome for a line; a line nobody proposed becomes part of the sample by being looked at."""
    at = at or timezone.now()
    by.require("engagement:review")
    if outcome not in OUTCOMES:
        raise ValidationError({"outcome": _("Choose whether the line agrees with its evidence or differs.")})
    with transaction.atomic():
        row = locked_for_review(version)
        engagement = open_engagement(row)
        require_member(engagement, by)
        run = run_in_force(row)
        if run is None or not lines_in_force(row).filter(line_number=line_number).exists():
            raise ValidationError({"line_number": _("The report has no line %(n)d.") % {"n": line_number}})
        sample, _new = ReviewSample.objects.get_or_create(
            version=row,
            run_id=run.pk,
            line_number=line_number,
            defaults={
                "engagement": engagement,
                "reasons": ["own"],
                "share_percent": 0,
                "proposed_at": at,
                "proposed_by_id": by.person_id,
            },
        )
        sample.outcome, sample.note, sample.checked_at, sample.checked_by_id = outcome, note, at, by.person_id
        sample.save(update_fields=["outcome", "note", "checked_at", "checked_by"])
        record(
            "verification:review_sample:check",
            about=sample,
            by=by,
            at=at,
            organization_id=engagement.body_id,
            reason=note,
            payload={"line": line_number, "outcome": outcome},
        )
    return sample
