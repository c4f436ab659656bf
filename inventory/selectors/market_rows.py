"""Purchased electricity both ways as a release publishes it: rows of places, what is confidential among them.

A place is hidden where the cells of its scope 2 are, and where fewer enterprises bought electricity than may be
told apart (inventory.tables.suppression); the total is open when enough enterprises stand behind the whole.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from inventory.publication.content import PublishedMarket, plain
from inventory.tables.suppression import Contribution, Place, hidden_places

ROWS = """
    SELECT district.code, sector.code, cell.electricity_mwh, cell.certified_mwh, cell.location_co2_t,
           cell.market_co2_t, cell.stream_count
    FROM inventory_marketcell cell
    JOIN core_district district ON district.id = cell.district_id
    JOIN core_sector sector ON sector.id = cell.sector_id
    WHERE cell.jurisdiction_id = %s AND cell.year = %s AND cell.stream_count > 0
"""
CONTRIBUTIONS = """
    SELECT district.code, sector.code, posting.enterprise_id, SUM(entry.location_co2_t)
    FROM inventory_posting posting JOIN inventory_marketentry entry ON entry.posting_id = posting.id
    JOIN core_district district ON district.id = posting.district_id
    JOIN core_sector sector ON sector.id = posting.sector_id
    WHERE posting.jurisdiction_id = %s AND posting.year = %s AND posting.reversed_at IS NULL
    GROUP BY 1, 2, 3
"""
PURCHASED = 2


@dataclass(frozen=True)
class Purchases:
    """Market rows as they are and as published, and whether their total may be told."""

    rows: list[PublishedMarket]
    published: list[PublishedMarket]
    is_open: bool

    @property
    def shift(self) -> Decimal:
        """Market-based minus location-based, over all rows."""
        return sum((row.shift for row in self.rows), Decimal(0))


def purchases_of(
    jurisdiction_id: int, year: int, *, min_enterprises: int, hidden: frozenset[Place] = frozenset()
) -> Purchases:
    """The market rows of a year in the order of a release; `hidden` are the places whose cells are confidential."""
    parts = _contributions(jurisdiction_id, year)
    closed = hidden | hidden_places(parts, min_enterprises=min_enterprises)
    rows = sorted(_rows(jurisdiction_id, year), key=lambda row: row.place)
    published = [row.concealed() if (*row.place, PURCHASED) in closed else row for row in rows]
    buyers = len({part.enterprise for part in parts})
    return Purchases(rows, published, is_open=bool(rows) and buyers >= min_enterprises)


def _rows(jurisdiction_id: int, year: int) -> list[PublishedMarket]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [jurisdiction_id, year])
        return [
            PublishedMarket(district, sector, plain(mwh), plain(certified), plain(location), plain(market), streams)
            for district, sector, mwh, certified, location, market, streams in cursor.fetchall()
        ]


def _contributions(jurisdiction_id: int, year: int) -> list[Contribution]:
    with connection.cursor() as cursor:
        cursor.execute(CONTRIBUTIONS, [jurisdiction_id, year])
        return [Contribution((row[0], row[1], PURCHASED), row[2], row[3]) for row in cursor.fetchall()]
