"""An enterprise appeals against a decision within the time the programme gives (7 working days, as data)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.clock import database_now
from mrv.core.services.record import record
from mrv.core.services.transition import StaleState
from verification.guards import locked, require_own_enterprise, require_person
from verification.models import Appeal, Decision
from verification.selectors.appeals import last_day_to_appeal
from verification.selectors.parameters import due_date_of


def file_appeal(*, decision: Decision, text: str, by: Actor, at: datetime | None = None) -> Appeal:
    """Store the appeal and the day by which the authority rules on it. One appeal per decision."""
    at = at or database_now()
    by.require("finding:answer")
    filer = require_person(by)
    version = decision.version
    require_own_enterprise(version, by)
    if not text.strip():
        raise ValidationError({"text": _("Write what you object to and why.")})
    year, today = version.report.compliance_year, timezone.localdate(at)
    last = last_day_to_appeal(decision)
    if today > last:
        raise ValidationError({"text": _("The time to appeal ended on %(day)s.") % {"day": date_format(last)}})
    with transaction.atomic():
        locked(version)
        if Appeal.objects.filter(decision=decision).exists():
            raise StaleState(_("An appeal against this decision is already filed."))
        appeal = Appeal.objects.create(
            decision=decision,
            text=text.strip(),
            filed_at=at,
            filed_by=filer,
            due_date=due_date_of("rule_on_appeal", compliance_year=year, start=today),
        )
        record(
            "verification:appeal:file",
            about=appeal,
            by=by,
            at=at,
            organization_id=version.report.facility.enterprise_id,
            reason=text,
        )
    return appeal
