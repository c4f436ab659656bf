"""Small aids for tests: run queued jobs without a worker, sign in, act as somebody."""

from typing import Any

from django.test import Client

from mrv.core.models import Job
from mrv.core.tasks import run_job

LIMIT = 2000


def run_jobs() -> list[Job]:
    """Work off every queued job, in order, until none is left; return what was worked on."""
    worked: list[Job] = []
    while (job := Job.objects.with_no_open_part().filter(state="queued").order_by("pk").first()) is not None:
        run_job(job_id=job.pk)
        job.refresh_from_db()
        worked.append(job)
        assert len(worked) < LIMIT, "jobs keep coming: a handler enqueues itself"
    return worked


def signed_in(person: Any) -> Client:
    """A browser-less client with the person signed in."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
