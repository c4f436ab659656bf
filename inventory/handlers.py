"""What the inventory does when a report version starts or stops counting (house.md: one event, applied once)."""

from typing import Any

from inventory.services.converge_version import NothingComputed, converge_version
from mrv.core.actor import system_actor
from mrv.core.handlers import WorkRefused, consumes
from mrv.core.models import Job

ROLL_UP = "inventory:apply_version"


@consumes("reporting:report_version:decide", by=ROLL_UP)
@consumes("reporting:report_version:withdraw", by=ROLL_UP)
@consumes("reporting:report_version:supersede", by=ROLL_UP)
def apply_version(job: Job) -> dict[str, Any]:
    """Post or take out the version the event is about, in the transaction that marks the job done."""
    try:
        outcome = converge_version(version_id=job.subject_id, by=system_actor("inventory"))
    except NothingComputed as problem:
        raise WorkRefused(str(problem)) from problem
    return {"version": job.subject_id, "outcome": outcome.value}
