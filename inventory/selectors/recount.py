"""The cells computed again from scratch: from the lines of counted versions and from current area sources.

It reads neither postings nor cells, so that equality with the cells proves the incremental way (P7): groups of
one version and one source first, then the cells (P6).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

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

LINES = f"""
    SELECT counted.version_id AS part, {", ".join(f"line.{name.strip()}" for name in entries.COLUMNS.split(","))}
    FROM counted JOIN reporting_emissionline line
        ON line.version_id = counted.version_id AND line.run_id = counted.run_id
"""

SOURCES = f"""
    SELECT source.id AS part, {", ".join(f"source.{name.strip()}" for name in entries.COLUMNS.split(","))}
    FROM inventory_areasource source
    LEFT JOIN inventory_areasource later ON later.supersedes_id = source.id
    WHERE later.id IS NULL AND source.basis <> 'notation' AND source.year = ANY(%(years)s)
"""

SUMS = "SUM(mass_t) AS mass_t, SUM(co2e_t) AS co2e_t, SUM(line_count) AS line_count"
CELL = "year, district_id, sector_id, fuel, scope, gas, gwp_set_code"

RECOUNT = f"""
    WITH counted AS MATERIALIZED ({COUNTED_VERSIONS}),
    reported AS ({entries.per_gas(entries.grouped(LINES, "part"), "part")}),
    area AS ({entries.per_gas(entries.grouped(SOURCES, "part"), "part")})
    SELECT {CELL}, 'enterprise' AS origin, {SUMS}
    FROM reported JOIN counted ON counted.version_id = reported.part GROUP BY {CELL}
    UNION ALL
    SELECT {CELL.replace("fuel", "area.fuel").replace("scope", "area.scope").replace("gwp_set_code", "area.gwp_set_code")},
           'area_source', SUM(area.mass_t), SUM(area.co2e_t), SUM(area.line_count)
    FROM area JOIN inventory_areasource source ON source.id = area.part
    GROUP BY 1, 2, 3, 4, 5, 6, 7
"""

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
    with connection.cursor() as cursor:
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
