"""Reject a proposed set, by a second person and with the reason."""

from datetime import datetime

from mrv.core.actor import Actor
from mrv.core.models import FactorSet
from mrv.core.services.factors.release_factor_set import require_second_person
from mrv.core.services.transition import transition
from mrv.core.states import FACTOR_SET


def reject_factor_set(*, factor_set: FactorSet, by: Actor, reason: str, at: datetime | None = None) -> FactorSet:
    """End the proposal; the next import starts a new version.

    SamePerson for the proposer, ReasonMissing without a reason, IllegalTransition unless it is proposed.
    """
    by.require("factor:release")
    return transition(
        factor_set, "reject", table=FACTOR_SET, by=by, at=at, reason=reason.strip(),
        guard=lambda proposed: require_second_person(proposed, by),
    )  # fmt: skip
