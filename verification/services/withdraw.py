"""The authority withdraws a decided report: it no longer counts, the inventory takes it out again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mrv.core.actor import Actor
from reporting.models import EmissionsReport, ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked


def withdraw(*, version: ReportVersion, reason: str, by: Actor, at: datetime | None = None) -> ReportVersion:
    """Move to ``withdrawn``; the reason is part of the record."""
    with transaction.atomic():
        EmissionsReport.objects.select_for_update().get(pk=version.report_id)
        return move_version("withdraw", version=locked(version), by=by, at=at or timezone.now(), reason=reason)
