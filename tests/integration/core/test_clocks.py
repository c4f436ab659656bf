"""F15: hosts whose clock is wrong, jumps or stands at the turn of a day: the database decides order and deadlines."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from mrv.core.actor import actor_for, system_actor
from mrv.core.clock import database_now
from mrv.core.models import AuditEvent, Job, Membership
from mrv.core.services import jobs
from mrv.core.services.ledger import seal_ledger, verify_ledger
from mrv.core.services.record import record
from mrv.roles import Role
from tests.factories import World, api_client, world
from tests.integration.verification import stage as play
from verification.models import VerificationEngagement
from verification.services.issue_findings import issue_findings
from verification.services.lapse_answers import lapse_answers

pytestmark = pytest.mark.django_db
BY = system_actor("test")
WRONG = [timedelta(hours=1), timedelta(hours=-1)]


def clock(wrong: timedelta) -> Any:
    """The clock of this host is wrong by so much."""
    return time_machine.travel(datetime.now(UTC) + wrong, tick=True)


@pytest.mark.parametrize("wrong", WRONG)
def test_f15_a_lease_lasts_as_long_as_it_lasts_whatever_the_host_believes(wrong: timedelta) -> None:
    job = jobs.enqueue("test:any", subject_id=1, by=BY)
    with clock(wrong):
        assert jobs.claim(job.pk) is not None
        assert jobs.due_jobs(limit=9) == []
        assert jobs.claim(job.pk) is None
    held = Job.objects.get(pk=job.pk)
    assert held.lease_until_time is not None
    remaining = held.lease_until_time - database_now()
    assert timedelta(0) < remaining <= jobs.LEASE + timedelta(seconds=1)


@pytest.mark.parametrize("wrong", [*WRONG, timedelta(days=400)])
def test_f15_a_job_of_a_host_with_a_wrong_clock_is_found_by_the_sweeper(wrong: timedelta) -> None:
    with clock(wrong):
        job = jobs.enqueue("test:any", subject_id=1, by=BY)
    assert jobs.due_jobs(limit=9) == [job.pk]


def test_f15_the_ledger_keeps_the_order_of_the_database_when_a_clock_jumps_back(cast: World) -> None:
    for number, hours in enumerate((0, 3, -3, 1, -26, 0)):
        with clock(timedelta(hours=hours)):
            record("core:test:written", about=cast.enterprise, by=BY, payload={"number": number})
            seal_ledger()
    numbers = AuditEvent.objects.order_by("pk").values_list("payload__number", flat=True)
    assert list(numbers) == list(range(6))
    assert verify_ledger().faults == ()


@pytest.fixture
def cast() -> World:
    return world()


@pytest.mark.parametrize("wrong", [timedelta(seconds=60), timedelta(seconds=-60), *WRONG])
def test_f15_a_token_is_in_force_by_the_clock_of_the_database(cast: World, wrong: timedelta) -> None:
    _client, bearer = api_client(cast.enterprise, Role.REPORTER)
    with clock(wrong):
        assert Client(headers={"Authorization": bearer}).get("/api/v1/reports").status_code == 200


def test_f15_an_expired_token_is_not_revived_by_a_clock_that_is_behind(cast: World) -> None:
    from oauth2_provider.models import AccessToken

    _client, bearer = api_client(cast.enterprise, Role.REPORTER)
    AccessToken.objects.update(expires=database_now() - timedelta(seconds=1))
    with clock(timedelta(hours=-1)):
        assert Client(headers={"Authorization": bearer}).get("/api/v1/reports").status_code == 401


def test_f15_a_deadline_is_over_when_the_database_says_so() -> None:
    stage = play.under_review()
    play.misstatement(stage, "1")
    issue_findings(version=stage.version, by=stage.actor("verifier"))
    with clock(timedelta(days=90)):
        assert lapse_answers() == 0
    VerificationEngagement.objects.update(answers_due_date=database_now().date() - timedelta(days=3))
    with clock(timedelta(days=-90)):
        assert lapse_answers() == 1


@pytest.mark.parametrize(
    ("first_day", "moment", "is_in_force"),
    [
        ("2024-01-01", "2023-12-31T15:59:59Z", False),
        ("2024-01-01", "2023-12-31T16:00:00Z", True),
        ("2024-02-29", "2024-02-28T15:59:59Z", False),
        ("2024-02-29", "2024-02-28T16:00:00Z", True),
        ("2024-03-01", "2024-02-29T12:00:00Z", False),
        ("2024-03-31", "2024-03-30T15:59:59Z", False),
        ("2024-03-31", "2024-03-31T01:30:00Z", True),
    ],
)
def test_f15_a_day_begins_at_midnight_in_shanghai(cast: World, first_day: str, moment: str, is_in_force: bool) -> None:
    person = cast.people["reporter"]
    Membership.objects.filter(person=person).update(valid_from=first_day)
    with time_machine.travel(moment, tick=False):
        assert (Role.REPORTER in actor_for(person).roles) is is_in_force
