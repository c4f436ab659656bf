"""A registry takes over a record. Doing it twice is the same as once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from inventory.registry.models import Acknowledgement, VerifiedEmission
from mrv.core.actor import Actor
from mrv.core.services.record import record


@transaction.atomic
def acknowledge(
    *, verified: VerifiedEmission, reference: str, by: Actor, at: datetime | None = None
) -> tuple[Acknowledgement, bool]:
    """The acknowledgement of the client's registry, and whether it is new."""
    (registry_id,) = by.registry_ids
    found, is_new = Acknowledgement.objects.get_or_create(
        verified_emission=verified,
        registry_id=registry_id,
        defaults={"reference": reference, "acknowledged_at": at or timezone.now(), "acknowledged_by": by.label},
    )
    if is_new:
        record("registry:verified_emission:acknowledged", about=verified, by=by, payload={"reference": reference})
    return found, is_new
