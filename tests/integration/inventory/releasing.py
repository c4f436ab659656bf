"""Release an inventory in a test, the way the pages do it."""

from inventory.models import InventoryRelease
from inventory.selectors.composition import cells_digest, cells_of
from inventory.services.release_inventory import ReleaseOrder
from inventory.services.request_release import request_release
from tests.factories import World
from tests.support import run_jobs


def order(city: World, **changed: object) -> ReleaseOrder:
    """An order for what stands now."""
    digest = cells_digest(cells_of(city.city.pk, 2017))
    facts = {"year": 2017, "note": "First release", "cells_hash": digest, "min_enterprises": 1}
    return ReleaseOrder(jurisdiction_id=city.city.pk, **{**facts, **changed})  # type: ignore[arg-type]


def released(city: World, **changed: object) -> InventoryRelease:
    """A release by the inventory compiler."""
    job = request_release(order=order(city, **changed), by=city.actor("inventory_compiler"))
    run_jobs()
    job.refresh_from_db()
    assert job.state == "done", job.error
    return InventoryRelease.objects.get(public_id=job.result["release"])
