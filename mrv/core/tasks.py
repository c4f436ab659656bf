"""Celery doors: run one job, sweep for jobs nobody is running. Ids only, keyword-only, idempotent."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery import shared_task
from django.db import connection, transaction
from django.db.utils import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from mrv.core.handlers import HANDLERS, Handler, WorkRefused
from mrv.core.models import Job
from mrv.core.outages import is_disk_full, passes_by_itself
from mrv.core.sentences import sentence
from mrv.core.services import jobs
from mrv.core.services.ledger import seal_ledger

log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 4.0


@shared_task(name="mrv.core.run_job", ignore_result=True, acks_late=True)
def run_job(*, job_id: int) -> str:
    """Work on one job if it is due. Returns what came of it, for the log."""
    job = jobs.claim(job_id)
    if job is None:
        return "already done"
    handler = HANDLERS.get(job.kind)
    if handler is None:
        unknown = _("This version of the program does not know the work %(kind)s.")
        jobs.set_aside(job, sentence(unknown, kind=job.kind))
        return "unknown kind"
    outcome = _work(job, handler)
    if job.parent_id is not None:
        jobs.ring_when_whole(job.parent_id)
    return outcome


def _work(job: Job, handler: Handler) -> str:
    try:
        with _heartbeat(job):
            _apply(job, handler)
    except jobs.LeaseLost:
        return "taken over"
    except WorkRefused as refusal:
        jobs.fail(job, refusal, retry=False)
        return "refused"
    except (OperationalError, InterfaceError) as error:
        connection.close()
        _interrupted(job, error)
        raise
    except Exception as error:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        jobs.fail(job, _fault_of(error), retry=True)
        return "failed"
    return "done"


def _interrupted(job: Job, error: Exception) -> None:
    """A full disk or too many connections pass without a hand; anything else of the database counts as an attempt."""
    message = sentence(_("The database did not answer: %(fault)s"), fault=error)
    if passes_by_itself(error):
        jobs.put_off(job, message)
    else:
        jobs.fail(job, message, retry=True)


def _fault_of(error: Exception) -> str:
    if is_disk_full(error):
        return sentence(_("There is no room left on the disk for files. Nothing was stored. Try again later."))
    fault = f"{type(error).__name__}: {error}"
    return sentence(_("The program failed at a fault of its own: %(fault)s"), fault=fault)


def _apply(job: Job, handler: Handler) -> None:
    if handler.own_transactions:
        result = handler.handle(job)
        with transaction.atomic():
            jobs.finish(job, result or {})
        return
    with transaction.atomic():
        result = handler.handle(job)
        if result is None:
            jobs.wait_for_parts(job)
        else:
            jobs.finish(job, result)


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    """Renew the lease from a thread with its own connection while the work goes on."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(HEARTBEAT_SECONDS):
                jobs.renew(job)
        except Exception:
            log.warning("heartbeat of job %s stopped", job.pk, exc_info=True)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True, name=f"heartbeat-{job.pk}")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=1)


@shared_task(name="mrv.core.sweep", ignore_result=True)
def sweep(*, limit: int = 500) -> dict[str, Any]:
    """Ring again for due jobs; runs every few seconds."""
    due = jobs.due_jobs(limit=limit)
    for job_id in due:
        jobs.ring(job_id)
    return {"rung": len(due)}


@shared_task(name="mrv.core.seal", ignore_result=True)
def seal() -> dict[str, Any]:
    """Seal what the ledger gained; runs every minute, and twice does no harm."""
    sealed = seal_ledger()
    return {"sealed": sealed.event_count if sealed else 0}
