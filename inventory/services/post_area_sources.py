"""Post versions of area sources to the cells in place of what was posted before, cells first, then spreads."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from inventory import entries
from inventory.models import AreaSource, Posting
from inventory.services.apply_postings import apply_postings
from inventory.services.apply_spreads import apply_spreads
from inventory.states import Basis
from mrv.core.actor import Actor

BATCH = 1000


def post_area_sources(*, sources: Sequence[AreaSource], instead_of: Sequence[int], by: Actor, at: datetime) -> None:
    """Take out the postings of the sources ``instead_of``, then post ``sources``; in the transaction of the caller."""
    old = list(
        Posting.objects.filter(area_source_id__in=instead_of, reversed_at__isnull=True).values_list("pk", flat=True)
    )
    apply_postings(old, is_reversal=True)
    Posting.objects.filter(pk__in=old).update(reversed_at=at, reversed_by=by.label)
    counted = [row for row in sources if row.basis != Basis.NOTATION.value]
    postings = Posting.objects.bulk_create([_posting(row, by, at) for row in counted], batch_size=BATCH)
    numbers = [posting.pk for posting in postings]
    with connection.cursor() as cursor:
        cursor.execute(entries.insert_entries(entries.LINES_OF_SOURCES), {"postings": numbers})
    apply_postings(numbers)
    apply_spreads(old, is_reversal=True)
    apply_spreads(numbers)


def _posting(row: AreaSource, by: Actor, at: datetime) -> Posting:
    return Posting(
        jurisdiction_id=row.jurisdiction_id,
        year=row.year,
        district_id=row.district_id,
        sector_id=row.sector_id,
        origin="area_source",
        area_source=row,
        result_hash=row.result_hash,
        line_count=1,
        posted_at=at,
        posted_by=by.label,
    )
