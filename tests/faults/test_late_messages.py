"""F4, F16, F18, F21: messages that come again, factor sets and migrations that come meanwhile, a stop in the middle."""

import signal
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from inventory.models import Posting
from mrv import embedded
from mrv.celery import app
from mrv.core.models import Job
from mrv.core.services import jobs
from mrv.core.services.factors.propose_factor_set import IMPACT
from mrv.core.services.factors.release_factor_set import release_factor_set
from reporting.models import CalculationRun, EmissionLine
from tests.factories import World
from tests.faults import play
from tests.faults.processes import Plant, until
from tests.integration.library.versions import next_version
from tests.reporting_cast import SET

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
KIND = "reporting:calculate"
DEPLOYED = 12


def test_f04_message_delivered_again_while_its_work_goes_on_has_no_effect(plant: Plant, cast: World) -> None:
    version = play.draft(cast, 0)
    plant.hold()
    plant.worker("one", faults={"after read": (version.pk, "hold")}, MRV_FAULT_VISIBILITY="1")
    play.submit(version)
    until(lambda: plant.struck("after read", version.pk), 60, "the calculation under way")
    job = Job.objects.get(kind=KIND)
    plant.worker("two", MRV_FAULT_VISIBILITY="1")
    until(lambda: "refused" in plant.claims(job.pk), 90, "the message delivered a second time")
    assert plant.claims(job.pk).count("taken") == 1
    plant.release()
    play.settle()
    assert set(Job.objects.values_list("attempt", flat=True)) == {1}
    play.check_oracle([version], state="computed")


def test_f16_factor_set_released_meanwhile_is_in_no_result_under_way(plant: Plant, cast: World) -> None:
    versions = play.drafts(cast, 3)
    plant.hold()
    held = {"before read": (versions[0].pk, "hold"), "after read": (versions[1].pk, "hold")}
    plant.worker("one", beat=True, faults=held)
    for version in versions[:2]:
        play.submit(version)
    for point, (subject, _deed) in held.items():
        until(lambda point=point, subject=subject: plant.struck(point, subject), 60, f"held {point}")
    newer = next_version(cast, net_calorific_value="46.9172")
    release_factor_set(factor_set=newer, by=cast.actor("second_factor_steward"))
    play.submit(versions[2])
    plant.release()
    play.settle()
    Job.objects.get(kind=IMPACT, state="failed").delete()  # a preview of what is released by now
    play.check_oracle(versions, state="computed")
    cited = {
        pk: set(EmissionLine.objects.filter(version=pk, fuel="diesel").values_list("inputs__net_calorific_value__factor__set"))
        for pk in [version.pk for version in versions]
    }  # fmt: skip
    assert cited == {version.pk: {(f"{SET} v1",)} for version in versions}
    assert CalculationRun.objects.values_list("factor_hash").distinct().count() == 1


@pytest.fixture
def later_column(transactional_db: None) -> Iterator[str]:
    """The name of a column a migration adds to the lines; it is gone after the test."""
    yield "added_later"
    with owner() as tables:
        tables.execute("ALTER TABLE reporting_emissionline DROP COLUMN IF EXISTS added_later")


def owner() -> psycopg.Connection:
    """The owner of the tables of this test, as a migration connects."""
    name = str(connection.settings_dict["NAME"])
    return psycopg.connect(embedded.postgres_url("app_owner", name), autocommit=True, options="-c lock_timeout=60s")


def test_f18_old_workers_go_on_under_a_migration_and_set_aside_what_they_do_not_know(
    plant: Plant, cast: World, later_column: str
) -> None:
    versions = play.drafts(cast, 2)
    plant.hold()
    worker = plant.worker("old", beat=True, faults={"before read": (versions[0].pk, "hold")})
    play.submit(versions[0])
    until(lambda: plant.struck("before read", versions[0].pk), 60, "an old worker at work")
    with owner() as tables:
        tables.execute(f"ALTER TABLE reporting_emissionline ADD COLUMN {later_column} integer DEFAULT 7 NOT NULL")
    unknown = jobs.enqueue("inventory:of_a_later_version", subject_id=1, by=play.PLATFORM)
    app.send_task("mrv.core.of_a_later_version", kwargs={"job_id": unknown.pk}, ignore_result=True)
    app.send_task("mrv.core.run_job", kwargs={"job_id": unknown.pk, "of_later": 1}, ignore_result=True)
    plant.release()
    play.submit(versions[1])
    until(lambda: Job.objects.get(pk=unknown.pk).state == "parked", 90, "the unknown work parked")
    play.settle()
    unknown.refresh_from_db()
    assert (unknown.attempt, unknown.error) == (
        3,
        "This version of the program does not know the work inventory:of_a_later_version.",
    )
    assert worker.lives
    Job.objects.filter(pk=unknown.pk).delete()
    play.check_oracle(versions, state="computed")


def test_f21_workers_stopped_in_the_middle_lose_nothing_and_do_nothing_twice(plant: Plant, cast: World) -> None:
    versions = play.drafts(cast, DEPLOYED)
    plant.hold()
    old = plant.worker("old", faults={"before commit": (versions[1].pk, "hold")})
    for version in versions:
        play.submit(version)
    until(lambda: plant.struck("before commit", versions[1].pk), 60, "a calculation about to commit")
    old.process.send_signal(signal.SIGTERM)
    plant.worker("new", beat=True)
    plant.release()
    until(lambda: not old.lives, 90, "the old worker gone")
    play.settle()
    play.check_oracle(versions, state="computed")
    play.decide(versions)
    play.settle()
    play.check_oracle(versions)
    assert CalculationRun.objects.count() == Posting.objects.count() == DEPLOYED
