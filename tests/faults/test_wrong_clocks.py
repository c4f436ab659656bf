"""F15: a worker an hour ahead dies in the middle, one an hour behind goes on: neither lease is an hour too long or short."""

import time

import pytest

from mrv.core.models import Job
from mrv.core.services import jobs
from tests.factories import World
from tests.faults import play
from tests.faults.processes import Plant, until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
HOUR = 3600


def test_f15_wrong_clocks_of_workers_neither_keep_nor_lose_a_job(plant: Plant, cast: World) -> None:
    doomed, slow = play.drafts(cast, 2)
    plant.hold()
    ahead = plant.worker("ahead", faults={"after read": (doomed.pk, "hold")}, MRV_FAULT_CLOCK=str(HOUR))
    play.submit(doomed)
    until(lambda: plant.struck("after read", doomed.pk), 60, "the calculation of the worker ahead")
    ahead.kill()
    plant.worker("behind", beat=True, faults={"before commit": (slow.pk, "hold")}, MRV_FAULT_CLOCK=str(-HOUR))
    play.submit(slow)
    until(lambda: plant.struck("before commit", slow.pk), 60, "the calculation of the worker behind")
    time.sleep(jobs.LEASE.total_seconds())
    plant.release()
    play.settle()
    attempts = dict(Job.objects.values_list("subject_id", "attempt"))
    assert (attempts[doomed.pk], attempts[slow.pk]) == (2, 1)
    play.check_oracle([doomed, slow], state="computed")
