"""The facilities a report is compared with: same sector, year and kind, computed; by energy and by tonne of product."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from mrv.accounting.errors import AccountingError
from mrv.accounting.units import parse_unit
from reporting.checks.peers import Peers
from reporting.checks.products import PRODUCTS
from reporting.models import CalculationRun, ReportVersion
from reporting.models.certificate import ENDED

_NEWEST = """
    SELECT DISTINCT ON (version.report_id) version.id AS version_id, run.id AS run_id, run.total_co2e_t, run.energy_gj
    FROM reporting_reportversion version
    JOIN reporting_emissionsreport report ON report.id = version.report_id
    JOIN core_facility facility ON facility.id = report.facility_id
    JOIN reporting_calculationrun run ON run.version_id = version.id AND run.result_hash = version.result_hash
    WHERE report.compliance_year = %(year)s AND report.kind = %(kind)s AND facility.sector_id = %(sector)s
      AND report.id <> %(report)s AND version.state <> ALL(%(ended)s)
    ORDER BY version.report_id, version.number DESC, run.id DESC
"""
_PEERS = f"SELECT total_co2e_t / energy_gj FROM ({_NEWEST}) AS newest WHERE energy_gj > 0"
_OWN = "SELECT %(version)s::bigint AS version_id, %(run)s::bigint AS run_id, %(total)s::numeric AS total_co2e_t"
# An output that is the activity stands in the lines; one beside it was declared, by month or else for the year.
_OUTPUTS = """
    WITH newest AS MATERIALIZED ({versions})
    SELECT newest.version_id, newest.total_co2e_t, line.method, stream.activity_parameter, line.activity_unit,
           SUM(line.activity_quantity)
    FROM newest
    JOIN reporting_emissionline line ON line.version_id = newest.version_id AND line.run_id = newest.run_id
    JOIN reporting_sourcestream stream ON stream.id = line.stream_id
    WHERE line.method = ANY(%(methods)s) GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT newest.version_id, newest.total_co2e_t, stream.method, record.parameter, record.unit, SUM(record.quantity)
    FROM newest
    JOIN reporting_activityrecord record ON record.version_id = newest.version_id
    JOIN reporting_sourcestream stream ON stream.id = record.stream_id
    WHERE stream.method = ANY(%(methods)s) AND record.parameter = ANY(%(parameters)s)
      AND record.parameter <> stream.activity_parameter
      AND (record.month IS NOT NULL OR NOT EXISTS (
           SELECT 1 FROM reporting_activityrecord monthly
           WHERE monthly.version_id = record.version_id AND monthly.stream_id = record.stream_id
             AND monthly.parameter = record.parameter AND monthly.month IS NOT NULL))
    GROUP BY 1, 2, 3, 4, 5
"""
Output = tuple[str, str, str, Decimal]


def peers_of(version: ReportVersion, run: CalculationRun) -> Peers | None:
    """The own intensity and the others' by energy; None where no energy stands behind the report."""
    if not run.energy_gj or run.energy_gj <= 0:
        return None
    others = tuple(float(row[0]) for row in _rows(_PEERS, _same(version)))
    return Peers(float(run.total_co2e_t / run.energy_gj), others)


def product_peers_of(version: ReportVersion, run: CalculationRun) -> tuple[Peers, ...]:
    """The own intensity and the others' by tonne, for every product the report states an output of."""
    asked = {name: sorted({key[place] for key in PRODUCTS}) for place, name in enumerate(("methods", "parameters"))}
    itself = {"version": version.pk, "run": run.pk, "total": run.total_co2e_t}
    own = _tonnes(row[2:] for row in _rows(_OUTPUTS.format(versions=_OWN), {**itself, **asked}))
    if not own:
        return ()
    totals: dict[int, Decimal] = {}
    outputs: dict[int, list[Output]] = defaultdict(list)
    for peer, total, *output in _rows(_OUTPUTS.format(versions=_NEWEST), {**_same(version), **asked}):
        totals[peer] = total
        outputs[peer].append((output[0], output[1], output[2], output[3]))
    made = {peer: _tonnes(rows) for peer, rows in outputs.items()}
    return tuple(
        Peers(
            float(Fraction(run.total_co2e_t) / tonnes),
            tuple(float(Fraction(totals[peer]) / found[key]) for peer, found in made.items() if key in found),
            PRODUCTS[key],
        )
        for key, tonnes in own.items()
    )


def _same(version: ReportVersion) -> dict[str, Any]:
    report = version.report
    return {
        "year": report.compliance_year,
        "kind": report.kind,
        "sector": report.facility.sector_id,
        "report": report.pk,
        "ended": ["draft", "submitted", *ENDED],
    }


def _rows(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(parameters))
        return list(cursor.fetchall())


def _tonnes(rows: Iterable[Any]) -> dict[tuple[str, str], Fraction]:
    """Output in tonnes by product, without those of nothing."""
    found: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    tonne = parse_unit("t").factor
    for method, parameter, unit, amount in rows:
        if (method, parameter) in PRODUCTS:
            try:
                found[method, parameter] += Fraction(amount) * parse_unit(unit).factor / tonne
            except AccountingError:
                continue
    return {key: amount for key, amount in found.items() if amount > 0}
