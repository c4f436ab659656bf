"""The work of the inventory: apply a version that starts or stops counting (exactly once), release, recalculate."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inventory.models import AreaUpload, Recalculation, RecalculationPart
from inventory.selectors.factor_impact import factor_impact
from inventory.services.compute_part import compute_part
from inventory.services.converge_version import NothingComputed, converge_version
from inventory.services.fill_uncertainty import fill_uncertainty
from inventory.services.finish_recalculation import PartsMissing, finish_recalculation
from inventory.services.plan_filling import filled, plan_filling
from inventory.services.plan_recalculation import PART, plan_recalculation
from inventory.services.preview_proposal import preview_proposal
from inventory.services.receive_area_file import KIND as IMPORT_AREA_SOURCES
from inventory.services.release_inventory import ReleaseOrder, ReleaseRefused, release_inventory
from inventory.services.request_city_simulation import KIND as SIMULATE
from inventory.services.request_release import KIND as RELEASE
from inventory.services.simulate_city import simulate_city
from inventory.services.start_filling import KIND as FILL
from inventory.services.start_filling import PART as FILL_PART
from inventory.services.start_recalculation import KIND as RECALCULATE
from inventory.services.work_on_area_file import work_on_area_file
from inventory.tables.city_question import CityQuestion
from mrv.core.actor import actor_for, system_actor
from mrv.core.handlers import WorkRefused, consumes, handles
from mrv.core.models import FactorSet, Job, Person
from mrv.core.sentences import sentence
from mrv.core.services.factors.propose_factor_set import IMPACT
from mrv.core.services.jobs import report_progress
from mrv.portal.states import look_of
from reporting.calculation.simulating import Settings

ROLL_UP = "inventory:apply_version"
PLATFORM = system_actor("recalculation")


@consumes("reporting:report_version:decide", by=ROLL_UP)
@consumes("reporting:report_version:withdraw", by=ROLL_UP)
@consumes("reporting:report_version:supersede", by=ROLL_UP)
def apply_version(job: Job) -> dict[str, Any]:
    """Post or take out the version the event is about, in the transaction that marks the job done."""
    try:
        outcome = converge_version(version_id=job.subject_id, by=system_actor("inventory"))
    except NothingComputed as problem:
        raise WorkRefused(problem) from problem
    return {"version": job.subject_id, "outcome": outcome.value}


@handles(RELEASE)
def release(job: Job) -> dict[str, Any]:
    """Release for the person who asked, with the rights that person has now."""
    person = Person.objects.get(pk=job.created_by_id or 0)
    try:
        made = release_inventory(order=ReleaseOrder(**job.arguments), by=actor_for(person), at=timezone.now())
    except (ReleaseRefused, PermissionDenied) as problem:
        raise WorkRefused(problem) from problem
    return {"release": str(made.public_id), "number": made.number}


@handles(IMPORT_AREA_SOURCES, own_transactions=True)
def import_area_file(job: Job) -> dict[str, Any]:
    """Check or record a table of area sources for the person who asked, with the rights that person has now."""
    upload = AreaUpload.objects.select_related("jurisdiction").get(pk=job.subject_id)
    person = Person.objects.get(pk=job.created_by_id or 0)
    try:
        worked = work_on_area_file(
            upload=upload, dry_run=bool(job.arguments["dry_run"]), by=actor_for(person),
            tell=lambda done, total: report_progress(job, done=done, total=total),
        )  # fmt: skip
    except PermissionDenied as problem:
        raise WorkRefused(problem) from problem
    return {"upload": str(worked.public_id), "state": worked.state}


@handles(RECALCULATE)
def recalculate(job: Job) -> dict[str, Any] | None:
    """Cut the city into parts; when the last is over, close the report."""
    order = Recalculation.objects.select_related("job").get(job=job)
    if not order.parts.exists() and plan_recalculation(recalculation=order, by=PLATFORM):
        return None
    closed = _closed(order)
    return {"recalculation": str(closed.public_id), "is_identical": closed.stored_digest == closed.result_digest}


@handles(PART)
def recalculate_part(job: Job) -> dict[str, Any]:
    """Compute one part and store its results apart, in the transaction that marks the job done."""
    part = RecalculationPart.objects.select_related("recalculation__factor_set").get(job=job)
    return {"sources": compute_part(part=part), "lines": part.line_count}


@handles(FILL)
def fill(job: Job) -> dict[str, Any] | None:
    """Cut what lacks its uncertainty into parts; when the last is over, say what became of it."""
    if not Job.objects.filter(parent=job).exists() and plan_filling(job=job, by=PLATFORM):
        return None
    found = filled(job)
    if found["missing"]:
        raise WorkRefused(
            sentence(_("%(missing)d parts were not computed. Order it again to go on."), missing=found["missing"])
        )
    return found


@handles(FILL_PART, own_transactions=True)
def fill_part(job: Job) -> dict[str, Any]:
    """Assess the versions and sources of one part; safe to run again."""
    refusals = fill_uncertainty(
        version_ids=job.arguments["versions"], source_ids=job.arguments["sources"], by=system_actor("inventory"),
        tell=lambda done, total: report_progress(job, done=done, total=total),
    )  # fmt: skip
    return {"refusals": refusals}


@handles(IMPACT)
def preview_factors(job: Job) -> dict[str, Any] | None:
    """What a draft or proposed factor set would change: a recalculation of what pins it, in parts."""

    found = FactorSet.objects.get(pk=job.subject_id)
    if found.state not in {"draft", "proposed"}:
        raise WorkRefused(
            sentence(
                _("%(set)s is “%(state)s”: its impact is no longer a question."),
                set=found,
                state=look_of(found.state).label,
            )
        )
    order = Recalculation.objects.select_related("job", "factor_set").filter(job=job).first()
    if order is None:
        order = preview_proposal(factor_set=found, job=job, by=PLATFORM, at=timezone.now())
        if plan_recalculation(recalculation=order, by=PLATFORM):
            return None
    return factor_impact(_closed(order), found)


def _closed(order: Recalculation) -> Recalculation:
    try:
        return finish_recalculation(recalculation=order, by=PLATFORM)
    except PartsMissing as problem:
        raise WorkRefused(problem) from problem


@handles(SIMULATE, own_transactions=True)
def simulate(job: Job) -> dict[str, Any]:
    """Simulate for the person who asked, with the rights that person has now; the result is kept once per job."""
    person = Person.objects.get(pk=job.created_by_id or 0)
    try:
        made = simulate_city(
            question=CityQuestion(**job.arguments["question"]), settings=Settings(**job.arguments["settings"]),
            by=actor_for(person), job=job, tell=lambda done, total: report_progress(job, done=done, total=total),
        )  # fmt: skip
    except (ValueError, PermissionDenied) as problem:
        raise WorkRefused(problem) from problem
    return {"simulation": str(made.public_id)}
