"""Put a failed or parked job back in the queue, on somebody's decision."""

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import Job
from mrv.core.services.jobs import ring
from mrv.core.services.record import record


@transaction.atomic
def retry_job(*, job: Job, by: Actor) -> bool:
    """True if the job was over without success and is queued again with fresh attempts."""
    stuck = Job.objects.filter(pk=job.pk, state__in=["failed", "parked"])
    if not stuck.update(state="queued", attempt=0, error="", finished_time=None):
        return False
    record("core:job:retried", about=job, by=by, payload={"kind": job.kind, "error": job.error[:500]})
    transaction.on_commit(lambda: ring(job.pk), robust=True)
    return True
