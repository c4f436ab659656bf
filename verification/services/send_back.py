"""The authority sends a concluded report back to the verification body, with its reason."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mrv.core.actor import Actor
from reporting.models import EmissionsReport, ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked_current, require_person, require_same_digits
from verification.models import Decision, StatementDraft
from verification.services.decide import latest_statement, write_decision
from verification.states import Outcome


def send_back(
    *, version: ReportVersion, reason: str, result_hash: str, by: Actor, at: datetime | None = None
) -> Decision:
    """Move to ``re_review``; the statement stays on record, a new one has to be prepared and reviewed."""
    at = at or timezone.now()
    by.require("report:decide")
    require_person(by)
    with transaction.atomic():
        EmissionsReport.objects.select_for_update().get(pk=version.report_id)
        row = locked_current(version)
        require_same_digits(row, result_hash)
        moved = move_version("send_back", version=row, by=by, at=at, reason=reason)
        statement = latest_statement(moved)
        StatementDraft.objects.filter(version=moved).update(revision=F("revision") + 1)
        return write_decision(statement, moved, outcome=Outcome.SENT_BACK, reason=reason, by=by, at=at)
