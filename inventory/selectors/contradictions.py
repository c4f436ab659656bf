"""Notation keys beside which a number is counted: GPC 1.1, table 2.1 allows a key only where there is none.

A number always wins in the tables. The key is not lost: it stays on record until somebody takes it away, the
ledger says since when a number contradicts it, and here is what an officer has to look at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Sum

from inventory.models import AreaSource, InventoryCell, NotationEntry
from inventory.selectors.sums import Source, sums
from inventory.states import Basis
from inventory.tables.axes import Axis, Scope, View
from inventory.tables.request import TableRequest
from mrv.core.models import AuditEvent, District, Sector

SET = "inventory:notation:set"
SUPERSEDE = "inventory:notation:supersede"
STAND_AGAIN = "inventory:notation:stand_again"
DROP = "inventory:notation:drop"
Subject = NotationEntry | AreaSource

KEYED_PLACES = """
    SELECT DISTINCT posting.jurisdiction_id, posting.year FROM inventory_posting posting
    WHERE posting.version_id = %s AND (
        EXISTS (SELECT FROM inventory_notationentry entry
                WHERE entry.jurisdiction_id = posting.jurisdiction_id AND entry.year = posting.year)
        OR EXISTS (SELECT FROM inventory_areasource source
                   WHERE source.jurisdiction_id = posting.jurisdiction_id AND source.year = posting.year
                     AND source.basis = 'notation'
                     AND NOT EXISTS (SELECT FROM inventory_areasource later WHERE later.supersedes_id = source.id))
    )
"""


@dataclass(frozen=True)
class Contradiction:
    """A key and the number beside it. ``since`` is when the ledger noted it; None when it has not yet."""

    subject: Subject
    key: str
    sector: Sector
    district: District | None
    scope: int
    explanation: str
    amount_tco2e: Decimal
    line_count: int
    since: datetime | None = None

    @property
    def place(self) -> str:
        """Sector and, of an area source, district."""
        where = f"{self.sector.code} {self.sector.name}"
        return f"{where}, {self.district.name}" if self.district else where


def has_keys(jurisdiction_id: int, year: int) -> bool:
    """Whether there is any key that a number could contradict."""
    return (
        NotationEntry.objects.filter(jurisdiction_id=jurisdiction_id, year=year).exists()
        or _keyed_sources(jurisdiction_id, year).exists()
    )


def keyed_places_of(version_id: int) -> list[tuple[int, int]]:
    """Jurisdictions and years a report version was ever posted to in which there is a key: one cheap question (P5)."""
    with connection.cursor() as cursor:
        cursor.execute(KEYED_PLACES, [version_id])
        return cursor.fetchall()


def contradictions_of(source: Source, year: int) -> list[Contradiction]:
    """Every contradicted key of a year, as far as the cells of the source show numbers."""
    found = [*_of_entries(source, year), *_of_sources(source, year)]
    since = noted(one.subject for one in found)
    return [_since(one, since.get(_name(one.subject))) for one in found]


def keyed_subjects(jurisdiction_id: int, year: int) -> list[Subject]:
    """Everything of a year that bears a key."""
    entries = NotationEntry.objects.filter(jurisdiction_id=jurisdiction_id, year=year)
    return [*entries.select_related("sector"), *_keyed_sources(jurisdiction_id, year)]


def noted(subjects: Iterable[Subject]) -> dict[tuple[str, str], datetime]:
    """Since when the ledger says of each that a number stands beside it; absent when its key stands."""
    names = {_name(one) for one in subjects}
    events = AuditEvent.objects.filter(
        object_type__in={kind for kind, _ in names},
        object_id__in={key for _, key in names},
        action__in=[SET, SUPERSEDE, STAND_AGAIN],
    )
    found: dict[tuple[str, str], datetime] = {}
    for kind, key, action, at in events.order_by("pk").values_list(
        "object_type", "object_id", "action", "occurred_at"
    ):
        if action == SUPERSEDE:
            found[kind, key] = at
        else:
            found.pop((kind, key), None)
    return found


def history_of(jurisdiction: District, year: int, *, system: str, sector: str, scope: int) -> list[AuditEvent]:
    """What was ever recorded about the key of a sector, newest first; also of keys that were taken away."""
    place = {"jurisdiction": jurisdiction.code, "year": year, "sector": f"{system}:{sector}", "scope": scope}
    kinds = [NotationEntry._meta.label_lower, AreaSource._meta.label_lower]
    events = AuditEvent.objects.filter(
        object_type__in=kinds, action__in=[SET, SUPERSEDE, STAND_AGAIN, DROP], payload__contains=place
    )
    return list(events.order_by("-pk"))


def name_of(subject: Subject) -> tuple[str, str]:
    """How the ledger names the record."""
    return _name(subject)


def _name(subject: Subject) -> tuple[str, str]:
    return subject._meta.label_lower, str(subject.pk)


def _since(one: Contradiction, at: datetime | None) -> Contradiction:
    return Contradiction(**{**vars(one), "since": at})


def _of_entries(source: Source, year: int) -> Iterator[Contradiction]:
    entries = NotationEntry.objects.filter(jurisdiction_id=source.jurisdiction_id, year=year).select_related("sector")
    by_table: dict[tuple[str, int], list[NotationEntry]] = {}
    for entry in entries.order_by("sector__system", "sector__order", "scope"):
        by_table.setdefault((entry.sector.system, entry.scope), []).append(entry)
    for (system, scope), held in by_table.items():
        asked = TableRequest(by=(Axis.SECTOR,), view=View(system), scope=Scope(str(scope)))
        pivot = sums(source, asked)
        for entry in held:
            number = pivot.get(entry.sector.code)
            if number is not None and number.line_count:
                yield Contradiction(
                    entry, entry.key, entry.sector, None, scope, entry.explanation, number.value, number.line_count
                )


def _keyed_sources(jurisdiction_id: int, year: int) -> Any:
    sources = AreaSource.objects.current().filter(jurisdiction_id=jurisdiction_id, year=year)
    return sources.filter(basis=Basis.NOTATION.value).select_related("sector", "district").order_by("code")


def _of_sources(source: Source, year: int) -> Iterator[Contradiction]:
    """A key of an area source is for its district, and for its fuel if it names one."""
    keyed = list(_keyed_sources(source.jurisdiction_id, year))
    if source.district_ids is not None:
        keyed = [one for one in keyed if one.district_id in source.district_ids]
    if not keyed:
        return
    cells = InventoryCell.objects.filter(
        jurisdiction_id=source.jurisdiction_id, year=year, line_count__gt=0,
        sector_id__in={one.sector_id for one in keyed},
    )  # fmt: skip
    for one in keyed:
        own = cells.filter(sector_id=one.sector_id, district_id=one.district_id, scope=one.scope)
        own = own.filter(fuel=one.fuel) if one.fuel else own
        number = own.aggregate(amount=Sum("co2e_t"), lines=Sum("line_count"))
        if number["lines"]:
            yield Contradiction(
                one, one.notation_key, one.sector, one.district, one.scope, one.explanation, number["amount"],
                number["lines"],
            )  # fmt: skip
