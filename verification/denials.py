"""Keep every refusal: who was turned away from what, and by which rule (catalogue, "Authorization attacks")."""

from django.db import models

from mrv.core.actor import Actor
from mrv.core.services.record import record
from verification.errors import IndependenceRefused


def record_denial(error: Exception, *, about: models.Model, by: Actor) -> None:
    """Write the refusal to the ledger, after the refused act was rolled back."""
    conflicts = error.conflicts if isinstance(error, IndependenceRefused) else ()
    record(
        "verification:access:deny",
        about=about,
        by=by,
        reason=str(error)[:1000],
        payload={"rules": [conflict.rule for conflict in conflicts]},
    )
