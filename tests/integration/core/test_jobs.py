"""Jobs: once per key, exactly one effect, parked after three deaths, found again when a worker dies."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mrv.core.actor import system_actor
from mrv.core.handlers import CONSUMERS, HANDLERS, WorkRefused, consumes, handles
from mrv.core.models import Job, Organization
from mrv.core.services import jobs
from mrv.core.services.publish import publish
from mrv.core.tasks import run_job
from mrv.roles import OrganizationKind
from tests.factories import organization
from tests.support import run_jobs

pytestmark = pytest.mark.django_db(transaction=True)
BY = system_actor("test")


@pytest.fixture(autouse=True)
def registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handlers registered in a test are gone after it."""
    monkeypatch.setattr("mrv.core.handlers.HANDLERS", HANDLERS)
    for registry in (HANDLERS, CONSUMERS):
        for key in [key for key in registry if key.startswith("test:")]:
            del registry[key]  # type: ignore[attr-defined]


def count_handler() -> None:
    @handles("test:count")
    def count(job: Job) -> dict[str, Any]:
        organization(OrganizationKind.ENTERPRISE, f"MADE-{job.pk}")
        return {"made": 1}


def test_a_job_runs_once_however_often_it_is_rung() -> None:
    count_handler()
    job = jobs.enqueue("test:count", subject_id=1, by=BY)
    assert run_job(job_id=job.pk) == "done"
    assert run_job(job_id=job.pk) == "already done"
    assert Organization.objects.count() == 1
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"made": 1})


def test_the_same_key_is_enqueued_once() -> None:
    count_handler()
    first = jobs.enqueue("test:count", subject_id=1, by=BY, key="k")
    assert jobs.enqueue("test:count", subject_id=1, by=BY, key="k") == first


def test_a_refusal_is_final_and_leaves_nothing_behind() -> None:
    @handles("test:refuse")
    def refuse(job: Job) -> dict[str, Any]:
        organization(OrganizationKind.ENTERPRISE, "HALF")
        raise WorkRefused("The file has no sheet named activity. Use the template.")

    job = jobs.enqueue("test:refuse", subject_id=1, by=BY)
    assert run_job(job_id=job.pk) == "refused"
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "The file has no sheet named activity. Use the template.")
    assert not Organization.objects.exists()


def test_a_failing_job_is_tried_three_times() -> None:
    @handles("test:fail")
    def fail(job: Job) -> dict[str, Any]:
        raise ValueError("no")

    job = jobs.enqueue("test:fail", subject_id=1, by=BY)
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.attempt, job.error) == (
        "failed",
        3,
        "The program failed at a fault of its own: ValueError: no",
    )
    assert job.error_zh == "程序自身出现故障：ValueError: no"


def test_work_of_a_worker_that_lost_its_lease_does_not_count() -> None:
    @handles("test:slow")
    def slow(job: Job) -> dict[str, Any]:
        organization(OrganizationKind.ENTERPRISE, "TWICE")
        Job.objects.filter(pk=job.pk).update(lease_token="00000000-0000-4000-8000-000000000000")
        return {}

    job = jobs.enqueue("test:slow", subject_id=1, by=BY)
    assert run_job(job_id=job.pk) == "taken over"
    assert not Organization.objects.exists()


def test_f19_a_job_that_kills_its_worker_is_parked_after_three_deaths() -> None:
    job = jobs.enqueue("test:killer", subject_id=1, by=BY)
    for _ in range(jobs.MAX_ATTEMPTS):
        assert jobs.claim(job.pk) is not None
        Job.objects.filter(pk=job.pk).update(lease_until_time=timezone.now() - timedelta(seconds=1))
    assert jobs.claim(job.pk) is None
    job.refresh_from_db()
    assert job.state == "parked"
    assert "died 3 times" in job.error


def test_the_sweeper_finds_lapsed_leases_and_forgotten_jobs() -> None:
    old = timezone.now() - timedelta(minutes=1)
    fresh = jobs.enqueue("test:a", subject_id=1, by=BY)
    forgotten = jobs.enqueue("test:b", subject_id=1, by=BY)
    lapsed = jobs.enqueue("test:c", subject_id=1, by=BY)
    Job.objects.filter(pk=forgotten.pk).update(created_at=old)
    Job.objects.filter(pk=lapsed.pk).update(state="running", lease_until_time=old)
    assert jobs.due_jobs(limit=10) == [forgotten.pk, lapsed.pk]
    assert fresh.state == "queued"


def test_an_event_reaches_each_consumer_exactly_once() -> None:
    seen: list[int] = []

    @consumes("test:thing:happened", by="test:listen")
    def listen(job: Job) -> dict[str, Any]:
        seen.append(job.subject_id)
        return {}

    with transaction.atomic():
        publish("test:thing:happened", subject_id=7, by=BY)
    run_jobs()
    assert run_jobs() == []
    assert seen == [7]


def test_an_event_of_a_rolled_back_act_never_happened() -> None:
    @consumes("test:thing:happened", by="test:listen")
    def listen(job: Job) -> dict[str, Any]:
        return {}

    def act_that_fails() -> None:
        with transaction.atomic():
            publish("test:thing:happened", subject_id=7, by=BY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act_that_fails()
    assert not Job.objects.exists()


def test_the_lease_is_renewed_only_by_its_holder() -> None:
    job = jobs.enqueue("test:a", subject_id=1, by=BY)
    mine = jobs.claim(job.pk)
    assert mine is not None
    assert jobs.renew(mine)
    Job.objects.filter(pk=job.pk).update(lease_token="00000000-0000-4000-8000-000000000000")
    assert not jobs.renew(mine)
    connection.close()
