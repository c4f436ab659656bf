"""Change the head of a draft plan: validity, factor sets in their order, GWP set, purpose."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import FactorSet, GwpSet
from mrv.core.services.record import record
from reporting.models import MonitoringPlan
from reporting.services.access import require_own
from reporting.services.draft_plan import require_draft


@dataclass(frozen=True)
class PlanHead:
    """What the head of a plan says."""

    valid_from: date
    valid_to: date | None
    factor_set_codes: Sequence[str]
    gwp_set_code: str
    purpose: str


@transaction.atomic
def change_plan(*, plan: MonitoringPlan, head: PlanHead, by: Actor, at: datetime | None = None) -> MonitoringPlan:
    """Store the head of a draft. ValidationError by field: order of dates, unknown or repeated factor set, GWP set."""
    require_own(by, "plan:edit", plan.facility)
    locked = require_draft(plan)
    _check(head)
    for name, value in asdict(head).items():
        setattr(locked, name, value)
    locked.save()
    record(
        "reporting:monitoring_plan:change", about=locked, by=by, at=at or timezone.now(),
        organization_id=plan.facility.enterprise_id,
        payload={name: str(value) for name, value in asdict(head).items()},
    )  # fmt: skip
    return locked


def _check(head: PlanHead) -> None:
    if head.valid_to and head.valid_to < head.valid_from:
        raise ValidationError({"valid_to": _("The last day lies before the first. Correct one of them.")})
    if not head.factor_set_codes:
        raise ValidationError(
            {"factor_set_1": _("Choose at least one factor set; calculations take factors from it.")}
        )
    if len(set(head.factor_set_codes)) < len(head.factor_set_codes):
        raise ValidationError({"factor_set_1": _("A factor set is named twice. Name each once, the best first.")})
    known = set(FactorSet.objects.released().filter(code__in=head.factor_set_codes).values_list("code", flat=True))
    unknown = [code for code in head.factor_set_codes if code not in known]
    if unknown:
        message = _("The factor set %(code)s is not released. Choose another one.")
        raise ValidationError({"factor_set_1": message % {"code": unknown[0]}})
    if not GwpSet.objects.filter(code=head.gwp_set_code).exists():
        raise ValidationError({"gwp_set_code": _("This GWP set is not in the library. Choose another one.")})
