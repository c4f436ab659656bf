"""Cut a recalculation into parts, each a job of its own, in the transaction of the job that plans."""

from inventory.models import Recalculation, RecalculationPart
from inventory.recalculation.planning import plan_of, slices
from mrv.core.actor import Actor
from mrv.core.services.jobs import enqueue

PART = "inventory:recalculate_part"


def plan_recalculation(*, recalculation: Recalculation, by: Actor) -> int:
    """Write the parts and enqueue them; their number."""
    plan = plan_of(recalculation)
    number = 0
    for number, piece in enumerate(slices(plan), 1):
        job = enqueue(PART, subject_id=recalculation.pk, by=by, arguments={"part": number}, parent=recalculation.job)
        RecalculationPart.objects.create(
            recalculation=recalculation,
            number=number,
            version_ids=piece.version_ids,
            area_source_ids=piece.area_source_ids,
            line_count=piece.line_count,
            job=job,
        )
    recalculation.facts = {"pinned": plan.pinned, "replaces": plan.replaces}
    recalculation.save(update_fields=["facts"])
    return number
