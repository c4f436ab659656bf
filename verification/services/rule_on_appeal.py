"""The authority rules on an appeal; another official than the one who decided. Upheld: the decision falls."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.core.services.transition import ReasonMissing, StaleState
from reporting.states import COUNTED
from verification.errors import IndependenceRefused
from verification.guards import require_person
from verification.independence import DECIDER_INVOLVED, Conflict
from verification.models import Appeal
from verification.models.decision import RULINGS
from verification.services.withdraw import withdraw


def rule_on_appeal(*, appeal: Appeal, ruling: str, reason: str, by: Actor, at: datetime | None = None) -> Appeal:
    """Store the ruling; an upheld appeal withdraws the version it is about."""
    at = at or timezone.now()
    by.require("report:reopen")
    official = require_person(by)
    if ruling not in RULINGS:
        raise ValidationError({"ruling": _("Choose whether the appeal is upheld or dismissed.")})
    if not reason.strip():
        raise ReasonMissing(_("A ruling needs its reason. Write one or two sentences."))
    with transaction.atomic():
        row = Appeal.objects.select_for_update(of=("self",)).select_related("decision__version").get(pk=appeal.pk)
        if row.ruling:
            raise StaleState(_("Somebody ruled on this appeal already."))
        if row.decision.decided_by_id == official.pk:
            raise IndependenceRefused([Conflict(DECIDER_INVOLVED, {"who": str(official)})])
        row.ruling, row.ruling_reason, row.ruled_at, row.ruled_by = ruling, reason.strip(), at, official
        row.save(update_fields=["ruling", "ruling_reason", "ruled_at", "ruled_by"])
        version = row.decision.version
        record(
            "verification:appeal:rule",
            about=row,
            by=by,
            at=at,
            organization_id=version.report.facility.enterprise_id,
            reason=reason,
            payload={"ruling": ruling},
        )
        if ruling == "upheld" and version.state in COUNTED:
            withdraw(version=version, reason=reason, by=by, at=at)
    return row
