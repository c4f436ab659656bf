"""F1-F3: a killed child, a killed worker, a message that comes many times: one result, one entry, nothing lost."""

import time

import pytest

from inventory.models import Posting
from mrv.core.models import Job
from mrv.core.services import jobs
from reporting.models import CalculationRun
from tests.factories import World
from tests.faults import play
from tests.faults.processes import Plant, until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
POINTS = ["before read", "after read", "mid insert", "before commit", "after commit"]
KIND = "reporting:calculate"
# The sweeper looks every five seconds; the rest is for doing the work.
SETTLED_SECONDS = 10


def test_f1_child_killed_at_any_of_five_points_leaves_one_result(plant: Plant, cast: World) -> None:
    versions = play.drafts(cast, len(POINTS) + 1)
    spared = versions[-1]
    faults = {point: (version.pk, "kill") for point, version in zip(POINTS, versions[:-1], strict=True)}
    plant.worker("one", beat=True, faults=faults)
    for version in versions:
        play.submit(version)
    play.settle()
    assert {point: plant.struck(point, subject) for point, (subject, _) in faults.items()} == dict.fromkeys(
        POINTS, True
    )
    attempts = dict(Job.objects.filter(kind=KIND).values_list("subject_id", "attempt"))
    assert [attempts[version.pk] for version in versions] == [2, 2, 2, 2, 1, 1]
    play.check_oracle(versions, state="computed")
    play.decide(versions)
    play.settle()
    play.check_oracle(versions)
    assert spared.pk in attempts


def test_f2_work_of_a_killed_worker_is_done_by_another_within_the_lease(plant: Plant, cast: World) -> None:
    versions = play.drafts(cast, 3)
    plant.hold()
    doomed = plant.worker("doomed", faults={"mid insert": (versions[0].pk, "hold")})
    play.submit(versions[0])
    until(lambda: plant.struck("mid insert", versions[0].pk), 60, "the calculation half written")
    plant.worker("other", beat=True)
    doomed.kill()
    killed_at_second = time.monotonic()
    for version in versions[1:]:
        play.submit(version)
    play.settle()
    assert time.monotonic() - killed_at_second < jobs.LEASE.total_seconds() + SETTLED_SECONDS
    assert Job.objects.get(kind=KIND, subject_id=versions[0].pk).attempt == 2
    play.check_oracle(versions, state="computed")
    play.decide(versions)
    play.settle()
    play.check_oracle(versions)


def test_f3_message_delivered_ten_times_to_two_workers_has_one_effect(plant: Plant, cast: World) -> None:
    versions = [play.submit(version) for version in play.drafts(cast, 4)]
    ring_often(Job.objects.filter(kind=KIND).values_list("pk", flat=True))
    plant.worker("one", beat=True)
    plant.worker("two")
    play.settle()
    play.check_oracle(versions, state="computed")
    play.decide(versions)
    ring_often(Job.objects.filter(kind="inventory:apply_version").values_list("pk", flat=True))
    play.settle()
    play.check_oracle(versions)
    assert CalculationRun.objects.count() == Posting.objects.count() == len(versions)
    assert set(Job.objects.values_list("attempt", flat=True)) == {1}


def ring_often(job_ids: list[int]) -> None:
    """Ten times, in turn, so that copies of one message are at work at once."""
    for _ in range(10):
        for job_id in job_ids:
            jobs.ring(job_id)
