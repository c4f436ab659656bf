"""Enqueue, claim, finish and sweep jobs: the database is the queue, Celery only a bell.

Exactly once: a job's effect and its ``done`` are one transaction, guarded by the lease token, so a
second run of the same message either finds the job taken or rolls its own work back.
"""

import contextlib
import uuid
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mrv.core.actor import Actor
from mrv.core.clock import database_now
from mrv.core.models import Job
from mrv.core.sentences import in_both, sentence

LEASE = timedelta(seconds=15)
MAX_ATTEMPTS = 3
MOST_WAITING = 50


class TooManyWaiting(ValidationError):
    """The organization has as much work waiting as it may; more is taken when some of it is done (A31)."""


class LeaseLost(Exception):
    """Another worker took the job over while this one was working; its work must not count."""


def enqueue(
    kind: str,
    *,
    subject_id: int,
    by: Actor,
    organization_id: int | None = None,
    key: str | None = None,
    arguments: dict[str, Any] | None = None,
    parent: Job | None = None,
) -> Job:
    """Put work on record in the caller's transaction and ring the bell after commit.

    With ``key``, the same work is enqueued once; the existing job is returned.
    """
    values: dict[str, Any] = {
        "kind": kind,
        "subject_id": subject_id,
        "organization_id": organization_id,
        "arguments": arguments or {},
        "parent": parent,
        "created_by_id": by.person_id,
    }
    made = Job(key=key, **values)
    job = _once(made) if key else made
    if not key:
        made.save(force_insert=True)
    if job.public_id == made.public_id:
        transaction.on_commit(lambda: ring(job.pk), robust=True)
    return job


def require_room(kind: str, *, organization_id: int) -> None:
    """TooManyWaiting when the organization has MOST_WAITING jobs of the kind waiting, so that others get their turn."""
    open_ones = Job.objects.filter(kind=kind, organization_id=organization_id, state__in=["queued", "running"])
    if open_ones.count() >= MOST_WAITING:
        message = _("%(most)d files of your organization wait to be read. Send more when some of them are done.")
        raise TooManyWaiting(message % {"most": MOST_WAITING}, code="too_many_waiting")


def _once(made: Job) -> Job:
    """The job of this key: the one just made, or the one that is there already."""
    Job.objects.bulk_create([made], ignore_conflicts=True)
    return Job.objects.get(key=made.key)


def ring(job_id: int) -> None:
    """Wake a worker. A broker that does not answer costs nothing: the sweeper finds the row."""
    from mrv.celery import app

    with contextlib.suppress(Exception):
        app.send_task("mrv.core.run_job", kwargs={"job_id": job_id}, retry=False, ignore_result=True)


def claim(job_id: int) -> Job | None:
    """Take the lease of a due job; None when it is over, taken, or just parked (attempts used up)."""
    with transaction.atomic():
        due = Q(state="queued") | Q(state="running", lease_until_time__lt=Now())
        found = (
            Job.objects.select_for_update(skip_locked=True, of=("self",)).with_no_open_part().filter(due, pk=job_id)
        )
        job = found.first()
        if job is None:
            return None
        if job.attempt >= MAX_ATTEMPTS:
            park(job)
            return None
        job.attempt, job.state, job.lease_token = job.attempt + 1, "running", uuid.uuid4()
        # By the clock of the database, which alone decides when a lease has lapsed.
        Job.objects.filter(pk=job.pk).update(
            attempt=job.attempt, state=job.state, lease_token=job.lease_token, lease_until_time=Now() + LEASE
        )
    return job


def park(job: Job) -> None:
    """Set a job aside after too many attempts; operators see it, the queue moves on."""
    job.state = "parked"
    job.finished_time = database_now()
    if not job.error:
        died = _("The worker died %(count)d times while working on this. The operators have been shown it.")
        job.error, job.error_zh = in_both(sentence(died, count=job.attempt)).values()
    job.save(update_fields=["state", "finished_time", "error", "error_zh"])


def renew(job: Job) -> bool:
    """Extend the lease while working; False when it was lost."""
    return _held(job).update(lease_until_time=Now() + LEASE) == 1


def finish(job: Job, result: dict[str, Any]) -> None:
    """Mark done, inside the transaction of the work itself; LeaseLost rolls that work back."""
    if not _held(job).update(
        state="done", result=result, error="", error_zh="", finished_time=Now(), progress_done=F("progress_total")
    ):
        raise LeaseLost(f"Job {job.pk} was taken over by another worker.")


def wait_for_parts(job: Job) -> None:
    """Back to the queue until the last part is over, inside the transaction that made the parts."""
    total = Job.objects.filter(parent=job).count()
    if not _held(job).update(state="queued", attempt=0, lease_until_time=None, progress_total=total):
        raise LeaseLost(f"Job {job.pk} was taken over by another worker.")


def ring_when_whole(job_id: int) -> None:
    """Wake the job whose parts are all over; the sweeper would find it some seconds later."""
    if Job.objects.with_no_open_part().filter(pk=job_id, state="queued").exists():
        ring(job_id)


def progress_of(job: Job) -> tuple[int, int]:
    """Units done and in all; a job of parts is as far as its parts are."""
    parts = Job.objects.filter(parent=job).aggregate(
        over=models.Count("pk", filter=Q(state__in=["done", "failed", "parked"])), total=models.Count("pk")
    )
    return (parts["over"], parts["total"]) if parts["total"] else (job.progress_done, job.progress_total)


def fail(job: Job, message: object, *, retry: bool) -> None:
    """Record a failure: back to the queue while attempts remain and a retry can help, else ``failed``.

    ``message`` is a text, a lazy sentence or the refusal itself; it is kept in both languages.
    """
    again = retry and job.attempt < MAX_ATTEMPTS
    texts = in_both(message)
    values: dict[str, Any] = {"state": "queued" if again else "failed", "error": texts["en"], "error_zh": texts["zh"]}
    if not again:
        values["finished_time"] = Now()
    _held(job).update(**values)


def put_off(job: Job, message: object) -> None:
    """Back to the queue for the sweeper: what stopped the work is no fault of its own, so no attempt is counted."""
    texts = in_both(message)
    _held(job).update(state="queued", attempt=F("attempt") - 1, error=texts["en"], error_zh=texts["zh"])


def set_aside(job: Job, message: object) -> None:
    """Back to the queue while attempts remain, another worker may be able to; else ``parked`` for the operators."""
    if job.attempt < MAX_ATTEMPTS:
        fail(job, message, retry=True)
        return
    texts = in_both(message)
    _held(job).update(state="parked", error=texts["en"], error_zh=texts["zh"], finished_time=Now())


def _held(job: Job) -> "models.QuerySet[Job]":
    """The row, as long as this worker holds its lease."""
    return Job.objects.filter(pk=job.pk, state="running", lease_token=job.lease_token)


def report_progress(job: Job, *, done: int, total: int) -> None:
    """Show how far the work is. Call outside the transaction of the work, or nobody sees it."""
    Job.objects.filter(pk=job.pk, lease_token=job.lease_token).update(progress_done=done, progress_total=total)


def due_jobs(*, limit: int, grace: timedelta = timedelta(seconds=3)) -> list[int]:
    """Ids of jobs a worker should be looking at but perhaps is not: old queued ones, lapsed leases.

    A job from the future was made by a host whose clock runs ahead; its age is unknown, so it is looked at.
    """
    waiting = Q(state="queued") & (Q(created_at__lt=Now() - grace) | Q(created_at__gt=Now()))
    lapsed = Q(state="running", lease_until_time__lt=Now())
    due = Job.objects.with_no_open_part().filter(waiting | lapsed)
    return list(due.order_by("pk").values_list("pk", flat=True)[:limit])


def queue_depth() -> dict[str, int]:
    """Number of jobs per state, for the operations page."""
    return dict(Job.objects.values_list("state").annotate(count=models.Count("pk")).order_by())
