"""Take a file of evidence away while nothing was submitted with it; what a submitted report rests on stays."""

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


def is_removable(evidence: Evidence) -> bool:
    """Whether no version was submitted since the file was added (a trigger holds to the same rule)."""
    return not evidence.report.versions.filter(submitted_at__gte=evidence.uploaded_at).exists()


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Actor, at: datetime | None = None) -> None:
    """Delete record and file. ValidationError when the file belongs to something submitted, or others have the turn."""
    report = evidence.report
    require_own(by, "report:edit", report.facility)
    require_turn(report)
    if not is_removable(evidence):
        raise ValidationError(
            _("A report was submitted with this file, so it stays. Add the right file and refer to that.")
        )
    record(
        "reporting:evidence:remove", about=evidence, by=by, at=at or timezone.now(),
        organization_id=report.facility.enterprise_id,
        payload={"report": report.pk, "reference": evidence.reference, "sha256": evidence.sha256},
    )  # fmt: skip
    stored = evidence.file
    evidence.delete()
    transaction.on_commit(lambda: stored.delete(save=False))
