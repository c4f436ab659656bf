"""`manage.py recalculate --year Y`: compute a city again through the workers, beside what is stored, and report.

Progress is printed until the report is there; interrupted, the work goes on, and `--resume ID` looks again. Exit
status 0: same bytes; 3: something differs; 1: parts are missing; 2: wrong usage.
"""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from inventory.exports.recalculation import WRITERS, write_report
from inventory.models import Recalculation
from inventory.selectors.places import default_jurisdiction, find_jurisdiction
from inventory.selectors.recalculation import Progress, progress_of, shifts_by, totals
from inventory.services.resume_recalculation import resume_recalculation
from inventory.services.start_recalculation import RecalculationRefused, start_recalculation
from inventory.states import FactorChoice, Recomputed
from mrv.core.actor import Actor, actor_for, system_actor
from mrv.core.models import District, Job, Person
from mrv.core.tasks import run_job

DIFFERS = 3
POLL_SECONDS = 0.5


class Command(BaseCommand):
    """Order or resume, watch, tell the difference."""

    help = "Compute the reports and area sources of a city again; nothing stored changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Either a year or a recalculation to go on with."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--year", type=int, help="calendar year")
        what.add_argument("--resume", metavar="ID", help="go on with this recalculation")
        parser.add_argument(
            "--jurisdiction", default="", help="GB/T 2260 code (default: the city of this installation)"
        )
        choices = [FactorChoice.PINNED.value, FactorChoice.NEWER.value]
        parser.add_argument("--sets", choices=choices, default=choices[0], help="factor sets (default: as pinned)")
        parser.add_argument("--by", default="", help="user name of the ordering person (default: the platform)")
        parser.add_argument("--here", action="store_true", help="compute in this process too, not in workers alone")
        parser.add_argument("--no-wait", action="store_true", help="order only, do not wait for the report")
        parser.add_argument("--lines", type=Path, metavar="FILE", help=f"write the lines: {', '.join(WRITERS)}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the identifier first, so that a broken session can be taken up again."""
        if options["lines"] and options["lines"].suffix.lstrip(".") not in WRITERS:
            raise CommandError(f"{options['lines']}: expected a name that ends in {', '.join(WRITERS)}.", returncode=2)
        by = _actor(options["by"])
        order = _resumed(options["resume"], by) if options["resume"] else _started(options, by)
        self.stdout.write(f"Recalculation {order.public_id}")
        if options["no_wait"]:
            return
        self._watch(order, is_here=options["here"])
        self._tell(order)
        if options["lines"]:
            options["lines"].write_bytes(write_report(order, "lines", options["lines"].suffix.lstrip(".")))
        if order.stored_digest != order.result_digest:
            sys.exit(DIFFERS)

    def _watch(self, order: Recalculation, *, is_here: bool) -> None:
        told: Progress | None = None
        while True:
            order.job.refresh_from_db()
            now = progress_of(order)
            if now != told:
                self.stdout.write(
                    f"{now.state:<8} parts {now.parts_over}/{now.parts}  lines {now.lines_done:,}/{now.lines:,}"
                )
                self.stdout.flush()
                told = now
            if now.is_over:
                break
            if not (is_here and _work(order)):
                time.sleep(POLL_SECONDS)
        if order.job.state != "done":
            raise CommandError(order.job.error_text, returncode=1)
        order.refresh_from_db()

    def _tell(self, order: Recalculation) -> None:
        found = totals(order.sources.all())
        counts = ", ".join(f"{found[status.value]} {status.value}" for status in Recomputed)
        self.stdout.write(f"{found['sources']} sources, {found['lines']:,} lines: {counts}")
        self.stdout.write(f"before {found['before']:>24,.6f} t CO2e\nafter  {found['after']:>24,.6f} t CO2e")
        for name in ("cause", "gas"):
            for code, count, shift in shifts_by(order, name):
                self.stdout.write(f"{name:<6} {code:<12} {count:>9,} amounts {shift:>+24,.6f} t CO2e")
        self.stdout.write(f"stored {order.stored_digest}\nresult {order.result_digest}")
        is_same = order.stored_digest == order.result_digest
        self.stdout.write("Identical bytes." if is_same else "Not identical; nothing stored was changed.")


def _work(order: Recalculation) -> bool:
    """Run one job of the order in this process; False when there is none to take."""
    mine = Job.objects.with_no_open_part().filter(state="queued")
    job = mine.filter(parent_id=order.job_id).order_by("pk").first() or mine.filter(pk=order.job_id).first()
    return job is not None and run_job(job_id=job.pk) != "already done"


def _actor(username: str) -> Actor:
    if not username:
        return system_actor("recalculate")
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f"There is no person {username}.", returncode=2)
    return actor_for(person)


def _started(options: dict[str, Any], by: Actor) -> Recalculation:
    code = options["jurisdiction"]
    place: District | None = find_jurisdiction(code) if code else default_jurisdiction()
    if place is None:
        raise CommandError("There is no such jurisdiction. Load the reference data first.", returncode=2)
    sets = FactorChoice(options["sets"])
    try:
        return start_recalculation(jurisdiction=place, year=options["year"], sets=sets, by=by)
    except (RecalculationRefused, PermissionDenied) as refusal:
        raise CommandError(str(refusal), returncode=2) from refusal


def _resumed(text: str, by: Actor) -> Recalculation:
    try:
        order = Recalculation.objects.select_related("job").get(public_id=UUID(text))
    except (ValueError, Recalculation.DoesNotExist) as error:
        raise CommandError(f"There is no recalculation {text}.", returncode=2) from error
    resume_recalculation(recalculation=order, by=by)
    return order
