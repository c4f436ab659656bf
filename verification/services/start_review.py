"""The team starts the document review of an assigned report; from here on it cannot be recalled."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked_current, open_engagement, require_member
from verification.services.propose_sample import propose_sample


def start_review(*, version: ReportVersion, by: Actor, at: datetime | None = None) -> ReportVersion:
    """Move to ``document_review`` and propose the lines to look at."""
    with transaction.atomic():
        row = locked_current(version)
        require_member(open_engagement(row), by)
        moved = move_version("start_review", version=row, by=by, at=at)
        propose_sample(version=moved, by=by, at=at)
    return moved
