"""Certificates of the cast: one of 2020, wind from the nation, and the acts on it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from reporting.models import CertificateAllocation, EnergyCertificate, ReportVersion
from reporting.services.add_certificate import CertificateText, add_certificate
from reporting.services.allocate_certificate import AllocationText, allocate_certificate
from tests.factories import World

TEXT: dict[str, Any] = {
    "instrument": "certificate",
    "number": "GEC-2020-000001",
    "last_number": "GEC-2020-000500",
    "issuer": "Demo issuer of certificates",
    "volume_mwh": Decimal(500),
    "first_date": date(2020, 3, 1),
    "last_date": date(2020, 3, 31),
    "geography": "150000",
    "generation": "wind",
}


def paper(content: bytes = b"certificate", name: str = "certificate.pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def certificate(
    cast: World, *, owner: str = "enterprise", content: bytes = b"certificate", **fields: Any
) -> EnergyCertificate:
    """A certificate of the enterprise or the second one."""
    who = "reporter" if owner == "enterprise" else "second_reporter"
    text = CertificateText(**{**TEXT, **fields})
    return add_certificate(enterprise=getattr(cast, owner), text=text, file=paper(content), by=cast.actor(who))


def allocated(
    cast: World, version: ReportVersion, held: EnergyCertificate, mwh: str = "100", **fields: Any
) -> CertificateAllocation:
    """Part of a certificate for the electricity of a draft."""
    text = {
        "stream_code": "electricity", "volume_mwh": Decimal(mwh), "retirement_reference": "CANCEL-1",
        "retired_date": date(2021, 1, 15),
    }  # fmt: skip
    who = "reporter" if held.enterprise_id == cast.enterprise.pk else "second_reporter"
    return allocate_certificate(
        version=version, certificate=held, text=AllocationText(**{**text, **fields}), by=cast.actor(who)
    )
