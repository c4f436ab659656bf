"""Compute one part of a recalculation and store what came of it, in one transaction: all of it or nothing.

A worker that is killed leaves nothing behind, so the part is done again from the start, with the same result;
the database holds one result per source and recalculation.
"""

from django.db import transaction

from inventory.models import RecalculationPart
from inventory.recalculation.area_sources import recompute_sources
from inventory.recalculation.choosing import Choosing
from inventory.recalculation.found import store
from inventory.recalculation.versions import recompute_versions
from reporting.calculation.collector import collector_at_rest


@collector_at_rest()
@transaction.atomic
def compute_part(*, part: RecalculationPart) -> int:
    """The number of sources computed."""
    choosing = Choosing(part.recalculation)
    found = [
        *recompute_versions(part.version_ids, choosing),
        *recompute_sources(part.area_source_ids, choosing),
    ]
    return store(found, recalculation_id=part.recalculation_id, part_id=part.pk)
