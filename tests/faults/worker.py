"""A Celery worker with one fault built in: at a named point of a calculation it kills or holds itself, once.

MRV_FAULTS is JSON, ``{"after read": [7, "kill"]}``: at that point of the job about record 7, die by SIGKILL or wait
while ``hold`` lies in MRV_FAULT_FOLDER. A file per point shows that the fault struck, and keeps it from striking again.
MRV_FAULT_CLOCK sets the clock of the process wrong by so many seconds, MRV_FAULT_VISIBILITY the seconds after which
the broker delivers a message again that was not acknowledged; every try to take a job is noted in ``claims``.
"""

import importlib
import json
import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
import time_machine
from celery.signals import worker_ready

django.setup()

from mrv.celery import app  # noqa: E402 - the applications have to be ready first
from mrv.core import tasks  # noqa: E402
from mrv.core.handlers import HANDLERS, Handler  # noqa: E402
from mrv.core.models import Job  # noqa: E402
from mrv.core.services import jobs  # noqa: E402

__all__ = ["app"]
KIND = "reporting:calculate"
PART = "inventory:recalculate_part"
FOLDER = Path(os.environ["MRV_FAULT_FOLDER"])
PLAN: dict[str, tuple[int, str]] = json.loads(os.environ.get("MRV_FAULTS", "{}"))
LONGEST_HOLD = 120


if "MRV_FAULT_CLOCK" in os.environ:
    wrong = datetime.now(UTC) + timedelta(seconds=float(os.environ["MRV_FAULT_CLOCK"]))
    time_machine.travel(wrong, tick=True).start()
if "MRV_FAULT_VISIBILITY" in os.environ:
    app.conf.broker_transport_options["visibility_timeout"] = float(os.environ["MRV_FAULT_VISIBILITY"])


@worker_ready.connect
def say_ready(**_: Any) -> None:
    """Show the test that this worker consumes."""
    (FOLDER / f"{os.environ['MRV_FAULT_NAME']}.ready").touch()


def strike(point: str, subject: int) -> None:
    """Let the fault of this point happen, if there is one for this record and it did not happen yet."""
    wanted, deed = PLAN.get(point, (None, ""))
    mark = FOLDER / f"{point} {subject}"
    if wanted != subject or mark.exists():
        return
    mark.touch()
    if deed == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    deadline = time.monotonic() + LONGEST_HOLD
    while (FOLDER / "hold").exists() and time.monotonic() < deadline:
        time.sleep(0.02)


def before_read(handle: Callable[[Job], dict[str, Any]]) -> Callable[[Job], dict[str, Any]]:
    """Strike when the handler was called and has read nothing."""

    def handler(job: Job) -> dict[str, Any]:
        strike("before read", job.subject_id)
        return handle(job)

    return handler


def after_read(store: Callable[..., Any]) -> Callable[..., Any]:
    """Strike when everything is read and computed, and nothing is written."""

    def store_run(version: Any, *arguments: Any, **named: Any) -> Any:
        strike("after read", version.pk)
        return store(version, *arguments, **named)

    return store_run


def mid_insert(copy: Callable[..., None]) -> Callable[..., None]:
    """Strike when the run and half of its lines are written."""

    def copy_lines(run: Any, version_id: int, *columns: Any) -> None:
        if PLAN.get("mid insert", (None,))[0] == version_id and not (FOLDER / f"mid insert {version_id}").exists():
            half = len(columns[0]) // 2
            copy(run, version_id, *(column[:half] for column in columns))
            strike("mid insert", version_id)
        copy(run, version_id, *columns)

    return copy_lines


def before_commit(finish: Callable[..., None]) -> Callable[..., None]:
    """Strike when everything is written and the job marked done, but nothing committed."""

    def mark_done(job: Job, result: dict[str, Any]) -> None:
        finish(job, result)
        if job.kind == KIND:
            strike("before commit", job.subject_id)

    return mark_done


def after_commit(work: Callable[[Job, Handler], str]) -> Callable[[Job, Handler], str]:
    """Strike when everything is committed and the message not yet acknowledged."""

    def run(job: Job, handler: Handler) -> str:
        outcome = work(job, handler)
        if job.kind == KIND:
            strike("after commit", job.subject_id)
        return outcome

    return run


def noted(claim: Callable[[int], Job | None]) -> Callable[[int], Job | None]:
    """Note that a message about the job arrived, and whether the job was to be had."""

    def take(job_id: int) -> Job | None:
        found = claim(job_id)
        with (FOLDER / "claims").open("a") as notes:
            notes.write(f"{job_id} {'taken' if found else 'refused'}\n")
        return found

    return take


def in_part(handle: Callable[[Job], dict[str, Any]]) -> Callable[[Job], dict[str, Any]]:
    """Strike when the results of a part of a recalculation are written, and nothing committed."""

    def handler(job: Job) -> dict[str, Any]:
        result = handle(job)
        strike("in part", job.arguments["part"])
        return result

    return handler


def build_in() -> None:
    """Put the points around the real functions."""
    service: Any = importlib.import_module("reporting.services.calculate_version")
    storing: Any = importlib.import_module("reporting.calculation.storing")
    found = HANDLERS[KIND]
    HANDLERS[KIND] = Handler(KIND, before_read(found.handle), found.own_transactions)
    service.store_run = after_read(service.store_run)
    storing._copy_lines = mid_insert(storing._copy_lines)
    part = HANDLERS[PART]
    HANDLERS[PART] = Handler(PART, in_part(part.handle), part.own_transactions)
    jobs.finish = before_commit(jobs.finish)
    jobs.claim = noted(jobs.claim)
    tasks._work = after_commit(tasks._work)


build_in()
