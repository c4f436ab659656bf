"""Keep every refusal: who was turned away from what, and by which rule (catalogue, "Authorization attacks")."""

from mrv.core.actor import Actor
from mrv.core.models import Person
from mrv.core.services.record import record
from verification.errors import IndependenceRefused


def record_denial(error: Exception, *, by: Actor) -> None:
    """Write the refusal of a person to the ledger, after the refused act was rolled back."""
    if by.person_id is None:
        return
    person = Person.objects.get(pk=by.person_id)
    conflicts = error.conflicts if isinstance(error, IndependenceRefused) else ()
    record(
        "verification:access:deny",
        about=person,
        by=by,
        reason=str(error)[:1000],
        payload={"rules": [conflict.rule for conflict in conflicts]},
    )
