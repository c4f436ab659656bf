"""Scope 2 of a city both ways, and the market cells counted again from the results of counted versions (P7).

One reading serves the page, REST and the files: rows by sector, by district or both, and the two totals, which are
never added to each other. Confidential places of a release are left out of the rows, not of the totals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import F, Sum

from inventory.models import InventoryRelease, ReleaseMarketCell
from inventory.selectors.recount import COUNTED_VERSIONS
from inventory.selectors.sources import Choice
from inventory.selectors.sums import Source, sums
from inventory.states import Notation
from inventory.tables.axes import Axis, Scope
from inventory.tables.request import TableRequest
from reporting.states import COUNTED

AMOUNTS = ("electricity_mwh", "certified_mwh", "location_co2_t", "market_co2_t")
SUMS = "SUM({0}.electricity_mwh), SUM({0}.certified_mwh), SUM({0}.location_co2_t), SUM({0}.market_co2_t)"
LIVE = """
    (SELECT district.code AS district, sector.code AS sector, cell.*, false AS is_hidden
     FROM inventory_marketcell cell JOIN core_sector sector ON sector.id = cell.sector_id
     JOIN core_district district ON district.id = cell.district_id
     WHERE cell.jurisdiction_id = %(jurisdiction)s AND cell.year = ANY(%(years)s) AND cell.stream_count > 0
       AND (%(districts)s::bigint[] IS NULL OR cell.district_id = ANY(%(districts)s)))
"""
RELEASED = """
    (SELECT district_code AS district, sector_code AS sector, cell.*, %(conceal)s AND notation = 'C' AS is_hidden
     FROM inventory_releasemarketcell cell WHERE release_id = ANY(%(releases)s))
"""
QUESTION = """
    SELECT {keys}, {amounts}, COUNT(*) FILTER (WHERE is_hidden), COUNT(*) FILTER (WHERE NOT is_hidden),
           SUM(market_co2_t - location_co2_t)
    FROM {rows} AS row GROUP BY {keys}
"""
BUYERS = """
    SELECT source.release_id, COUNT(DISTINCT posting.enterprise_id)
    FROM inventory_posting posting JOIN inventory_marketentry entry ON entry.posting_id = posting.id
    JOIN inventory_releasesource source ON source.posting_id = posting.id
    WHERE source.release_id = ANY(%(releases)s) GROUP BY 1
"""
RECOUNT = f"""
    WITH counted AS ({COUNTED_VERSIONS})
    SELECT counted.year, counted.district_id, counted.sector_id, {SUMS.format("result")}, COUNT(*)
    FROM counted JOIN reporting_marketresult result
        ON result.version_id = counted.version_id AND result.run_id = counted.run_id
    GROUP BY 1, 2, 3
"""
STANDING = """
    SELECT year, district_id, sector_id, electricity_mwh, certified_mwh, location_co2_t, market_co2_t, stream_count
    FROM inventory_marketcell
    WHERE year = ANY(%(years)s) AND (stream_count, location_co2_t, market_co2_t) <> (0, 0, 0)
"""


@dataclass(frozen=True)
class BothWays:
    """Purchased electricity at one place: two results for the same MWh, never added to each other."""

    sector: str
    district: str
    electricity_mwh: Decimal
    certified_mwh: Decimal
    location_co2_t: Decimal
    market_co2_t: Decimal
    hidden: int = 0
    shown: int = 1

    @property
    def is_hidden(self) -> bool:
        """All of it is confidential: nothing but the notation key can be shown."""
        return self.shown == 0

    @property
    def notation(self) -> str:
        """C where something of it is confidential."""
        return Notation.CONFIDENTIAL.value if self.hidden else ""


@dataclass(frozen=True)
class CityScope2:
    """Scope 2 of a city: rows, and both totals of all gases; the second is None where it is confidential."""

    rows: tuple[BothWays, ...]
    location_co2e_t: Decimal
    market_co2e_t: Decimal | None

    def sum(self, name: str) -> Decimal:
        """One amount over the rows shown."""
        return sum((getattr(row, name) for row in self.rows), Decimal(0))

    @property
    def is_partial(self) -> bool:
        """Some places are confidential and left out of the rows."""
        return any(row.hidden for row in self.rows)


def scope_2_of(choice: Choice, *, by: Sequence[Axis] = (Axis.SECTOR,)) -> CityScope2:
    """Scope 2 of the cells chosen, along sector, district or both, the largest first."""
    source = choice.source
    found = _ask(source, by)
    shift = sum((row[-1] for row in found), Decimal(0))
    location = choice.release.scope_2_co2e_t if choice.release else _location(source)
    rows = sorted((_row(row, by) for row in found), key=lambda row: (-row.location_co2_t, row.sector, row.district))
    return CityScope2(tuple(rows), location, location + shift if found and _is_open(choice) else None)


def _is_open(choice: Choice) -> bool:
    """Whether so few bought electricity that the total tells what one of them did, as the release sees it."""
    if choice.release is None or not choice.source.conceal:
        return True
    return _buyers([choice.release]).get(choice.release.pk, 0) >= choice.release.min_enterprises


def market_totals(releases: Sequence[InventoryRelease]) -> dict[int, Decimal]:
    """Scope 2 market-based of releases, by their key, as everybody may see it; none where it is confidential."""
    buyers = _buyers(releases)
    opened = {release.pk: release for release in releases if buyers.get(release.pk, 0) >= release.min_enterprises}
    rows = ReleaseMarketCell.objects.filter(release__in=opened)
    shifts = rows.values_list("release").annotate(shift=Sum(F("market_co2_t") - F("location_co2_t")))
    return {key: opened[key].scope_2_co2e_t + shift for key, shift in shifts}


def _location(source: Source) -> Decimal:
    return sums(source, TableRequest(by=(Axis.SECTOR,), scope=Scope.PURCHASED)).total.value


def _row(found: tuple[Any, ...], by: Sequence[Axis]) -> BothWays:
    names = dict(zip((axis.value for axis in by), found, strict=False))
    mwh, certified, location, market, hidden, shown, _shift = found[len(by) :]
    place = names.get("sector", ""), names.get("district", "")
    return BothWays(*place, mwh, certified, location, market, hidden, shown)


def _ask(source: Source, by: Sequence[Axis]) -> list[tuple[Any, ...]]:
    shown = "COALESCE(SUM({0}) FILTER (WHERE NOT is_hidden), 0)"
    statement = QUESTION.format(
        keys=", ".join(axis.value for axis in by),
        amounts=", ".join(shown.format(name) for name in AMOUNTS),
        rows=LIVE if source.is_live else RELEASED,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, source.parameters())
        return list(cursor.fetchall())


def _buyers(releases: Sequence[InventoryRelease]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(BUYERS, {"releases": [release.pk for release in releases]})
        return dict(cursor.fetchall())


def market_discrepancies(years: list[int]) -> list[tuple[int, int, int]]:
    """Market cells (year, district, sector) that do not equal the recount; empty when all is well."""
    found = []
    for statement in (STANDING, RECOUNT):
        with connection.cursor() as cursor:
            cursor.execute(statement, {"years": years, "counted": sorted(COUNTED)})
            found.append({row[:3]: row[3:] for row in cursor.fetchall()})
    standing, counted = found
    return sorted(key for key in standing.keys() | counted.keys() if standing.get(key) != counted.get(key))
