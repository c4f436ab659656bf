"""Move the cells by postings: add them, or take out exactly what they added.

Rows are taken in the order of the cell key, so that writers on the same cells queue instead of locking each
other out (catalogue F14): an INSERT..SELECT upserts in the order of its SELECT, and a reversal locks its rows
in that order before it subtracts.
"""

from collections.abc import Sequence

from django.db import connection

KEY = "jurisdiction_id, year, district_id, sector_id, fuel, scope, gas, gwp_set_code, origin"

DELTA = """
    SELECT p.jurisdiction_id, p.year, p.district_id, p.sector_id, e.fuel, e.scope, e.gas, e.gwp_set_code, p.origin,
           SUM(e.mass_t) AS mass_t, SUM(e.co2e_t) AS co2e_t, SUM(e.line_count) AS line_count
    FROM inventory_posting p JOIN inventory_postingentry e ON e.posting_id = p.id
    WHERE p.id = ANY(%s)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
"""

ADD = f"""
    INSERT INTO inventory_inventorycell AS cell ({KEY}, mass_t, co2e_t, line_count)
    {DELTA} ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ON CONFLICT ({KEY}) DO UPDATE SET
        mass_t = cell.mass_t + EXCLUDED.mass_t,
        co2e_t = cell.co2e_t + EXCLUDED.co2e_t,
        line_count = cell.line_count + EXCLUDED.line_count
"""

TAKE_OUT = f"""
    WITH delta AS ({DELTA}),
    locked AS (
        SELECT cell.id, delta.mass_t, delta.co2e_t, delta.line_count
        FROM delta JOIN inventory_inventorycell cell USING ({KEY})
        ORDER BY cell.jurisdiction_id, cell.year, cell.district_id, cell.sector_id, cell.fuel, cell.scope,
                 cell.gas, cell.gwp_set_code, cell.origin
        FOR UPDATE OF cell
    )
    UPDATE inventory_inventorycell AS cell SET
        mass_t = cell.mass_t - locked.mass_t,
        co2e_t = cell.co2e_t - locked.co2e_t,
        line_count = cell.line_count - locked.line_count
    FROM locked WHERE cell.id = locked.id
"""


def apply_postings(posting_ids: Sequence[int], *, is_reversal: bool = False) -> int:
    """Add the entries of these postings to the cells, or subtract them; number of cells moved.

    Call inside the transaction that creates or reverses the postings.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT if is_reversal else ADD, [list(posting_ids)])
        return cursor.rowcount
