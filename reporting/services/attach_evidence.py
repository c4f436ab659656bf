"""Keep a file as evidence of a report: stored as it came, identified by its SHA-256, recorded in the ledger.

Evidence belongs to the report, so corrected versions keep it. It can be added while the enterprise has the turn
(draft, findings to answer, returned). What a report was submitted with stays, and the database sees to it.
"""

from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.intake.texts import offending
from reporting.models import EmissionsReport, Evidence
from reporting.services.access import require_own
from reporting.states import ENTERPRISE, REPORT_VERSION

MAX_BYTES = 20 * 1024 * 1024
SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".xlsx", ".xls", ".csv", ".docx", ".doc", ".zip", ".txt")
LONGEST_NAME, LONGEST_REFERENCE = 200, 120


@transaction.atomic
def attach_evidence(
    *, report: EmissionsReport, file: "File[bytes]", reference: str, by: Actor, at: datetime | None = None
) -> Evidence:
    """Store the file under a reference. ValidationError says which of file and reference is wrong, and why."""
    require_own(by, "report:edit", report.facility)
    require_turn(report)
    name = PurePosixPath((file.name or "").replace("\\", "/")).name[-LONGEST_NAME:]
    check_file(file, name)
    reference = _reference(report, reference.strip() or name)
    made = Evidence.objects.create(
        report=report,
        reference=reference,
        file=file,
        original_name=name,
        sha256=digest_of(file),
        size_bytes=file.size or 0,
        uploaded_by_id=by.person_id,
    )
    record(
        "reporting:evidence:attach", about=made, by=by, at=at or timezone.now(),
        organization_id=report.facility.enterprise_id,
        payload={"report": report.pk, "reference": reference, "sha256": made.sha256, "name": name},
    )  # fmt: skip
    return made


def require_turn(report: EmissionsReport) -> None:
    """ValidationError unless it is the enterprise's turn."""
    if REPORT_VERSION.state(report.latest_version().state).turn != ENTERPRISE:
        raise ValidationError(_("The report is with others now. Evidence can be added when it is your turn again."))


def digest_of(file: "File[bytes]") -> str:
    """SHA-256 of the content."""
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def check_file(file: "File[bytes]", name: str) -> None:
    """ValidationError unless the file can be kept as evidence."""
    if not file.size:
        raise ValidationError({"file": _("The file is empty. Choose another one.")})
    if file.size > MAX_BYTES:
        size = {"size": round(file.size / 1024 / 1024, 1), "limit": MAX_BYTES // 1024 // 1024}
        raise ValidationError(
            {"file": _("The file has %(size)s MB; at most %(limit)s MB are accepted. Split it.") % size}
        )
    if PurePosixPath(name).suffix.lower() not in SUFFIXES:
        words = {"name": name[-60:], "allowed": ", ".join(SUFFIXES)}
        raise ValidationError({"file": _("%(name)s cannot be kept as evidence. Accepted are %(allowed)s.") % words})
    if offending(name):
        raise ValidationError({"file": _("The name of the file contains characters that cannot be shown. Rename it.")})


def _reference(report: EmissionsReport, reference: str) -> str:
    if len(reference) > LONGEST_REFERENCE or offending(reference) or len(reference.splitlines()) > 1:
        message = _("Write at most %(limit)d characters of plain text, on one line.") % {"limit": LONGEST_REFERENCE}
        raise ValidationError({"reference": message})
    if Evidence.objects.filter(report=report, reference=reference).exists():
        message = _("There is a file with the reference %(reference)s already. Choose another reference.")
        raise ValidationError({"reference": message % {"reference": reference}})
    return reference
