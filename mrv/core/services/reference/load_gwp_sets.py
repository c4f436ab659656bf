"""GWP sets of ``fixtures/gwp``. A published set never changes: a set that is there already is checked, not edited."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import GwpSet, GwpValue
from mrv.core.services.record import record
from mrv.reference import GwpSetFact
from mrv.reference import load_gwp_sets as read_gwp_sets


class GwpSetDiffersError(ValueError):
    """A stored set and the shipped one of the same code do not hold the same values."""


@transaction.atomic
def load_gwp_sets(*, by: Actor, at: datetime) -> int:
    """Create the sets not yet held; answers how many. Raises GwpSetDiffersError when a held one differs."""
    held = {found.code: found for found in GwpSet.objects.prefetch_related("values")}
    new = 0
    for fact in read_gwp_sets():
        if fact.code in held:
            _require_same(fact, held[fact.code])
            continue
        gwp_set = GwpSet.objects.create(code=fact.code, title=fact.title, source=fact.source)
        GwpValue.objects.bulk_create(
            [GwpValue(gwp_set=gwp_set, gas=value.gas, value=value.value) for value in fact.values]
        )
        record("core:gwp_set:load", about=gwp_set, by=by, at=at, payload={"values": len(fact.values)})
        new += 1
    return new


def _require_same(fact: GwpSetFact, held: GwpSet) -> None:
    stored = {value.gas: value.value for value in held.values.all()}
    shipped = {value.gas: value.value for value in fact.values}
    if stored != shipped:
        gases = sorted(gas for gas in stored.keys() | shipped.keys() if stored.get(gas) != shipped.get(gas))
        raise GwpSetDiffersError(
            f"GWP set {fact.code} in the database differs from the shipped one for {', '.join(gases)}. "
            "A published set is never edited: ship the correction under a new code."
        )
