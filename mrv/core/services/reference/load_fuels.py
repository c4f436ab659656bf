"""Fuels, carriers and materials of ``fixtures/fuels.csv``."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import Fuel
from mrv.core.services.record import record
from mrv.reference import load_fuels as read_fuels


@transaction.atomic
def load_fuels(*, by: Actor, at: datetime) -> int:
    """Create or correct the fuels; answers how many are new."""
    before = Fuel.objects.count()
    fuels = Fuel.objects.bulk_create(
        [
            Fuel(
                code=fact.code,
                kind=fact.kind,
                unit=fact.unit,
                name_zh=fact.name_zh,
                name_en=fact.name_en,
                aliases=list(fact.aliases),
            )
            for fact in read_fuels()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "unit", "name_zh", "name_en", "aliases"],
    )
    new = Fuel.objects.count() - before
    if new:
        record("core:fuel:load", about=fuels[0], by=by, at=at, payload={"new": new})
    return new
