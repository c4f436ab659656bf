"""Real worker processes on the database of the bench: start them, give them jobs, wait for the end, stop them."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from mrv.celery import app
from mrv.core.models import Job
from mrv.embedded import postgres_url
from mrv.serve import children

BASE_DIR = Path(__file__).resolve().parents[1]
QUEUE = "celery"
START_SECONDS, WORK_SECONDS, STOP_SECONDS = 120, 300, 20
POLL_SECONDS = 0.01


class Body(NamedTuple):
    """One task body that ended."""

    kind: str
    seconds: float


@dataclass
class Workers:
    """A running worker with its child processes, leader of a group of its own."""

    process: subprocess.Popen[bytes]
    bodies_file: Path

    def bodies(self) -> list[Body]:
        """The task bodies that ended so far."""
        if not self.bodies_file.exists():
            return []
        words = (line.split() for line in self.bodies_file.read_text().splitlines())
        return [Body(kind, float(seconds)) for kind, seconds in words]

    def end(self) -> None:
        """Ask it to stop; kill it if it does not."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """SIGKILL to it and its children at once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(STOP_SECONDS)


@contextmanager
def workers(count: int, *, queue: str = QUEUE, has_clock: bool = False) -> Iterator[Workers]:
    """A worker with that many processes, with the rights of the application; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        started = _start(Path(name), count, queue, has_clock=has_clock)
        try:
            yield started
        finally:
            started.end()


def _start(folder: Path, count: int, queue: str, *, has_clock: bool) -> Workers:
    """The worker, once it consumes."""
    command = [part.replace("mrv.celery", "bench.worker") for part in children(1, count)[1].command]
    command[command.index("-n") + 1] = f"bench-{queue}@%h"
    command += ["-Q", queue, *(["--beat", "--schedule", str(folder / "schedule")] if has_clock else [])]
    log, ready = folder / "log", folder / "ready"
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=BASE_DIR, env=_environment(folder), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    started = Workers(process, folder / "bodies")
    deadline = time.monotonic() + START_SECONDS
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            started.kill()
            raise RuntimeError(f"The worker did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)
    return started


def _environment(folder: Path) -> dict[str, str]:
    name = str(connection.settings_dict["NAME"])
    return {
        **os.environ,
        "DATABASE_URL": postgres_url("app_rt", name),
        "MRV_DATABASE_ROLE": "app_rt",
        "MRV_BENCH_BODIES": str(folder / "bodies"),
        "MRV_BENCH_READY": str(folder / "ready"),
    }


def work_on(kind: str, subjects: Sequence[int], *, queue: str) -> None:
    """A job for each subject, rung on this queue; returns when the last is over."""
    jobs = Job.objects.bulk_create(Job(kind=kind, subject_id=subject) for subject in subjects)
    ids = [job.pk for job in jobs]
    for job_id in ids:
        app.send_task("mrv.core.run_job", kwargs={"job_id": job_id}, queue=queue, ignore_result=True)
    wait_for(ids)


def wait_for(job_ids: Sequence[int], seconds: float = WORK_SECONDS) -> None:
    """Until all of them are done; what went wrong, if something did."""
    waiting = Job.objects.filter(pk__in=job_ids, state__in=["queued", "running"])
    deadline = time.monotonic() + seconds
    while waiting.exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{waiting.count()} of {len(job_ids)} jobs were not over after {seconds} s")
        time.sleep(POLL_SECONDS)
    failed = Job.objects.filter(pk__in=job_ids).exclude(state="done")
    assert not failed.exists(), list(failed.values_list("state", "error")[:3])
