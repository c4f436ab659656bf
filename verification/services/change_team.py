"""The authority changes the team of an open engagement; the same rules block it as at assignment (A19)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.core.services.transition import ReasonMissing
from reporting.models import ReportVersion
from verification.guards import locked_current, open_engagement, refuse
from verification.models import VerificationEngagement
from verification.selectors.conflicts import conflicts_of
from verification.services.assign_body import Seat, require_members, seat_members


def change_team(
    *, version: ReportVersion, team: Sequence[Seat], by: Actor, reason: str, at: datetime | None = None
) -> VerificationEngagement:
    """End the present seats and seat the new team. Only the authority may: a body cannot hand the case to an ally."""
    at = at or timezone.now()
    if not by.is_system:
        by.require("engagement:assign")
    if not reason.strip():
        raise ReasonMissing(_("A change of team needs a reason. Write one or two sentences."))
    with transaction.atomic():
        row = locked_current(version)
        engagement = open_engagement(row)
        require_members(team, engagement.body, timezone.localdate(at))
        refuse(conflicts_of(row, body_id=engagement.body_id, team=[(seat.person.pk, seat.role) for seat in team]))
        engagement.members.filter(left_at__isnull=True).update(left_at=at, left_by_id=by.person_id)
        seat_members(engagement, team, by=by, at=at)
        record(
            "verification:engagement:change_team",
            about=engagement,
            by=by,
            at=at,
            organization_id=engagement.body_id,
            reason=reason,
            payload={"team": [[seat.person.pk, seat.role.value] for seat in team]},
        )
    return engagement
