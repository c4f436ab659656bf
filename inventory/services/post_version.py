"""Post one report version: the posting, its entries and the cells, and the spreads beside them, in one statement.

The lines are read once; what they add up to is stored as entries and added to the cells in the order of the
cell key, so that writers on the same cells queue instead of locking each other out (catalogue F14).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from inventory import entries
from inventory.places import LEVELS
from inventory.services.apply_postings import KEY
from inventory.services.apply_spreads import GROUPED, ON_CONFLICT, RECORD
from inventory.services.apply_spreads import KEY as SPREAD_KEY
from mrv.core.actor import Actor
from reporting.states import COUNTED

POST = f"""
    WITH RECURSIVE above AS (
        SELECT id, parent_id, level, 0 AS height FROM core_district WHERE id = %(district_id)s
        UNION ALL
        SELECT place.id, place.parent_id, place.level, above.height + 1
        FROM above JOIN core_district place ON place.id = above.parent_id
        WHERE above.level <> ALL(%(levels)s)
    ),
    run AS (
        SELECT id, version_id, line_count FROM reporting_calculationrun
        WHERE version_id = %(version_id)s AND result_hash = %(result_hash)s
        ORDER BY id DESC LIMIT 1
    ),
    posting AS (
        INSERT INTO inventory_posting (jurisdiction_id, year, district_id, sector_id, origin, version_id,
            enterprise_id, result_hash, line_count, posted_at, posted_by, reversed_by)
        SELECT (SELECT id FROM above ORDER BY height DESC LIMIT 1), %(year)s, %(district_id)s, %(sector_id)s,
               'enterprise', run.version_id, %(enterprise_id)s, %(result_hash)s, run.line_count, %(at)s, %(by)s, ''
        FROM run
        ON CONFLICT (version_id) WHERE reversed_at IS NULL DO NOTHING
        RETURNING *
    ),
    line AS (
        SELECT posting.id AS posting_id, COALESCE(assessed.profile, line.uncertainty_profile) AS uncertainty_profile,
               {", ".join(f"line.{name.strip()}" for name in entries.COLUMNS.split(","))}
        FROM posting CROSS JOIN run JOIN reporting_emissionline line
            ON line.version_id = run.version_id AND line.run_id = run.id
        LEFT JOIN reporting_lineassessment assessed ON assessed.line_id = line.id
    ),
    entry AS ({entries.insert_entries("SELECT * FROM line")} RETURNING *),
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
    part AS ({RECORD.format(grouped=GROUPED.format(lines="SELECT * FROM line"))}),
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


class Version(NamedTuple):
    """What decides whether, and where, a version stands in the cells; read under its row lock."""

    version_id: int
    state: str
    kind: str
    result_hash: str
    number: int
    facility: str
    year: int
    district_id: int
    sector_id: int
    enterprise_id: int

    @property
    def is_wanted(self) -> bool:
        """It counts, and it is official."""
        return self.state in COUNTED and self.kind == "official"


@dataclass(frozen=True)
class Posted:
    """Has the version a result in force, was it posted now (no: it stands already), bought it electricity."""

    has_result: bool
    is_new: bool
    has_market: bool


def post_version(*, version: Version, by: Actor, at: datetime) -> Posted:
    """Post the result in force unless the version is posted. Call under the row lock of the version."""
    parameters: dict[str, Any] = {**version._asdict(), "levels": sorted(LEVELS), "by": by.label, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(POST, parameters)
        return Posted(*cursor.fetchone())
