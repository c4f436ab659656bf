"""The authority gives a computed report to a verification body and its team; conflicts block it (A13-A19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import Organization, Person
from mrv.core.services.record import record
from mrv.core.services.transition import StaleState
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked_current, refuse
from verification.models import EngagementMember, VerificationEngagement
from verification.selectors.conflicts import conflicts_of
from verification.selectors.parameters import due_date_of
from verification.states import TeamRole


@dataclass(frozen=True)
class Seat:
    """A person with the part in the team."""

    person: Person
    role: TeamRole


def assign_body(
    *,
    version: ReportVersion,
    body: Organization,
    team: Sequence[Seat],
    by: Actor,
    at: datetime | None = None,
    due_date: date | None = None,
    assurance_level: str = "reasonable",
) -> VerificationEngagement:
    """Open the engagement and move the version to ``assigned``. IndependenceRefused names every rule broken."""
    at = at or timezone.now()
    if not by.is_system:
        by.require("engagement:assign")
    with transaction.atomic():
        row = locked_current(version)
        _require_free(row)
        require_members(team, body, timezone.localdate(at))
        refuse(conflicts_of(row, body_id=body.pk, team=[(seat.person.pk, seat.role) for seat in team]))
        engagement = VerificationEngagement.objects.create(
            report=row.report,
            body_id=body.pk,
            assurance_level=assurance_level,
            due_date=due_date or due_date_of("conclude", compliance_year=row.report.compliance_year),
            assigned_at=at,
            assigned_by_id=by.person_id,
        )
        seat_members(engagement, team, by=by, at=at)
        row.report.verification_body_id = body.pk
        row.report.save(update_fields=["verification_body"])
        record(
            "verification:engagement:assign",
            about=engagement,
            by=by,
            at=at,
            organization_id=body.pk,
            payload={"version": row.pk, "team": [[seat.person.pk, seat.role.value] for seat in team]},
        )
        move_version("assign", version=row, by=by, at=at)
    return engagement


def seat_members(engagement: VerificationEngagement, team: Sequence[Seat], *, by: Actor, at: datetime) -> None:
    """Put the people on the team."""
    EngagementMember.objects.bulk_create(
        EngagementMember(
            engagement=engagement, person=seat.person, role=seat.role.value, added_at=at, added_by_id=by.person_id
        )
        for seat in team
    )


def _require_free(version: ReportVersion) -> None:
    if version.report.engagements.filter(state="open").exists():
        raise StaleState(_("A verification of this report is already open. Change its team instead."))


def require_members(team: Sequence[Seat], body: Organization, on: date) -> None:
    """A seat of the team needs the same role in the body."""
    wanted = {TeamRole.LEAD: "lead_verifier", TeamRole.REVIEWER: "independent_reviewer"}
    if body.kind != "verification_body":
        raise ValidationError({"body": _("%(name)s is not a verification body.") % {"name": body.name}})
    for seat in team:
        roles = set(
            seat.person.memberships.filter(organization=body, valid_from__lte=on)
            .exclude(valid_to__lt=on)
            .values_list("role", flat=True)
        )
        allowed = {wanted[seat.role]} if seat.role in wanted else {"verifier", "lead_verifier"}
        if not roles & allowed or not seat.person.is_active:
            raise PermissionDenied(
                _("[team] %(who)s does not hold the role %(role)s in %(body)s.")
                % {"who": seat.person, "role": " / ".join(sorted(allowed)), "body": body.name}
            )
