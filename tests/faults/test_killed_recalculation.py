"""A recalculation outlives its workers: killed in the middle of a part, it ends with the result of a run without fault.

The city is released and has area sources; nothing released changes, to the last byte of the signed bundle.
"""

import pytest

from bench.released_city import area_drafts, released
from inventory.models import InventoryRelease, RecalculatedAmount, RecalculatedSource, Recalculation
from inventory.selectors.composition import cells_digest, cells_of
from inventory.services.record_area_sources import record_area_sources
from inventory.services.release_inventory import ReleaseOrder
from inventory.services.request_release import request_release
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
REPORTS, SOURCES = 4, 5


@pytest.fixture
def order(cast: World, monkeypatch: pytest.MonkeyPatch) -> Recalculation:
    """A released city, and a recalculation cut into a part for each report; its parts are enqueued, none is begun."""
    versions = play.drafts(cast, REPORTS)
    for version in versions:
        play.submit(version)
    run_jobs()
    play.decide(versions)
    run_jobs()
    sources = list(area_drafts(cast, SOURCES, play.YEAR))
    record_area_sources(jurisdiction=cast.city, drafts=sources, by=play.PLATFORM)
    digest = cells_digest(cells_of(cast.city.pk, play.YEAR))
    note = ReleaseOrder(
        jurisdiction_id=cast.city.pk, year=play.YEAR, note="First", cells_hash=digest, min_enterprises=1
    )
    request_release(order=note, by=cast.actor("inventory_compiler"))
    run_jobs()
    assert InventoryRelease.objects.get().area_source_count == SOURCES
    monkeypatch.setattr("inventory.recalculation.planning.LINES_PER_PART", 1)
    made = start_recalculation(
        jurisdiction=cast.city, year=play.YEAR, sets=FactorChoice.PINNED, by=cast.actor("regulator")
    )
    run_job(job_id=made.job_id)
    assert made.parts.count() == REPORTS + 1
    return made


def test_recalculation_goes_on_after_killed_children_and_a_killed_worker(plant: Plant, order: Recalculation) -> None:
    lines, published = EmissionLine.objects.count(), released()
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
    parts = [*range(1, REPORTS + 1), *[REPORTS + 1] * SOURCES]
    assert sorted(order.sources.values_list("part__number", flat=True)) == parts
    assert released() == published
    assert set(order.sources.values_list("status", flat=True)) == {"identical"}
    assert Job.objects.get(kind="inventory:recalculate_part", arguments__part=2).attempt == 2
    assert not RecalculatedAmount.objects.exists()
    assert EmissionLine.objects.count() == lines


def ring_all(order: Recalculation) -> None:
    """Wake the workers for every part that waits."""
    for job_id in Job.objects.filter(parent_id=order.job_id, state="queued").values_list("pk", flat=True):
        jobs.ring(job_id)
