"""The enterprise answers one finding; it may change the answer until all answers are sent."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.transition import StaleState, transition
from mrv.portal.states import look_of
from verification.guards import current_version, locked, require_own_enterprise
from verification.models import Finding
from verification.states import FINDING

MAX_LENGTH = 5000


def answer_finding(*, finding: Finding, response: str, by: Actor, at: datetime | None = None) -> Finding:
    """Store the answer; the ledger keeps every earlier one."""
    at = at or timezone.now()
    text = response.strip()
    if not text:
        raise ValidationError(
            {"response": _("Write an answer: what is so, what was corrected, which evidence shows it.")}
        )
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            {"response": _("The answer has %(n)d characters; at most %(max)d fit. Refer to evidence instead.") % {"n": len(text), "max": MAX_LENGTH}}
        )  # fmt: skip
    with transaction.atomic():
        version = locked(current_version(finding.version.report) or finding.version)
        require_own_enterprise(version, by)
        if version.state != "findings_issued":
            raise StaleState(
                _("The report is now “%(state)s”; findings can be answered only while they are with you.")
                % {"state": look_of(version.state).label}
            )
        return transition(
            finding,
            "answer",
            table=FINDING,
            by=by,
            at=at,
            reason=text,
            changes={"response": text, "responded_at": at, "responded_by_id": by.person_id},
            organization_id=version.report.facility.enterprise_id,
        )
