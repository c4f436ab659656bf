"""Questions about certificates: what is left of each, what a version uses, what another enterprise holds too."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import connection
from django.db.models import QuerySet, Sum

from reporting.calculation.market import ELECTRICITY
from reporting.models import CertificateAllocation, EnergyCertificate, Evidence, ReportVersion
from reporting.models.certificate import ENDED

__all__ = ["ELECTRICITY", "allocations_of", "certified_by_stream", "left_of", "shared_files"]
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


def left_of(certificates: Sequence[EnergyCertificate]) -> dict[int, Decimal]:
    """MWh of each certificate that no version claims."""
    with connection.cursor() as cursor:
        cursor.execute(_USED, [[one.pk for one in certificates], list(ENDED)])
        used = dict(cursor.fetchall())
    return {one.pk: one.volume_mwh - used.get(one.pk, Decimal(0)) for one in certificates}


def allocations_of(version: ReportVersion) -> QuerySet[CertificateAllocation]:
    """What the version allocates, by stream."""
    held = CertificateAllocation.objects.filter(version=version).select_related("certificate")
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
