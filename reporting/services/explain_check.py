"""Explain a warning of a draft: the text stays with the finding and goes to the verifier."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.intake.texts import offending
from reporting.models import CheckResult
from reporting.services.access import require_own
from reporting.services.replace_activity import lock_draft

SHORTEST, LONGEST = 10, 2000


@transaction.atomic
def explain_check(*, result: CheckResult, text: str, by: Actor, at: datetime | None = None) -> CheckResult:
    """Store the explanation of a warning. ValidationError if there is nothing to explain or too little said."""
    version = result.version
    require_own(by, "report:edit", version.report.facility)
    lock_draft(version)
    text = text.strip()
    if result.severity != "warning":
        raise ValidationError({"explanation": _("Only a warning is explained; an error is corrected.")})
    if not SHORTEST <= len(text) <= LONGEST or offending(text):
        message = _("Write %(least)d to %(most)d characters of plain text: what happened and what proves it.")
        raise ValidationError({"explanation": message % {"least": SHORTEST, "most": LONGEST}})
    result.explanation = text
    result.explained_at = at or timezone.now()
    result.explained_by_id = by.person_id
    result.save(update_fields=["explanation", "explained_at", "explained_by"])
    record(
        "reporting:check_result:explain", about=version, by=by, at=result.explained_at,
        organization_id=version.report.facility.enterprise_id,
        payload={"code": result.code, "pointer": result.pointer, "explanation": text},
    )  # fmt: skip
    return result
