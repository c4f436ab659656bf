"""The work of the inventory: apply a version that starts or stops counting (exactly once), release."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from inventory.selectors.factor_impact import factor_impact
from inventory.services.converge_version import NothingComputed, converge_version
from inventory.services.release_inventory import ReleaseOrder, ReleaseRefused, release_inventory
from inventory.services.request_release import KIND as RELEASE
from mrv.core.actor import actor_for, system_actor
from mrv.core.handlers import WorkRefused, consumes, handles
from mrv.core.models import FactorSet, Job, Person
from mrv.core.services.factors.propose_factor_set import IMPACT
from mrv.core.services.jobs import report_progress

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


@handles(RELEASE)
def release(job: Job) -> dict[str, Any]:
    """Release for the person who asked, with the rights that person has now."""
    person = Person.objects.get(pk=job.created_by_id or 0)
    try:
        made = release_inventory(order=ReleaseOrder(**job.arguments), by=actor_for(person), at=timezone.now())
    except (ReleaseRefused, PermissionDenied) as problem:
        raise WorkRefused(str(problem)) from problem
    return {"release": str(made.public_id), "number": made.number}


@handles(IMPACT, own_transactions=True)
def preview_factors(job: Job) -> dict[str, Any]:
    """What a draft or proposed factor set would change; reads only, so it may run any number of times."""
    found = FactorSet.objects.get(pk=job.subject_id)
    if found.state not in {"draft", "proposed"}:
        raise WorkRefused(f"{found} is {found.state}: its impact is no longer a question.")
    return factor_impact(found, tell=lambda done, total: report_progress(job, done=done, total=total))
