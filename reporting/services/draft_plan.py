"""Draft a new version of a facility's monitoring plan: a copy of the one in force, or an empty first one."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import Facility
from mrv.core.services.record import record
from reporting.models import MonitoringPlan, SourceStream
from reporting.services.access import require_own

COPIED = ("factor_set_codes", "purpose", "gwp_set_code", "template_code")
STREAM_COPIED = (
    "code", "name_zh", "name_en", "method", "fuel", "scope", "activity_parameter", "unit", "measured_parameters",
    "approved_inputs", "furnace_code", "determination", "uncertainty_percent",
)  # fmt: skip


@transaction.atomic
def draft_plan(*, facility: Facility, by: Actor, at: datetime | None = None) -> MonitoringPlan:
    """The new draft. ValidationError if one is being drafted or judged already."""
    require_own(by, "plan:edit", facility)
    at = at or timezone.now()
    plans = MonitoringPlan.objects.select_for_update().filter(facility=facility)
    if plans.filter(state__in=["draft", "submitted"]).exists():
        raise ValidationError(_("A new version of this plan is under way already. Go on in it."))
    newest = plans.order_by("-number").first()
    made = MonitoringPlan.objects.create(
        facility=facility,
        number=newest.number + 1 if newest else 1,
        supersedes=plans.filter(state="approved").order_by("-number").first(),
        valid_from=timezone.localtime(at).date().replace(month=1, day=1),
        **({name: getattr(newest, name) for name in COPIED} if newest else {}),
    )
    if newest is not None:
        copies = [
            SourceStream(plan=made, **{name: getattr(stream, name) for name in STREAM_COPIED})
            for stream in newest.streams.all()
        ]
        SourceStream.objects.bulk_create(copies)
    record(
        "reporting:monitoring_plan:draft", about=made, by=by, at=at, organization_id=facility.enterprise_id,
        payload={"number": made.number, "copied_from": newest.number if newest else None},
    )  # fmt: skip
    return made


def require_draft(plan: MonitoringPlan) -> MonitoringPlan:
    """The plan under a row lock; ValidationError unless it is a draft."""
    locked = MonitoringPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if locked.state != "draft":
        raise ValidationError(_("This version of the plan is no draft any more. Draft a new version."))
    return locked
