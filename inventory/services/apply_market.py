"""Move the market cell of a posted version: add its market entry, or take out exactly what it added.

Called after the cells of record moved, in the same transaction and always in this order, so that writers on the
same cells queue instead of locking each other out. A version without purchased electricity changes nothing.
"""

from django.db import connection

AMOUNTS = "electricity_mwh, certified_mwh, location_co2_t, market_co2_t, stream_count"
POSTED = """
    SELECT posting.* FROM inventory_posting posting
    WHERE posting.version_id = %(version)s AND posting.reversed_at IS NULL
"""
ADD = f"""
    WITH posting AS ({POSTED}),
    run AS (
        SELECT run.id FROM posting JOIN reporting_calculationrun run
            ON run.version_id = posting.version_id AND run.result_hash = posting.result_hash
        ORDER BY run.id DESC LIMIT 1
    ),
    entry AS (
        INSERT INTO inventory_marketentry (posting_id, {AMOUNTS})
        SELECT posting.id, SUM(electricity_mwh), SUM(certified_mwh), SUM(location_co2_t), SUM(market_co2_t), COUNT(*)
        FROM posting CROSS JOIN run JOIN reporting_marketresult result
            ON result.version_id = posting.version_id AND result.run_id = run.id
        GROUP BY posting.id
        RETURNING *
    )
    INSERT INTO inventory_marketcell AS cell (jurisdiction_id, year, district_id, sector_id, {AMOUNTS})
    SELECT posting.jurisdiction_id, posting.year, posting.district_id, posting.sector_id, {AMOUNTS}
    FROM posting JOIN entry ON entry.posting_id = posting.id
    ON CONFLICT (jurisdiction_id, year, district_id, sector_id) DO UPDATE SET
        electricity_mwh = cell.electricity_mwh + EXCLUDED.electricity_mwh,
        certified_mwh = cell.certified_mwh + EXCLUDED.certified_mwh,
        location_co2_t = cell.location_co2_t + EXCLUDED.location_co2_t,
        market_co2_t = cell.market_co2_t + EXCLUDED.market_co2_t,
        stream_count = cell.stream_count + EXCLUDED.stream_count
"""
TAKE_OUT = f"""
    UPDATE inventory_marketcell AS cell SET
        electricity_mwh = cell.electricity_mwh - entry.electricity_mwh,
        certified_mwh = cell.certified_mwh - entry.certified_mwh,
        location_co2_t = cell.location_co2_t - entry.location_co2_t,
        market_co2_t = cell.market_co2_t - entry.market_co2_t,
        stream_count = cell.stream_count - entry.stream_count
    FROM ({POSTED}) AS posting JOIN inventory_marketentry entry ON entry.posting_id = posting.id
    WHERE cell.jurisdiction_id = posting.jurisdiction_id AND cell.year = posting.year
      AND cell.district_id = posting.district_id AND cell.sector_id = posting.sector_id
"""


def apply_market(*, version_id: int, is_reversal: bool = False) -> int:
    """Add the market entry of the posting in force, or subtract it before the posting is reversed; cells moved."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT if is_reversal else ADD, {"version": version_id})
        return cursor.rowcount
