"""Questions about certificates: what is left of each, what a version uses, what another enterprise holds too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import QuerySet, Sum

from reporting.calculation.market import ELECTRICITY
from reporting.models import (
    CertificateAllocation,
    CertificateRule,
    EnergyCertificate,
    Evidence,
    MarketResult,
    ReportVersion,
)
from reporting.models.certificate import ENDED

__all__ = [
    "ELECTRICITY",
    "Offer",
    "Recheck",
    "allocations_from",
    "allocations_of",
    "certified_by_stream",
    "left_of",
    "offer_for",
    "rechecked",
    "shared_files",
]
#: Per report the version that claims most counts, as the trigger on allocations has it.
_USED = """
    SELECT certificate_id, SUM(most) FROM (
        SELECT certificate_id, report_id, MAX(claimed) AS most FROM (
            SELECT held.certificate_id, version.report_id, SUM(held.volume_mwh) AS claimed
            FROM reporting_certificateallocation held JOIN reporting_reportversion version ON version.id = held.version_id
            WHERE held.certificate_id = ANY(%s) AND version.state <> ALL(%s)
            GROUP BY held.certificate_id, version.report_id, version.id
        ) AS by_version GROUP BY certificate_id, report_id
    ) AS by_report GROUP BY certificate_id
"""


@dataclass(frozen=True)
class Offer:
    """Certificates for one version: those that can serve it, and the others with the code of the reason."""

    usable: tuple[EnergyCertificate, ...]
    refused: tuple[tuple[EnergyCertificate, str], ...]
    left: Mapping[int, Decimal]


@dataclass(frozen=True)
class Recheck:
    """An allocation against the rule in force: the reason it would be refused by it (blank if it serves), and tonnes.

    ``change_t``: what taking it out would add to the market-based result, by the factor of the last calculation.
    """

    allocation: CertificateAllocation
    refused: str
    change_t: Decimal | None

    @property
    def serves(self) -> bool:
        """It may stay."""
        return not self.refused


def offer_for(version: ReportVersion) -> Offer:
    """What the enterprise holds, by whether the rule in force lets it serve the version: period, region, volume left."""
    report = version.report
    held = list(EnergyCertificate.objects.filter(enterprise_id=report.facility.enterprise_id))
    left, rule = left_of(held), CertificateRule.objects.in_force(report.compliance_year)
    year, place = report.compliance_year, report.facility.district.code
    judged = [
        (one, rule.refuses(one, year=year, district_code=place) or ("" if left[one.pk] > 0 else "certificate_volume"))
        for one in held
    ]
    usable = tuple(one for one, code in judged if not code)
    return Offer(usable, tuple((one, code) for one, code in judged if code), left)


def rechecked(version: ReportVersion) -> list[Recheck]:
    """Allocations of a version that pin another rule than the one in force, judged by that one."""
    report = version.report
    rule = CertificateRule.objects.in_force(report.compliance_year)
    year, place = report.compliance_year, report.facility.district.code
    stale = [one for one in allocations_of(version) if one.rule_id != rule.pk]
    rates = _residual_rates(version) if stale else {}
    return [
        Recheck(one, rule.refuses(one.certificate, year=year, district_code=place), _change(one, rates))
        for one in stale
    ]


def _change(one: CertificateAllocation, rates: Mapping[str, Decimal]) -> Decimal | None:
    rate = rates.get(one.stream_code)
    return None if rate is None else one.volume_mwh * (rate - one.certificate.emission_factor)


def _residual_rates(version: ReportVersion) -> dict[str, Decimal]:
    """tCO2/MWh of what no certificate covers, by stream, in the last calculation of the report."""
    found = MarketResult.objects.filter(version__report_id=version.report_id).order_by("run_id")
    return dict(found.values_list("stream_code", "residual_factor"))


def left_of(certificates: Sequence[EnergyCertificate]) -> dict[int, Decimal]:
    """MWh of each certificate that no version claims."""
    with connection.cursor() as cursor:
        cursor.execute(_USED, [[one.pk for one in certificates], list(ENDED)])
        used = dict(cursor.fetchall())
    return {one.pk: one.volume_mwh - used.get(one.pk, Decimal(0)) for one in certificates}


def allocations_of(version: ReportVersion) -> QuerySet[CertificateAllocation]:
    """What the version allocates, by stream."""
    held = CertificateAllocation.objects.filter(version=version).select_related("certificate", "rule")
    return held.order_by("stream_code", "pk")


def certified_by_stream(version: ReportVersion) -> dict[str, Decimal]:
    """MWh the version covers by certificates, by stream code."""
    held = CertificateAllocation.objects.filter(version=version).order_by()
    return dict(held.values_list("stream_code").annotate(Sum("volume_mwh")))


def shared_files(version: ReportVersion) -> dict[str, int]:
    """Certificates of the version whose file another enterprise put forward too: number -> how many enterprises."""
    used = {one.certificate.sha256: str(one.certificate) for one in allocations_of(version)}
    if not used:
        return {}
    own = version.report.facility.enterprise_id
    others: dict[str, set[int]] = {}
    certificates = EnergyCertificate.objects.filter(sha256__in=used).exclude(enterprise_id=own)
    files = Evidence.objects.filter(sha256__in=used).exclude(report__facility__enterprise_id=own)
    rows = [
        *certificates.values_list("sha256", "enterprise_id"),
        *files.order_by().values_list("sha256", "report__facility__enterprise_id").distinct(),
    ]
    for digest, enterprise in rows:
        others.setdefault(digest, set()).add(enterprise)
    return {used[digest]: len(found) for digest, found in others.items()}


def allocations_from(first_year: int) -> QuerySet[CertificateAllocation]:
    """Allocations to reports of a year on: what a rule set now leaves under the rule they pin."""
    return CertificateAllocation.objects.filter(version__report__compliance_year__gte=first_year)
