"""P13: a csv download with the escape of formulas, against the server's own COPY."""

from decimal import Decimal

from django.db import connection

from bench.harness import Comparison, at_least, compare, measure
from mrv.core.exports.table import ExportTable
from mrv.core.exports.write import as_csv

ROWS = 50_000
MADE = """
    SELECT '3101' || lpad((n % 16)::text, 2, '0'), '区' || n % 16, 'S' || n % 47, 'Sector ' || n % 47, 1 + n % 3,
        (n::bigint * 104729 % 1000000007)::numeric / 1000, n
"""
COLUMNS = ["district", "name_zh", "sector", "name_en", "scope", "co2e_t", "lines"]


@measure(
    "P13",
    what="Query 50,000 rows and write them as csv, formulas made harmless",
    against="COPY (the same query) TO STDOUT, nothing escaped",
    goal=at_least(0.50),
)
def csv_export() -> Comparison:
    query = f"{MADE} FROM generate_series(1, {ROWS}) AS n"

    def ours() -> None:
        with connection.cursor() as cursor:
            cursor.execute(query)
            rows = cursor.fetchall()
        assert isinstance(rows[0][5], Decimal)
        assert as_csv(ExportTable("bench", COLUMNS, rows)).count(b"\n") == ROWS + 1

    def reference() -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as copy:
            assert sum(bytes(block).count(b"\n") for block in copy) == ROWS

    found = compare(ours, reference)
    return found.noted(f"{ROWS / found.ours_seconds:,.0f} rows/s")
