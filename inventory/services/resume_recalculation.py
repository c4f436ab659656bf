"""Go on with a recalculation that stopped: parts that failed are put back; what is computed stays computed."""

from django.db import transaction

from inventory.models import Recalculation
from mrv.core.actor import Actor
from mrv.core.models import Job
from mrv.core.services.retry_job import retry_job


@transaction.atomic
def resume_recalculation(*, recalculation: Recalculation, by: Actor) -> int:
    """The number of jobs put back: failed parts, and the report that waits for them."""
    if not by.is_system:
        by.require("inventory:recalculate")
    stuck = Job.objects.filter(parent_id=recalculation.job_id, state__in=["failed", "parked"])
    jobs = [*stuck.order_by("pk"), recalculation.job]
    return sum(retry_job(job=job, by=by) for job in jobs)
