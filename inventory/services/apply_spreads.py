"""Move the spreads beside the cells by postings: add them, or take out exactly what they added.

Always after the cells and in the order of the spread key, so that writers queue (catalogue F14).
"""

from collections.abc import Sequence

from django.db import connection

KEY = "jurisdiction_id, year, district_id, sector_id, fuel, scope, origin, uncertainty_profile"

GROUPED = """
    SELECT line.posting_id, line.fuel, line.scope, line.uncertainty_profile, SUM(line.co2e_t) AS co2e_t,
           SUM(line.co2e_t * line.co2e_t) AS squares, COUNT(*) AS line_count
    FROM ({lines}) AS line GROUP BY 1, 2, 3, 4
"""

LINES_OF_SOURCES = """
    SELECT posting.id AS posting_id, source.fuel, source.scope,
           COALESCE(assessed.profile, source.uncertainty_profile) AS uncertainty_profile, source.co2e_t
    FROM inventory_areasource source JOIN inventory_posting posting ON posting.area_source_id = source.id
    LEFT JOIN inventory_areaassessment assessed ON assessed.source_id = source.id
    WHERE posting.id = ANY(%(postings)s) AND source.basis <> 'notation'
"""

RECORD = """
    INSERT INTO inventory_postingspread (posting_id, fuel, scope, uncertainty_profile, co2e_t, squares, line_count)
    {grouped} RETURNING *
"""

DELTA = """
    SELECT posting.jurisdiction_id, posting.year, posting.district_id, posting.sector_id, part.fuel, part.scope,
           posting.origin, part.uncertainty_profile, SUM(part.co2e_t) AS co2e_t, SUM(part.squares) AS squares,
           SUM(part.line_count) AS line_count
    FROM inventory_posting posting JOIN {parts} AS part ON part.posting_id = posting.id
    WHERE posting.id = ANY(%(postings)s)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""

ON_CONFLICT = f"""
    ON CONFLICT ({KEY}) DO UPDATE SET
        co2e_t = spread.co2e_t + EXCLUDED.co2e_t,
        squares = spread.squares + EXCLUDED.squares,
        line_count = spread.line_count + EXCLUDED.line_count
"""

ADD = f"""
    WITH part AS ({{record}})
    INSERT INTO inventory_inventoryspread AS spread ({KEY}, co2e_t, squares, line_count)
    {DELTA.format(parts="part")} ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
    {ON_CONFLICT}
"""

TAKE_OUT = f"""
    WITH delta AS ({DELTA.format(parts="inventory_postingspread")}),
    locked AS (
        SELECT spread.id, delta.co2e_t, delta.squares, delta.line_count
        FROM delta JOIN inventory_inventoryspread spread USING ({KEY})
        ORDER BY spread.jurisdiction_id, spread.year, spread.district_id, spread.sector_id, spread.fuel, spread.scope,
                 spread.origin, spread.uncertainty_profile
        FOR UPDATE OF spread
    )
    UPDATE inventory_inventoryspread AS spread SET
        co2e_t = spread.co2e_t - locked.co2e_t,
        squares = spread.squares - locked.squares,
        line_count = spread.line_count - locked.line_count
    FROM locked WHERE spread.id = locked.id
"""


SOURCES = ADD.format(record=RECORD.format(grouped=GROUPED.format(lines=LINES_OF_SOURCES)))


def apply_spreads(posting_ids: Sequence[int], *, is_reversal: bool = False) -> None:
    """Record and add what the lines of new postings of area sources add; or subtract exactly what any posting added.

    A report version adds its spreads as it is posted. Call inside the transaction that creates or reverses the
    postings, after the cells.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT if is_reversal else SOURCES, {"postings": list(posting_ids)})
