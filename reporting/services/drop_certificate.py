"""Take back a certificate that was entered by mistake; what is allocated anywhere stays."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.models import EnergyCertificate


@transaction.atomic
def drop_certificate(*, certificate: EnergyCertificate, by: Actor, at: datetime | None = None) -> None:
    """Delete it, with the fact kept in the ledger. ValidationError if a report uses it."""
    by.require("report:edit")
    if certificate.enterprise_id not in by.enterprise_ids:
        raise PermissionDenied(_("%(who)s does not act for the enterprise of this certificate.") % {"who": by.name})
    if certificate.allocations.exists():
        raise ValidationError(
            _("A report uses this certificate, so it stays. Take the allocation out of a draft first.")
        )
    record(
        "reporting:certificate:drop", about=certificate, by=by, at=at or timezone.now(),
        organization_id=certificate.enterprise_id,
        payload={"number": str(certificate), "sha256": certificate.sha256},
    )  # fmt: skip
    certificate.delete()
