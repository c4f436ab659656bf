"""Order the recalculation behind the impact of a proposed factor set, for the job that was asked for it."""

from datetime import datetime

from inventory.models import Recalculation
from inventory.states import FactorChoice
from mrv.core.actor import Actor
from mrv.core.models import FactorSet, Job
from reporting.calculation.build import engine_build


def preview_proposal(*, factor_set: FactorSet, job: Job, by: Actor, at: datetime) -> Recalculation:
    """The order: everywhere, every year, with the proposal in the place of its older versions."""
    return Recalculation.objects.create(
        sets=FactorChoice.PROPOSAL.value,
        factor_set=factor_set,
        job=job,
        engine_build=engine_build(),
        started_at=at,
        started_by=str(job.created_by or by.label),
    )
