"""Take back a submitted version before its review starts; the enterprise goes on in a new draft."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from reporting.models import ReportVersion
from reporting.services.access import require_own
from reporting.services.move_version import move_version
from reporting.services.open_correction import draft_after


@transaction.atomic
def recall_version(*, version: ReportVersion, by: Actor, reason: str, at: datetime | None = None) -> ReportVersion:
    """Recall a version and open a draft copy of it, which is returned."""
    require_own(by, "report:recall", version.report.facility)
    recalled = move_version("recall", version=version, by=by, at=at, reason=reason)
    return draft_after(recalled, by=by, at=at, reason=reason)
