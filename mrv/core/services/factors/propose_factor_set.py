"""Propose a draft for release: from now on its values are fixed, and its impact is computed in the workers."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import FactorSet
from mrv.core.services.jobs import enqueue
from mrv.core.services.transition import ReasonMissing, transition
from mrv.core.states import FACTOR_SET

# Job of the inventory, by name: what a set would change in reports and cells.
IMPACT = "inventory:factor_impact"


def propose_factor_set(*, factor_set: FactorSet, by: Actor, note: str, at: datetime | None = None) -> FactorSet:
    """Put the draft forward with a note that says what changes and why.

    ReasonMissing without a note; ValidationError for a set without values; IllegalTransition unless it is a draft.
    """
    if not note.strip():
        raise ReasonMissing(_("Write what changes in this version and why, in one or two sentences."))
    at = at or timezone.now()
    with transaction.atomic():
        proposed = transition(
            factor_set, "propose", table=FACTOR_SET, by=by, at=at, reason=note.strip(), guard=_has_values,
            changes={"proposed_at": at, "proposed_by_id": by.person_id},
        )  # fmt: skip
        enqueue(IMPACT, subject_id=proposed.pk, by=by)
    return proposed


def _has_values(factor_set: FactorSet) -> None:
    if not factor_set.factors.exists():
        raise ValidationError(_("The draft holds no value. Import its file first."), code="empty")
