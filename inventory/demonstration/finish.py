"""After the decisions: wait until the workers have rolled everything up, then release the years."""

import time
from collections.abc import Callable

from inventory.demonstration.doors import Door, DoorClosed
from inventory.demonstration.forms import fill_in, form_with
from inventory.demonstration.story import OPEN_STATES, OPEN_YEAR
from inventory.models import InventoryRelease
from mrv.core.models import District, Job
from mrv.reference import demo_city
from reporting.models import EmissionsReport

WAIT_SECONDS = 180
NOTE = "Demonstration release: published sector totals (CEADs), synthetic facilities and district split."


def is_played(city: District) -> bool:
    """Whether an earlier run got to the end."""
    released = InventoryRelease.objects.filter(jurisdiction=city).values("year").distinct().count()
    left = EmissionsReport.objects.filter(compliance_year=OPEN_YEAR).count()
    return released >= len(demo_city.YEARS) and left >= len(OPEN_STATES)


def wait_for_roll_up(progress: Callable[[str, int, int], None]) -> None:
    """Until no job is due; a failed one stops the demonstration with its reason."""
    deadline = time.monotonic() + WAIT_SECONDS
    open_at_first = max(1, _open_jobs())
    while (left := _open_jobs()) and time.monotonic() < deadline:
        progress("workers: jobs done", max(0, open_at_first - left), open_at_first)
        time.sleep(0.5)
    failed = Job.objects.filter(state__in=["failed", "parked"]).first()
    if left or failed:
        reason = f"{failed.kind}: {failed.error}" if failed else f"{left} jobs are still open"
        raise DoorClosed(f"The workers did not finish: {reason}.")
    progress("workers: jobs done", open_at_first, open_at_first)


def _open_jobs() -> int:
    return Job.objects.filter(state__in=["queued", "running"]).count()


def release_year(compiler: Door, year: int) -> None:
    """Read the compile page of the year and release what it shows, with the page's own form."""
    form = form_with(compiler, f"/inventory/compile/?year={year}", "cells_hash")
    fill_in(compiler, form, note=NOTE, min_enterprises="1", acknowledged="on")
