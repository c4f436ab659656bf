"""Order that uncertainty be filled in: a job that cuts what lacks it into parts for the workers."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from mrv.core.actor import Actor
from mrv.core.models import Job
from mrv.core.services.jobs import enqueue
from mrv.core.services.record import record

KIND = "inventory:fill_uncertainty"
PART = "inventory:fill_uncertainty_part"
ADVISORY_LOCK = 0x66696C6C


def start_filling(*, by: Actor, at: datetime | None = None) -> Job:
    """The job; that under way, if there is one."""
    if not by.is_system:
        by.require("inventory:compile")
    at = at or timezone.now()
    with transaction.atomic():
        _queue_orders()
        under_way = Job.objects.filter(kind=KIND, state__in=["queued", "running"]).order_by("pk").first()
        if under_way is not None:
            return under_way
        job = enqueue(KIND, subject_id=0, by=by)
        record("inventory:uncertainty:fill", about=job, by=by, at=at)
    return job


def _queue_orders() -> None:
    """Two orders at once would cut the same work twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [ADVISORY_LOCK])
