"""The team takes a second look after the enterprise answered."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked_current, open_engagement, require_member


def review_again(*, version: ReportVersion, by: Actor, at: datetime | None = None) -> ReportVersion:
    """Move to ``re_review``."""
    with transaction.atomic():
        row = locked_current(version)
        require_member(open_engagement(row), by)
        return move_version("review_again", version=row, by=by, at=at)
