"""Move a monitoring plan through its life: submit, approve, return. An approval ends the version before it."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor, system_actor
from mrv.core.services.transition import transition
from reporting.models import MonitoringPlan
from reporting.selectors.plan_gaps import plan_gaps
from reporting.services.access import require_own
from reporting.states import MONITORING_PLAN


@transaction.atomic
def move_plan(
    name: str, *, plan: MonitoringPlan, by: Actor, at: datetime | None = None, reason: str = ""
) -> MonitoringPlan:
    """Make the named move. ValidationError if the plan is not complete; IllegalTransition, ReasonMissing."""
    at = at or timezone.now()
    changes: dict[str, Any] = {}
    if name == "submit":
        require_own(by, "plan:edit", plan.facility)
        require_complete(plan)
    elif not by.oversees_city:
        raise PermissionDenied(_("Only the authority judges monitoring plans."))
    if name == "approve":
        changes = {"approved_at": at, "approved_by_id": by.person_id}
        _end_older(plan, at)
    return transition(
        plan, name, table=MONITORING_PLAN, by=by, at=at, reason=reason, changes=changes,
        organization_id=plan.facility.enterprise_id,
    )  # fmt: skip


def require_complete(plan: MonitoringPlan) -> None:
    """ValidationError unless the plan says what is reported and from which factors."""
    if not plan.streams.exists():
        raise ValidationError(_("The plan has no source stream. Add at least one."))
    if not plan.factor_set_codes:
        raise ValidationError(_("The plan names no factor set. Choose at least one."))
    if gaps := plan_gaps(plan):
        raise ValidationError(gaps)


def _end_older(plan: MonitoringPlan, at: datetime) -> None:
    for older in MonitoringPlan.objects.filter(facility_id=plan.facility_id, state="approved").exclude(pk=plan.pk):
        ends = max(older.valid_from, plan.valid_from - timedelta(days=1))
        last = min(older.valid_to, ends) if older.valid_to else ends
        transition(
            older, "supersede", table=MONITORING_PLAN, by=system_actor("plans"), at=at, changes={"valid_to": last},
            organization_id=plan.facility.enterprise_id, payload={"superseded_by": plan.number},
        )  # fmt: skip
