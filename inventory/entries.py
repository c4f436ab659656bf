"""From wide lines to entries per gas, in SQL: sums of stored line values, nothing recomputed from activity.

The CO2e of N2O is the stored mass times the stored GWP, rounded by the rule of the line (IPCC 2006, vol. 1,
ch. 6, eq. 6.1); CH4, whose GWP may differ by origin, is what remains of the stored line total, so that the gases
of a group add up to the sum of its line totals to the last digit.
"""

COLUMNS = "fuel, scope, gwp_set_code, gwp_n2o, rounding, co2_t, biogenic_co2_t, ch4_t, n2o_t, fgas_co2e_t, co2e_t"


def grouped(lines: str, key: str) -> str:
    """SQL that sums a relation of wide lines per ``key`` column(s), fuel, scope and GWP set."""
    return f"""
    SELECT {key}, fuel, scope, gwp_set_code,
           SUM(co2_t) AS co2, SUM(biogenic_co2_t) AS bio, SUM(ch4_t) AS ch4, SUM(n2o_t) AS n2o,
           SUM(fgas_co2e_t) AS fgas, SUM(co2e_t) AS total,
           SUM(round(n2o_t * gwp_n2o, COALESCE(substring(rounding FROM '[0-9]+$')::int, 9))) AS n2o_co2e,
           COUNT(*) AS lines, COUNT(*) FILTER (WHERE biogenic_co2_t <> 0) AS bio_lines,
           COUNT(*) FILTER (WHERE ch4_t <> 0) AS ch4_lines, COUNT(*) FILTER (WHERE n2o_t <> 0) AS n2o_lines,
           COUNT(*) FILTER (WHERE fgas_co2e_t <> 0) AS fgas_lines,
           COUNT(*) FILTER (WHERE co2_t <> 0 OR (biogenic_co2_t = 0 AND ch4_t = 0 AND n2o_t = 0 AND fgas_co2e_t = 0))
               AS co2_lines
    FROM ({lines}) AS line
    GROUP BY {key}, fuel, scope, gwp_set_code
    """


def per_gas(sums: str, key: str) -> str:
    """SQL that turns the sums of :func:`grouped` into one row per gas that occurs."""
    return f"""
    SELECT {key}, fuel, scope, gas, gwp_set_code, mass_t, co2e_t, line_count
    FROM ({sums}) AS sums CROSS JOIN LATERAL (VALUES
        ('CO2', co2, CASE WHEN ch4_lines + n2o_lines = 0 THEN total - fgas ELSE co2 END, co2_lines),
        ('CH4', ch4, total - co2 - fgas - CASE WHEN n2o_lines = 0 THEN 0 ELSE n2o_co2e END, ch4_lines),
        ('N2O', n2o, CASE WHEN ch4_lines = 0 THEN total - co2 - fgas ELSE n2o_co2e END, n2o_lines),
        ('FGAS', 0, fgas, fgas_lines),
        ('CO2_BIO', bio, 0, bio_lines)
    ) AS gases (gas, mass_t, co2e_t, line_count)
    WHERE line_count > 0
    """


RUN_IN_FORCE = """
    SELECT run.id, run.line_count
    FROM reporting_calculationrun run JOIN reporting_reportversion version ON version.id = run.version_id
    WHERE run.version_id = %(version)s AND run.result_hash = version.result_hash
    ORDER BY run.id DESC LIMIT 1
"""

LINES_OF_VERSION = f"""
    SELECT %(posting)s::bigint AS posting_id, {COLUMNS} FROM reporting_emissionline
    WHERE version_id = %(version)s AND run_id = %(run)s
"""

LINES_OF_SOURCES = f"""
    SELECT posting.id AS posting_id, {", ".join(f"source.{name.strip()}" for name in COLUMNS.split(","))}
    FROM inventory_areasource source JOIN inventory_posting posting ON posting.area_source_id = source.id
    WHERE posting.id = ANY(%(postings)s) AND source.basis <> 'notation'
"""


def insert_entries(lines: str) -> str:
    """SQL that stores the entries of the postings named in a relation of lines."""
    columns = "posting_id, fuel, scope, gas, gwp_set_code, mass_t, co2e_t, line_count"
    return f"INSERT INTO inventory_postingentry ({columns}) {per_gas(grouped(lines, 'posting_id'), 'posting_id')}"
