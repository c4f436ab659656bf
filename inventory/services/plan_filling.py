"""Cut what lacks its uncertainty into parts, each a job of its own; when all are over, say what became of it."""

from typing import Any

from inventory.models import AreaAssessment
from inventory.recalculation.planning import Plan, slices
from inventory.selectors.unassessed import unassessed_sources, versions_to_assess
from inventory.services.start_filling import PART
from mrv.core.actor import Actor
from mrv.core.models import Job
from mrv.core.services.jobs import enqueue
from reporting.models import LineAssessment


def plan_filling(*, job: Job, by: Actor) -> int:
    """Enqueue the parts; their number."""
    plan = Plan(versions=versions_to_assess(), area_sources=list(unassessed_sources().values_list("pk", flat=True)))
    number = 0
    for number, piece in enumerate(slices(plan), 1):
        arguments = {"part": number, "versions": piece.version_ids, "sources": piece.area_source_ids}
        enqueue(PART, subject_id=0, by=by, arguments=arguments, parent=job)
    return number


def filled(job: Job) -> dict[str, Any]:
    """Over all parts: lines, versions and sources assessed since the order, and why some could not be."""
    parts = list(Job.objects.filter(parent=job).order_by("pk"))
    versions = [key for part in parts for key in part.arguments["versions"]]
    sources = [key for part in parts for key in part.arguments["sources"]]
    lines = LineAssessment.objects.filter(line__version_id__in=versions, assessed_at__gte=job.created_at)
    assessed = AreaAssessment.objects.filter(source_id__in=sources, assessed_at__gte=job.created_at)
    return {
        "lines": lines.count(),
        "versions": lines.values("line__version_id").distinct().count(),
        "sources": assessed.count(),
        "refusals": [reason for part in parts for reason in part.result.get("refusals", [])],
        "missing": sum(part.state != "done" for part in parts),
    }
