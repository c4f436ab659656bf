"""What an inventory is made of right now: its cells and its sources, in a fixed order, with one digest over all."""

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import connection

from inventory.publication.content import PublishedCell, canonical, plain
from inventory.tables.suppression import Contribution

CELLS = """
    SELECT district.code, sector.code, cell.fuel, cell.scope, cell.gas, cell.gwp_set_code, cell.origin,
           cell.mass_t, cell.co2e_t, cell.line_count
    FROM inventory_inventorycell cell
    JOIN core_district district ON district.id = cell.district_id
    JOIN core_sector sector ON sector.id = cell.sector_id
    WHERE cell.jurisdiction_id = %s AND cell.year = %s AND cell.line_count > 0
"""

SOURCES = """
    SELECT posting.id, posting.origin, COALESCE(facility.code, source.code), COALESCE(version.id, source.id),
           COALESCE(version.public_id, source.public_id), COALESCE(version.number, source.number),
           posting.result_hash, district.code, sector.code,
           COALESCE((SELECT SUM(entry.co2e_t) FROM inventory_postingentry entry
                     WHERE entry.posting_id = posting.id AND entry.scope = 1), 0),
           COALESCE(facility.is_synthetic, source.is_synthetic), posting.line_count
    FROM inventory_posting posting
    JOIN core_district district ON district.id = posting.district_id
    JOIN core_sector sector ON sector.id = posting.sector_id
    LEFT JOIN reporting_reportversion version ON version.id = posting.version_id
    LEFT JOIN reporting_emissionsreport report ON report.id = version.report_id
    LEFT JOIN core_facility facility ON facility.id = report.facility_id
    LEFT JOIN inventory_areasource source ON source.id = posting.area_source_id
    WHERE posting.jurisdiction_id = %s AND posting.year = %s AND posting.reversed_at IS NULL
    ORDER BY posting.origin, 3
"""

CONTRIBUTIONS = """
    SELECT district.code, sector.code, entry.scope, posting.enterprise_id, SUM(entry.co2e_t)
    FROM inventory_posting posting JOIN inventory_postingentry entry ON entry.posting_id = posting.id
    JOIN core_district district ON district.id = posting.district_id
    JOIN core_sector sector ON sector.id = posting.sector_id
    WHERE posting.jurisdiction_id = %s AND posting.year = %s AND posting.reversed_at IS NULL
      AND posting.enterprise_id IS NOT NULL
    GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class SourceFact:
    """A posting in force: who, which version, which result, where."""

    posting_id: int
    origin: str
    reference: str
    version_id: int
    public_id: Any
    number: int
    result_hash: str
    district_code: str
    sector_code: str
    co2e_t: Decimal
    is_synthetic: bool
    line_count: int


def _rows(statement: str, jurisdiction_id: int, year: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [jurisdiction_id, year])
        return cursor.fetchall()


def cells_of(jurisdiction_id: int, year: int) -> list[PublishedCell]:
    """All cells of a year, in the order of a release."""
    cells = [
        PublishedCell(*[*row[:7], plain(row[7]), plain(row[8]), row[9]]) for row in _rows(CELLS, jurisdiction_id, year)
    ]
    return sorted(cells, key=lambda cell: cell.order)


def cells_digest(cells: list[PublishedCell]) -> str:
    """What a release preview names and the release must still find."""
    digest = sha256()
    for cell in cells:
        digest.update(canonical([*cell.order, cell.mass_t, cell.co2e_t, cell.line_count]))
    return digest.hexdigest()


def sources_of(jurisdiction_id: int, year: int) -> list[SourceFact]:
    """The report versions and area sources in force, by reference."""
    return [SourceFact(*row) for row in _rows(SOURCES, jurisdiction_id, year)]


def contributions_of(jurisdiction_id: int, year: int) -> list[Contribution]:
    """What each enterprise adds to each place, for confidentiality."""
    rows = _rows(CONTRIBUTIONS, jurisdiction_id, year)
    return [Contribution((district, sector, scope), owner, co2e) for district, sector, scope, owner, co2e in rows]
