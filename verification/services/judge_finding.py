"""The verifier judges a finding: corrected, explanation accepted, or not sufficient."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mrv.core.actor import Actor
from mrv.core.services.transition import transition
from reporting.models import ReportVersion
from verification.guards import locked_for_review, open_engagement, require_member
from verification.models import Finding
from verification.states import FINDING, Judgement


def judge_finding(
    *,
    version: ReportVersion,
    finding: Finding,
    judgement: Judgement,
    text: str,
    by: Actor,
    at: datetime | None = None,
) -> Finding:
    """Close the finding, or leave it standing as unresolved. The reason is part of the record."""
    at = at or timezone.now()
    with transaction.atomic():
        row = locked_for_review(version)
        engagement = open_engagement(row)
        require_member(engagement, by)
        changes: dict[str, Any] = {
            "judgement": judgement.value,
            "judgement_text": text.strip(),
            "judged_at": at,
            "judged_by_id": by.person_id,
        }
        if judgement != Judgement.INSUFFICIENT:
            changes |= {"closed_at": at, "closed_by_id": by.person_id}
        return transition(
            engagement.findings.get(pk=finding.pk),
            "leave_unresolved" if judgement == Judgement.INSUFFICIENT else "close",
            table=FINDING,
            by=by,
            at=at,
            reason=text,
            changes=changes,
            organization_id=row.report.facility.enterprise_id,
        )
