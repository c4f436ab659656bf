"""Take an allocation of a certificate out of a draft; the volume can be allocated again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.models import CertificateAllocation
from reporting.services.access import require_own
from reporting.services.replace_activity import lock_draft, touch_draft


@transaction.atomic
def drop_allocation(*, allocation: CertificateAllocation, by: Actor, at: datetime | None = None) -> None:
    """Delete the row; IllegalTransition unless the version is a draft."""
    version = allocation.version
    require_own(by, "report:edit", version.report.facility)
    lock_draft(version)
    record(
        "reporting:certificate:deallocate", about=version, by=by, at=at or timezone.now(),
        organization_id=version.report.facility.enterprise_id,
        payload={
            "number": str(allocation.certificate), "stream": allocation.stream_code,
            "volume_mwh": f"{allocation.volume_mwh:f}",
        },
    )  # fmt: skip
    allocation.delete()
    touch_draft(version)
