"""After the decisions: wait until the workers have rolled everything up, then release the years."""

import time
from collections.abc import Callable

from inventory.demonstration.doors import DoorClosed
from inventory.demonstration.story import OPEN_STATES, OPEN_YEAR
from inventory.models import InventoryRelease
from inventory.selectors.composition import cells_digest, cells_of
from inventory.services.release_inventory import ReleaseOrder
from inventory.services.request_release import request_release
from mrv.core.actor import actor_for
from mrv.core.models import District, Job, Person
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


def release_year(city: District, year: int) -> None:
    """Ask for the release of one year as the compiler sees it now."""
    order = ReleaseOrder(
        jurisdiction_id=city.pk,
        year=year,
        note=NOTE,
        cells_hash=cells_digest(cells_of(city.pk, year)),
        min_enterprises=1,
    )
    request_release(order=order, by=actor_for(Person.objects.get(username="compiler")))
