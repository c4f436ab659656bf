"""A recalculation outlives its workers: killed in the middle of a part, it ends with the result of a run without fault."""

import pytest

from inventory.models import RecalculatedAmount, RecalculatedSource, Recalculation
from inventory.services.start_recalculation import start_recalculation
from inventory.states import FactorChoice
from mrv.core.models import Job
from mrv.core.services import jobs
from mrv.core.tasks import run_job
from reporting.models import EmissionLine
from tests.factories import World
from tests.faults import play
from tests.faults.processes import Plant, until
from tests.support import run_jobs

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
REPORTS = 4


@pytest.fixture
def order(cast: World, monkeypatch: pytest.MonkeyPatch) -> Recalculation:
    """Computed reports, and a recalculation cut into a part for each; its parts are enqueued, none is begun."""
    for version in play.drafts(cast, REPORTS):
        play.submit(version)
    run_jobs()
    monkeypatch.setattr("inventory.recalculation.planning.LINES_PER_PART", 1)
    made = start_recalculation(
        jurisdiction=cast.city, year=play.YEAR, sets=FactorChoice.PINNED, by=cast.actor("regulator")
    )
    run_job(job_id=made.job_id)
    assert made.parts.count() == REPORTS
    return made


def test_recalculation_goes_on_after_killed_children_and_a_killed_worker(plant: Plant, order: Recalculation) -> None:
    lines = EmissionLine.objects.count()
    plant.hold()
    doomed = plant.worker("doomed", faults={"in part": (2, "hold")})
    ring_all(order)
    until(lambda: plant.struck("in part", 2), 60, "a part half done")
    doomed.kill()
    plant.release()
    assert not RecalculatedSource.objects.filter(part__number=2).exists()
    plant.worker("other", beat=True, faults={"in part": (4, "kill")})
    ring_all(order)
    play.settle(jobs.LEASE.total_seconds() + 25)
    order.refresh_from_db()
    assert order.stored_digest == order.result_digest != ""
    assert sorted(order.sources.values_list("part__number", flat=True)) == list(range(1, REPORTS + 1))
    assert set(order.sources.values_list("status", flat=True)) == {"identical"}
    assert Job.objects.get(kind="inventory:recalculate_part", arguments__part=2).attempt == 2
    assert not RecalculatedAmount.objects.exists()
    assert EmissionLine.objects.count() == lines


def ring_all(order: Recalculation) -> None:
    """Wake the workers for every part that waits."""
    for job_id in Job.objects.filter(parent_id=order.job_id, state="queued").values_list("pk", flat=True):
        jobs.ring(job_id)
