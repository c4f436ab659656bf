"""Return a report for correction: this version ends, the enterprise goes on in a corrected one."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.services.transition import transition
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked_current, open_engagement, require_member
from verification.states import FINDING


def return_version(*, version: ReportVersion, reason: str, by: Actor, at: datetime | None = None) -> ReportVersion:
    """Send findings that were not sent yet along, and move the version to ``returned``."""
    with transaction.atomic():
        row = locked_current(version)
        engagement = open_engagement(row)
        require_member(engagement, by)
        moved = move_version("return_for_correction", version=row, by=by, at=at, reason=reason)
        for finding in engagement.findings.filter(state__in=["raised", "unresolved"]):
            transition(
                finding,
                "issue",
                table=FINDING,
                by=by,
                at=at,
                organization_id=row.report.facility.enterprise_id,
            )
    return moved
