"""The facilities a report is compared with: same sector, year and kind, computed, by emissions per energy."""

from typing import Any

from django.db import connection

from reporting.checks.peers import Peers
from reporting.models import CalculationRun, ReportVersion
from reporting.models.certificate import ENDED

_PEERS = """
    SELECT DISTINCT ON (version.report_id) run.total_co2e_t / run.energy_gj
    FROM reporting_reportversion version
    JOIN reporting_emissionsreport report ON report.id = version.report_id
    JOIN core_facility facility ON facility.id = report.facility_id
    JOIN reporting_calculationrun run ON run.version_id = version.id AND run.result_hash = version.result_hash
    WHERE report.compliance_year = %s AND report.kind = %s AND facility.sector_id = %s AND report.id <> %s
      AND version.state <> ALL(%s) AND run.energy_gj > 0
    ORDER BY version.report_id, version.number DESC, run.id DESC
"""


def peers_of(version: ReportVersion, run: CalculationRun) -> Peers | None:
    """The own intensity and the others'; None where no energy stands behind the report."""
    if not run.energy_gj or run.energy_gj <= 0:
        return None
    report = version.report
    parameters: list[Any] = [
        report.compliance_year, report.kind, report.facility.sector_id, report.pk, ["draft", "submitted", *ENDED],
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_PEERS, parameters)
        others = tuple(float(row[0]) for row in cursor.fetchall())
    return Peers(float(run.total_co2e_t / run.energy_gj), others)
