"""The team goes to the site."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked_current, open_engagement, require_member


def start_site_visit(*, version: ReportVersion, by: Actor, at: datetime | None = None) -> ReportVersion:
    """Move to ``site_visit``."""
    with transaction.atomic():
        row = locked_current(version)
        require_member(open_engagement(row), by)
        return move_version("start_site_visit", version=row, by=by, at=at)
