"""Post one report version: the posting, its entries and the cells, and the spreads beside them, in one statement.

The lines are read once; what they add up to is stored as entries and added to the cells in the order of the
cell key, so that writers on the same cells queue instead of locking each other out (catalogue F14).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from inventory import entries
from inventory.places import LEVELS
from inventory.services.apply_postings import KEY
from inventory.services.apply_spreads import GROUPED, ON_CONFLICT, RECORD
from inventory.services.apply_spreads import KEY as SPREAD_KEY
from mrv.core.actor import Actor

LINES = f"""
    SELECT posting.id AS posting_id, {", ".join(f"line.{name.strip()}" for name in entries.COLUMNS.split(","))}
    FROM posting CROSS JOIN run JOIN reporting_emissionline line
        ON line.version_id = run.version_id AND line.run_id = run.id
"""

SPREAD_LINES = """
    SELECT posting.id AS posting_id, line.fuel, line.scope,
           COALESCE(assessed.profile, line.uncertainty_profile) AS uncertainty_profile, line.co2e_t
    FROM posting CROSS JOIN run JOIN reporting_emissionline line
        ON line.version_id = run.version_id AND line.run_id = run.id
    LEFT JOIN reporting_lineassessment assessed ON assessed.line_id = line.id
"""

POST = f"""
    WITH RECURSIVE version AS (
        SELECT version.id, version.result_hash, report.compliance_year AS year, facility.district_id,
               facility.sector_id, facility.enterprise_id
        FROM reporting_reportversion version
        JOIN reporting_emissionsreport report ON report.id = version.report_id
        JOIN core_facility facility ON facility.id = report.facility_id
        WHERE version.id = %(version)s
    ),
    above AS (
        SELECT place.id, place.parent_id, place.level, 0 AS height
        FROM core_district place JOIN version ON version.district_id = place.id
        UNION ALL
        SELECT place.id, place.parent_id, place.level, above.height + 1
        FROM above JOIN core_district place ON place.id = above.parent_id
        WHERE above.level <> ALL(%(levels)s)
    ),
    run AS (
        SELECT run.id, run.version_id, run.line_count
        FROM reporting_calculationrun run
        JOIN version ON version.id = run.version_id AND version.result_hash = run.result_hash
        ORDER BY run.id DESC LIMIT 1
    ),
    posting AS (
        INSERT INTO inventory_posting (jurisdiction_id, year, district_id, sector_id, origin, version_id,
            enterprise_id, result_hash, line_count, posted_at, posted_by, reversed_by)
        SELECT (SELECT id FROM above ORDER BY height DESC LIMIT 1), version.year, version.district_id,
               version.sector_id, 'enterprise', version.id, version.enterprise_id, version.result_hash,
               run.line_count, %(at)s, %(by)s, ''
        FROM version JOIN run ON run.version_id = version.id
        WHERE NOT EXISTS (
            SELECT FROM inventory_posting held WHERE held.version_id = version.id AND held.reversed_at IS NULL
        )
        RETURNING *
    ),
    entry AS ({entries.insert_entries(LINES)} RETURNING *),
    cell AS (
        INSERT INTO inventory_inventorycell AS cell ({KEY}, mass_t, co2e_t, line_count)
        SELECT posting.jurisdiction_id, posting.year, posting.district_id, posting.sector_id, entry.fuel, entry.scope,
               entry.gas, entry.gwp_set_code, posting.origin, entry.mass_t, entry.co2e_t, entry.line_count
        FROM posting JOIN entry ON entry.posting_id = posting.id
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        ON CONFLICT ({KEY}) DO UPDATE SET
            mass_t = cell.mass_t + EXCLUDED.mass_t,
            co2e_t = cell.co2e_t + EXCLUDED.co2e_t,
            line_count = cell.line_count + EXCLUDED.line_count
        RETURNING id
    ),
    part AS ({RECORD.format(grouped=GROUPED.format(lines=SPREAD_LINES))}),
    beside AS (
        INSERT INTO inventory_inventoryspread AS spread ({SPREAD_KEY}, co2e_t, squares, line_count)
        SELECT posting.jurisdiction_id, posting.year, posting.district_id, posting.sector_id, part.fuel, part.scope,
               posting.origin, part.uncertainty_profile, part.co2e_t, part.squares, part.line_count
        FROM posting JOIN part ON part.posting_id = posting.id
        -- After the cells, whose locks order the writers.
        WHERE (SELECT COUNT(*) FROM cell) >= 0
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
        {ON_CONFLICT}
    )
    SELECT EXISTS (SELECT FROM run), EXISTS (SELECT FROM posting), EXISTS (
        SELECT FROM reporting_marketresult result JOIN run ON result.version_id = run.version_id AND result.run_id = run.id
    )
"""


@dataclass(frozen=True)
class Posted:
    """Has the version a result in force, was it posted now (no: it stands already), bought it electricity."""

    has_result: bool
    is_new: bool
    has_market: bool


def post_version(*, version_id: int, by: Actor, at: datetime) -> Posted:
    """Post the result in force unless the version is posted. Call under the row lock of the version."""
    parameters: dict[str, Any] = {"version": version_id, "levels": sorted(LEVELS), "by": by.label, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(POST, parameters)
        return Posted(*cursor.fetchone())
