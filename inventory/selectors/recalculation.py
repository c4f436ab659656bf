"""Questions about a recalculation: how far it is, what differs along any axis, which cells and releases it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Abs, Coalesce

from inventory.models import (
    InventoryCell,
    InventoryRelease,
    RecalculatedAmount,
    RecalculatedSource,
    Recalculation,
)
from inventory.states import Recomputed
from mrv.core.models import District

NOTHING = Decimal(0)
DIFFERENCE = F("after_t") - F("before_t")
SHIFT = Coalesce(Sum(F("after_co2e_t") - F("before_co2e_t")), NOTHING)
AXES = {"sector": "sector__code", "district": "district__code"}
CAUSES = {"cause": "cause", "gas": "gas"}
RELEASES = """
    SELECT release.id, COUNT(*), SUM(changed.after_t - changed.before_t)
    FROM inventory_inventoryrelease release
    JOIN inventory_releasesource source ON source.release_id = release.id
    JOIN inventory_posting posting ON posting.id = source.posting_id
    JOIN inventory_recalculatedsource changed ON changed.recalculation_id = %s AND changed.status = 'changed'
        AND (changed.version_id = posting.version_id OR changed.area_source_id = posting.area_source_id)
    GROUP BY release.id ORDER BY release.year, release.number
"""
CellKey = tuple[int, int, int, int]  # year, district, sector, scope


@dataclass(frozen=True)
class Progress:
    """How far the parts are."""

    state: str
    parts: int
    parts_over: int
    parts_failed: int
    lines: int
    lines_done: int

    @property
    def is_over(self) -> bool:
        """The report is there, or somebody has to look."""
        return self.state in {"done", "failed", "parked"}


class Along(NamedTuple):
    """One value of an axis: sources, how many differ, totals of scopes 1 and 2 before and after."""

    code: str
    sources: int
    changed: int
    failed: int
    before: Decimal
    after: Decimal


def progress_of(recalculation: Recalculation) -> Progress:
    """Counted from the jobs of its parts."""
    job = recalculation.job
    counted = recalculation.parts.aggregate(
        parts=Count("pk"),
        over=Count("pk", filter=Q(job__state__in=["done", "failed", "parked"])),
        failed=Count("pk", filter=Q(job__state__in=["failed", "parked"])),
        lines=Coalesce(Sum("line_count"), 0),
        done=Coalesce(Sum("line_count", filter=Q(job__state="done")), 0),
    )
    is_open = job.state == "queued" and counted["parts"]
    return Progress(
        "running" if is_open else job.state,
        counted["parts"],
        counted["over"],
        counted["failed"],
        counted["lines"],
        counted["done"],
    )


def totals(sources: QuerySet[RecalculatedSource]) -> dict[str, Any]:
    """Numbers over these sources: how many of each status, lines, tonnes before and after."""
    statuses = {status.value: Count("pk", filter=Q(status=status.value)) for status in Recomputed}
    return sources.aggregate(
        sources=Count("pk"),
        lines=Coalesce(Sum("line_count"), 0),
        lines_changed=Coalesce(Sum("changed_count"), 0),
        before=Coalesce(Sum("before_t"), NOTHING),
        after=Coalesce(Sum("after_t"), NOTHING),
        **statuses,
    )


def reported_years(jurisdiction: District) -> list[int]:
    """Years with cells, newest first."""
    cells = InventoryCell.objects.counted().filter(jurisdiction=jurisdiction)
    return list(cells.order_by("-year").values_list("year", flat=True).distinct())


def along(recalculation: Recalculation, axis: str) -> list[Along]:
    """Sources by ``sector`` or ``district``, the largest difference first."""
    rows = (
        recalculation.sources.order_by()
        .values_list(AXES[axis])
        .annotate(
            sources=Count("pk"),
            changed=Count("pk", filter=Q(status="changed")),
            failed=Count("pk", filter=Q(status="failed")),
            before=Sum("before_t"),
            after=Sum("after_t"),
        )
    )
    return sorted((Along(*row) for row in rows), key=lambda row: (-abs(row.after - row.before), row.code))


def shifts_by(recalculation: Recalculation, name: str) -> list[tuple[str, int, Decimal]]:
    """Differences by ``gas`` or ``cause``: value, amounts that differ, t CO2e of all scopes."""
    amounts = RecalculatedAmount.objects.filter(source__recalculation=recalculation).order_by()
    return list(amounts.values_list(CAUSES[name]).annotate(count=Count("pk"), shift=SHIFT).order_by(CAUSES[name]))


def sources_of(recalculation: Recalculation, *, only: str = "") -> QuerySet[RecalculatedSource]:
    """The sources, the largest difference first; ``only`` one status."""
    related = ("version__report__facility", "area_source", "district", "sector")
    found = recalculation.sources.select_related(*related)
    if only:
        found = found.filter(status=only)
    return found.order_by(Abs(DIFFERENCE).desc(), "pk")


def lines_of(sources: Iterable[RecalculatedSource] | QuerySet[RecalculatedSource]) -> QuerySet[RecalculatedAmount]:
    """The amounts that differ, line by line."""
    amounts = RecalculatedAmount.objects.filter(source__in=sources).select_related(
        "source__district", "source__sector"
    )
    return amounts.order_by("source_id", "stream_code", "month", "gas", "cause")


def cell_changes(recalculation: Recalculation) -> dict[CellKey, Decimal]:
    """What the cells would change by, t CO2e, all fuels and gases; counted sources alone."""
    amounts = RecalculatedAmount.objects.filter(source__recalculation=recalculation, source__is_counted=True)
    keys = ("source__year", "source__district_id", "source__sector_id", "scope")
    rows = amounts.order_by().values_list(*keys).annotate(shift=SHIFT)
    return {(year, district, sector, scope): shift for year, district, sector, scope, shift in rows if shift}


def cells_held(keys: Iterable[CellKey]) -> dict[CellKey, Decimal]:
    """What these cells hold now, t CO2e, all fuels and gases."""
    wanted = set(keys)
    rows = (
        InventoryCell.objects.filter(year__in={key[0] for key in wanted}, district_id__in={key[1] for key in wanted})
        .order_by()
        .values_list("year", "district_id", "sector_id", "scope")
        .annotate(total=Sum("co2e_t"))
    )
    return {tuple(key): total for *key, total in rows if tuple(key) in wanted}


def releases_concerned(recalculation: Recalculation) -> list[tuple[InventoryRelease, int, Decimal]]:
    """Releases that hold a source which would differ today; they stay as they are. Release, sources, t CO2e."""
    with connection.cursor() as cursor:
        cursor.execute(RELEASES, [recalculation.pk])
        rows = cursor.fetchall()
    found = InventoryRelease.objects.select_related("jurisdiction").in_bulk([row[0] for row in rows])
    return [(found[key], count, shift) for key, count, shift in rows]
