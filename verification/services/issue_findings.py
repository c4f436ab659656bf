"""Send the findings to the enterprise; the time to answer starts to run."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.transition import transition
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked_current, open_engagement, require_member
from verification.selectors.parameters import due_date_of
from verification.states import FINDING


def issue_findings(*, version: ReportVersion, by: Actor, at: datetime | None = None) -> ReportVersion:
    """Send every raised or unresolved finding and move the version to ``findings_issued``."""
    at = at or timezone.now()
    with transaction.atomic():
        row = locked_current(version)
        engagement = open_engagement(row)
        require_member(engagement, by)
        to_send = list(engagement.findings.filter(state__in=["raised", "unresolved"]))
        if not to_send:
            raise ValidationError(_("There is no finding to send. Raise one first."))
        moved = move_version("issue_findings", version=row, by=by, at=at)
        for finding in to_send:
            transition(
                finding,
                "issue",
                table=FINDING,
                by=by,
                at=at,
                organization_id=row.report.facility.enterprise_id,
            )
        engagement.answers_due_date = due_date_of(
            "answer_findings", compliance_year=row.report.compliance_year, start=timezone.localdate(at)
        )
        engagement.save(update_fields=["answers_due_date"])
    return moved
