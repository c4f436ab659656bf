"""From wide lines to entries per gas, in SQL: sums of stored line values, nothing recomputed from activity.

The CO2e of N2O is the stored mass times the stored GWP, rounded by the rule of the line (IPCC 2006, vol. 1,
ch. 6, eq. 6.1); CH4, whose GWP may differ by origin, is what remains of the stored line total, so that the gases
of a group add up to the sum of its line totals to the last digit.
"""

COLUMNS = "fuel, scope, gwp_set_code, gwp_n2o, rounding, co2_t, biogenic_co2_t, ch4_t, n2o_t, fgas_co2e_t, co2e_t"


# Digits of the rounding rule; the usual one is spared the pattern.
DIGITS = "CASE rounding WHEN 'half_up_6' THEN 6 ELSE COALESCE(substring(rounding FROM '[0-9]+$')::int, 9) END"


def grouped(lines: str, key: str) -> str:
    """SQL that sums a relation of wide lines per ``key`` column(s), fuel, scope and GWP set."""
    return f"""
    SELECT {key}, fuel, scope, gwp_set_code,
           SUM(co2_t) AS co2, SUM(biogenic_co2_t) AS bio, SUM(ch4_t) AS ch4, SUM(n2o_t) AS n2o,
           SUM(fgas_co2e_t) AS fgas, SUM(co2e_t) AS total,
           SUM(CASE WHEN n2o_t <> 0 THEN round(n2o_t * gwp_n2o, {DIGITS}) END) AS n2o_co2e,
           COUNT(*) AS lines, COUNT(*) FILTER (WHERE biogenic_co2_t <> 0) AS bio_lines,
           COUNT(*) FILTER (WHERE ch4_t <> 0) AS ch4_lines, COUNT(*) FILTER (WHERE n2o_t <> 0) AS n2o_lines,
           COUNT(*) FILTER (WHERE fgas_co2e_t <> 0) AS fgas_lines,
           COUNT(*) FILTER (WHERE co2_t <> 0 OR (biogenic_co2_t = 0 AND ch4_t = 0 AND n2o_t = 0 AND fgas_co2e_t = 0))
               AS co2_lines
    FROM ({lines}) AS line
    GROUP BY {key}, fuel, scope, gwp_set_code
    """


# What a group adds to its cells: mass, CO2e and number of lines per gas.
WIDE = (
    "co2", "co2_co2e", "co2_lines", "ch4", "ch4_co2e", "ch4_lines", "n2o", "n2o_co2e", "n2o_lines",
    "fgas", "fgas_lines", "bio", "bio_lines",
)  # fmt: skip


def shared_out(sums: str, key: str) -> str:
    """SQL that gives every gas of the sums of :func:`grouped` its share of the stored total."""
    return f"""
    SELECT {key}, fuel, scope, gwp_set_code,
           co2, CASE WHEN ch4_lines + n2o_lines = 0 THEN total - fgas ELSE co2 END AS co2_co2e, co2_lines,
           ch4, CASE WHEN ch4_lines = 0 THEN 0 WHEN n2o_lines = 0 THEN total - co2 - fgas
                     ELSE total - co2 - fgas - n2o_co2e END AS ch4_co2e, ch4_lines,
           n2o, CASE WHEN n2o_lines = 0 THEN 0 WHEN ch4_lines = 0 THEN total - co2 - fgas ELSE n2o_co2e END AS n2o_co2e,
           n2o_lines, fgas, fgas_lines, bio, bio_lines
    FROM ({sums}) AS sums
    """


def per_gas(wide: str, key: str) -> str:
    """SQL that turns rows of :func:`shared_out`, or sums of them, into one row per gas that occurs."""
    return f"""
    SELECT {key}, fuel, scope, gas, gwp_set_code, mass_t, co2e_t, line_count
    FROM ({wide}) AS wide CROSS JOIN LATERAL (VALUES
        ('CO2', co2, co2_co2e, co2_lines), ('CH4', ch4, ch4_co2e, ch4_lines), ('N2O', n2o, n2o_co2e, n2o_lines),
        ('FGAS', 0, fgas, fgas_lines), ('CO2_BIO', bio, 0, bio_lines)
    ) AS gases (gas, mass_t, co2e_t, line_count)
    WHERE line_count > 0
    """


LINES_OF_SOURCES = f"""
    SELECT posting.id AS posting_id, {", ".join(f"source.{name.strip()}" for name in COLUMNS.split(","))}
    FROM inventory_areasource source JOIN inventory_posting posting ON posting.area_source_id = source.id
    WHERE posting.id = ANY(%(postings)s) AND source.basis <> 'notation'
"""


def insert_entries(lines: str) -> str:
    """SQL that stores the entries of the postings named in a relation of lines."""
    columns = "posting_id, fuel, scope, gas, gwp_set_code, mass_t, co2e_t, line_count"
    wide = shared_out(grouped(lines, "posting_id"), "posting_id")
    return f"INSERT INTO inventory_postingentry ({columns}) {per_gas(wide, 'posting_id')}"
