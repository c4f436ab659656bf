"""A registry posts back how many allowances were surrendered against a record."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from inventory.registry.models import Surrender, VerifiedEmission
from mrv.core.actor import Actor
from mrv.core.services.record import record


@transaction.atomic
def post_surrender(
    *, verified: VerifiedEmission, quantity_t: Decimal, reference: str, by: Actor, at: datetime | None = None
) -> tuple[Surrender, bool]:
    """The posting and whether it is new: the same reference of the same registry counts once."""
    (registry_id,) = by.registry_ids
    posted, is_new = Surrender.objects.get_or_create(
        registry_id=registry_id,
        reference=reference,
        defaults={
            "verified_emission": verified,
            "quantity_t": quantity_t,
            "posted_at": at or timezone.now(),
            "posted_by": by.label,
        },
    )
    if is_new:
        details = {"reference": reference, "quantity_t": str(quantity_t)}
        record("registry:verified_emission:surrendered", about=verified, by=by, payload=details)
    return posted, is_new
