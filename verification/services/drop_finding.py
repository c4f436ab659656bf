"""Drop a finding that was raised by mistake, before the enterprise saw it."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.services.transition import transition
from reporting.models import ReportVersion
from verification.guards import locked_for_review, open_engagement, require_member
from verification.models import Finding
from verification.states import FINDING


def drop_finding(
    *, version: ReportVersion, finding: Finding, reason: str, by: Actor, at: datetime | None = None
) -> Finding:
    """Move to ``dropped``; the record and its reason stay."""
    with transaction.atomic():
        row = locked_for_review(version)
        engagement = open_engagement(row)
        require_member(engagement, by)
        return transition(
            engagement.findings.get(pk=finding.pk),
            "drop",
            table=FINDING,
            by=by,
            at=at,
            reason=reason,
            organization_id=engagement.body_id,
        )
