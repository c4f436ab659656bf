"""A Celery worker of the platform that notes how long the body of each task took. For the measures alone.

MRV_BENCH_BODIES names the file: one line per task, kind and seconds. MRV_BENCH_READY is touched once it consumes.
"""

import os
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import django
from celery.signals import worker_ready

django.setup()

from mrv.celery import app  # noqa: E402 - the applications have to be ready first
from mrv.core.handlers import HANDLERS, Handle  # noqa: E402
from mrv.core.models import Job  # noqa: E402

__all__ = ["app"]
BODIES = os.open(os.environ["MRV_BENCH_BODIES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


@worker_ready.connect
def say_ready(**_: Any) -> None:
    """Show the measure that this worker consumes."""
    Path(os.environ["MRV_BENCH_READY"]).touch()


def timed(handle: Handle) -> Handle:
    """The same body; what it took is noted when it is over."""

    def handler(job: Job) -> dict[str, Any] | None:
        started = perf_counter()
        result = handle(job)
        os.write(BODIES, f"{job.kind} {perf_counter() - started:.6f}\n".encode())
        return result

    return handler


for kind, found in HANDLERS.items():
    HANDLERS[kind] = replace(found, handle=timed(found.handle))
