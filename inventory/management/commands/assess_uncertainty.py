"""`manage.py assess_uncertainty`: fill in the uncertainty of what was computed before it was kept, by the workers.

Nothing computed changes: a version or an area source whose result does not come out again is named and stays unknown.
Interrupted, the work goes on; called again, it is watched. Exit status 0: all known; 1: some cannot be.
"""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inventory.services.start_filling import start_filling
from mrv.core.actor import system_actor
from mrv.core.models import Job
from mrv.core.services.jobs import progress_of
from mrv.core.tasks import run_job

LEFT = 1
POLL_SECONDS = 0.5


class Command(BaseCommand):
    """Order, watch, say what is left."""

    help = "Fill in the uncertainty of reports and area sources computed before it was kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to work."""
        parser.add_argument("--here", action="store_true", help="compute in this process too, not in workers alone")
        parser.add_argument("--no-wait", action="store_true", help="order only, do not wait")

    def handle(self, *args: Any, **options: Any) -> None:
        """Progress by part, then the sum."""
        job = start_filling(by=system_actor("inventory"))
        self.stdout.write(f"Job {job.public_id}")
        if options["no_wait"]:
            return
        self._watch(job, is_here=options["here"])
        if job.state != "done":
            raise CommandError(job.error_text, returncode=1)
        found = job.result
        for reason in found["refusals"]:
            self.stderr.write(reason["en"])
        self.stdout.write(
            f"{found['lines']} lines of {found['versions']} versions and {found['sources']} area sources assessed, "
            f"{len(found['refusals'])} cannot be."
        )
        if found["refusals"]:
            raise SystemExit(LEFT)

    def _watch(self, job: Job, *, is_here: bool) -> None:
        told: tuple[int, int] | None = None
        while job.state in {"queued", "running"}:
            now = progress_of(job)
            if now != told:
                self.stdout.write(f"{job.state:<8} parts {now[0]}/{now[1]}")
                self.stdout.flush()
                told = now
            if not (is_here and _work(job)):
                time.sleep(POLL_SECONDS)
            job.refresh_from_db()


def _work(job: Job) -> bool:
    """Run one job of the order in this process; False when there is none to take."""
    mine = Job.objects.with_no_open_part().filter(state="queued")
    found = mine.filter(parent=job).order_by("pk").first() or mine.filter(pk=job.pk).first()
    return found is not None and run_job(job_id=found.pk) != "already done"
