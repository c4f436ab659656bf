"""Hold a computed version against its peers and keep what is unusual with its check results, for those who judge it."""

from reporting.checks.declaration import Declaration
from reporting.checks.peer_intensity import CHECK
from reporting.models import CalculationRun, CheckResult, ReportVersion
from reporting.selectors.peers import peers_of


def compare_with_peers(*, version: ReportVersion, run: CalculationRun) -> list[CheckResult]:
    """The warnings that were added; in the caller's transaction."""
    peers = peers_of(version, run)
    if peers is None:
        return []
    facility = version.report.facility
    declaration = Declaration(
        facility_code=facility.code,
        compliance_year=version.report.compliance_year,
        today=run.computed_at.date(),
        opened=facility.opened_date,
        closed=facility.closed_date,
        streams=(),
        peers=peers,
    )
    return CheckResult.objects.bulk_create(
        [
            CheckResult(
                version=version,
                code=outcome.code,
                severity=outcome.severity,
                pointer=outcome.pointer,
                parameters=outcome.parameters(),
                found_by="system:peers",
            )
            for outcome in CHECK.run(declaration)
        ]
    )
