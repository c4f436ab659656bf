"""Hold a computed version against its peers and keep what is unusual with its check results, for those who judge it."""

from reporting.checks import peer_intensity, peer_product
from reporting.checks.declaration import Declaration
from reporting.models import CalculationRun, CheckResult, ReportVersion
from reporting.selectors.peers import peers_of, product_peers_of


def compare_with_peers(*, version: ReportVersion, run: CalculationRun) -> list[CheckResult]:
    """The warnings that were added; in the caller's transaction."""
    peers, by_product = peers_of(version, run), product_peers_of(version, run)
    if peers is None and not by_product:
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
        product_peers=by_product,
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
            for check in (peer_intensity.CHECK, peer_product.CHECK)
            for outcome in check.run(declaration)
        ]
    )
