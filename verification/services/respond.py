"""The enterprise sends all its answers back to the verification body."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked_current, open_engagement, require_own_enterprise


def respond(*, version: ReportVersion, by: Actor, at: datetime | None = None, reason: str = "") -> ReportVersion:
    """Move to ``enterprise_response``; every finding has to be answered first (the platform may when time is up)."""
    with transaction.atomic():
        row = locked_current(version)
        require_own_enterprise(row, by)
        engagement = open_engagement(row)
        missing = [f"#{n}" for n in engagement.findings.filter(state="issued").values_list("number", flat=True)]
        if missing and not by.is_system:
            raise ValidationError(
                _("Answer every finding before you send: %(missing)s are open.") % {"missing": ", ".join(missing)}
            )
        return move_version("respond", version=row, by=by, at=at, reason=reason)
