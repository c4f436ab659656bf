"""The cells computed again from scratch: from the lines of counted versions and from current area sources.

It reads neither postings nor cells, so that equality with the cells proves the incremental way (P7): groups of
one version and one source first, then the cells (P6).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction

from inventory import entries
from inventory.models import InventoryCell
from inventory.places import jurisdiction_of
from mrv.core.models import District
from reporting.states import COUNTED

COUNTED_VERSIONS = """
    SELECT version.id AS version_id, report.compliance_year AS year, facility.district_id, facility.sector_id,
           (SELECT MAX(run.id) FROM reporting_calculationrun run
            WHERE run.version_id = version.id AND run.result_hash = version.result_hash) AS run_id
    FROM reporting_reportversion version
    JOIN reporting_emissionsreport report ON report.id = version.report_id
    JOIN core_facility facility ON facility.id = report.facility_id
    WHERE version.state = ANY(%(counted)s) AND report.kind = 'official' AND report.compliance_year = ANY(%(years)s)
"""

COLUMNS = ", ".join(f"line.{name.strip()}" for name in entries.COLUMNS.split(","))

LINES = f"""
    SELECT line.run_id AS part, {COLUMNS}
    FROM counted JOIN reporting_emissionline line
        ON line.version_id = counted.version_id AND line.run_id = counted.run_id
"""

SOURCES = f"""
    SELECT line.id AS part, {COLUMNS}
    FROM inventory_areasource line
    LEFT JOIN inventory_areasource later ON later.supersedes_id = line.id
    WHERE later.id IS NULL AND line.basis <> 'notation' AND line.year = ANY(%(years)s)
"""

PLACE = "place.year, place.district_id, place.sector_id"
WIDE = ", ".join(f"SUM({name}) AS {name}" for name in entries.WIDE)
CELL = "year, district_id, sector_id"


def _cells(lines: str, places: str, match: str) -> str:
    """Sums per run or source first, then per place, then per gas: nothing is joined to the lines (P6)."""
    parts = entries.shared_out(entries.grouped(lines, "part"), "part")
    wide = f"""
        SELECT {PLACE}, part.fuel, part.scope, part.gwp_set_code, {WIDE}
        FROM ({parts}) AS part JOIN {places} AS place ON {match}
        GROUP BY {PLACE}, part.fuel, part.scope, part.gwp_set_code
    """
    return entries.per_gas(wide, CELL)


COLUMNS_OUT = f"{CELL}, fuel, scope, gas, gwp_set_code"
AMOUNTS = "mass_t, co2e_t, line_count::bigint"
# In the order of the runs, so that lines are read and sorted run by run.
RECOUNT = f"""
    WITH counted AS MATERIALIZED ({COUNTED_VERSIONS} ORDER BY run_id)
    SELECT {COLUMNS_OUT}, 'enterprise', {AMOUNTS}
    FROM ({_cells(LINES, "counted", "place.run_id = part.part")}) AS reported
    UNION ALL
    SELECT {COLUMNS_OUT}, 'area_source', {AMOUNTS}
    FROM ({_cells(SOURCES, "inventory_areasource", "place.id = part.part")}) AS area
"""

# The sums of every run are sorted once: in memory, not on disk, up to some hundred thousand.
ROOM_TO_SORT = "SET LOCAL work_mem = '64MB'"

Key = tuple[int, int, int, int, str, int, str, str, str]


@dataclass(frozen=True)
class Amount:
    """What a cell holds."""

    mass_t: Decimal
    co2e_t: Decimal
    line_count: int


def recounted(years: list[int]) -> dict[Key, Amount]:
    """The cells of these years from the records themselves, by cell key (jurisdiction first)."""
    places = _jurisdictions()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ROOM_TO_SORT)
        cursor.execute(RECOUNT, {"counted": sorted(COUNTED), "years": years})
        return {(places[row[1]], *row[:8]): Amount(*row[8:]) for row in cursor.fetchall()}


def _jurisdictions() -> dict[int, int]:
    districts = District.objects.select_related("parent__parent")
    return {district.pk: jurisdiction_of(district).pk for district in districts}


def standing(years: list[int]) -> dict[Key, Amount]:
    """The cells of these years as they stand."""
    columns = (
        "jurisdiction_id", "year", "district_id", "sector_id", "fuel", "scope", "gas", "gwp_set_code", "origin",
        "mass_t", "co2e_t", "line_count",
    )  # fmt: skip
    rows = InventoryCell.objects.filter(year__in=years).exclude(line_count=0, mass_t=0, co2e_t=0)
    return {row[:9]: Amount(*row[9:]) for row in rows.values_list(*columns)}


def discrepancies(years: list[int]) -> Iterator[tuple[Key, Amount | None, Amount | None]]:
    """Cells that do not equal the recount, with what stands and what was recounted. Empty when all is well."""
    stand, counted = standing(years), recounted(years)
    yield from _differences(stand, counted)


def _differences(
    stand: Mapping[Key, Amount], counted: Mapping[Key, Amount]
) -> Iterator[tuple[Key, Amount | None, Amount | None]]:
    for key in sorted(stand.keys() | counted.keys()):
        if stand.get(key) != counted.get(key):
            yield key, stand.get(key), counted.get(key)
