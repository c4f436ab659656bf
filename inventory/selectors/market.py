"""Scope 2 of a city both ways, and the market cells counted again from the results of counted versions (P7)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from inventory.selectors.recount import COUNTED_VERSIONS
from inventory.selectors.sums import Source
from reporting.states import COUNTED

SUMS = "SUM({0}.electricity_mwh), SUM({0}.certified_mwh), SUM({0}.location_co2_t), SUM({0}.market_co2_t)"
LIVE = f"""
    SELECT sector.code, {SUMS.format("cell")}, 0
    FROM inventory_marketcell cell JOIN core_sector sector ON sector.id = cell.sector_id
    WHERE cell.jurisdiction_id = %(jurisdiction)s AND cell.year = ANY(%(years)s) AND cell.stream_count > 0
      AND (%(districts)s::bigint[] IS NULL OR cell.district_id = ANY(%(districts)s))
    GROUP BY sector.code ORDER BY 5 DESC, 1
"""
RELEASED = f"""
    SELECT source.sector_code, {SUMS.format("entry")}, COUNT(DISTINCT posting.enterprise_id)
    FROM inventory_releasesource source
    JOIN inventory_posting posting ON posting.id = source.posting_id
    JOIN inventory_marketentry entry ON entry.posting_id = source.posting_id
    WHERE source.release_id = ANY(%(releases)s)
    GROUP BY source.sector_code ORDER BY 5 DESC, 1
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
    """Purchased electricity of one sector: two results for the same MWh, never added to each other."""

    sector: str
    electricity_mwh: Decimal
    certified_mwh: Decimal
    location_co2_t: Decimal
    market_co2_t: Decimal
    enterprises: int = 0

    @property
    def shift(self) -> Decimal:
        """Market-based minus location-based."""
        return self.market_co2_t - self.location_co2_t


def both_ways(source: Source) -> list[BothWays]:
    """By inventory sector, the largest first; of a release, from the postings it is made of."""
    parameters: dict[str, Any] = {
        "jurisdiction": source.jurisdiction_id,
        "years": list(source.years),
        "districts": None if source.district_ids is None else list(source.district_ids),
        "releases": list(source.release_ids),
    }
    with connection.cursor() as cursor:
        cursor.execute(LIVE if source.is_live else RELEASED, parameters)
        return [BothWays(*row) for row in cursor.fetchall()]


def market_discrepancies(years: list[int]) -> list[tuple[int, int, int]]:
    """Market cells (year, district, sector) that do not equal the recount; empty when all is well."""
    found = []
    for statement in (STANDING, RECOUNT):
        with connection.cursor() as cursor:
            cursor.execute(statement, {"years": years, "counted": sorted(COUNTED)})
            found.append({row[:3]: row[3:] for row in cursor.fetchall()})
    standing, counted = found
    return sorted(key for key in standing.keys() | counted.keys() if standing.get(key) != counted.get(key))
