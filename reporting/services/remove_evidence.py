"""Remove a file of evidence that was added by mistake: only while nothing was submitted since it was added."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.models import Evidence
from reporting.services.access import require_own
from reporting.services.attach_evidence import require_turn


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Actor, at: datetime | None = None) -> None:
    """Remove the record and its file. ValidationError if a submitted version may rest on it."""
    report = evidence.report
    require_own(by, "report:edit", report.facility)
    require_turn(report)
    if report.versions.filter(submitted_at__gt=evidence.uploaded_at).exists():
        raise ValidationError(_("A version was submitted with this file. It stays with the report."))
    record(
        "reporting:evidence:remove", about=evidence, by=by, at=at or timezone.now(),
        organization_id=report.facility.enterprise_id,
        payload={"report": report.pk, "reference": evidence.reference, "sha256": evidence.sha256},
    )  # fmt: skip
    file = evidence.file
    evidence.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name), robust=True)
