"""Ask for a release: the person is checked at once, the work is a job that checks again."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from inventory.services.release_inventory import ReleaseOrder, ReleaseRefused
from mrv.core.actor import Actor
from mrv.core.models import Job
from mrv.core.services.jobs import enqueue

KIND = "inventory:release"


def request_release(*, order: ReleaseOrder, by: Actor) -> Job:
    """Enqueue the release of the inventory as it was seen; the same request is the same job."""
    by.require("inventory:release")
    if not order.note.strip():
        raise ReleaseRefused(_("A release needs a note: what it is, or why it restates the one before."))
    if order.min_enterprises < 1:
        raise ReleaseRefused(_("The smallest group that may be published must be at least 1 enterprise."))
    key = f"{KIND}:{order.jurisdiction_id}:{order.year}:{order.cells_hash}:{by.person_id}"
    with transaction.atomic():
        finished = Job.objects.filter(key=key, state__in=["failed", "parked", "done"]).exists()
        return enqueue(
            KIND,
            subject_id=order.jurisdiction_id,
            by=by,
            key=None if finished else key,
            arguments=asdict(order),
        )
