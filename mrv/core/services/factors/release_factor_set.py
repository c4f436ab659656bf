"""Release a proposed set: by a second person, and in place of the version before."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor, system_actor
from mrv.core.models import FactorSet
from mrv.core.services.transition import StaleState, step_of, transition
from mrv.core.states import FACTOR_SET


class SamePerson(PermissionDenied):
    """Who proposed a set does not release or reject it."""


@transaction.atomic
def release_factor_set(
    *, factor_set: FactorSet, by: Actor, at: datetime | None = None, content_hash: str | None = None
) -> FactorSet:
    """Put the set into force and supersede the version it replaces; nothing computed before changes.

    SamePerson for the proposer; StaleState when ``content_hash`` is not what was proposed; IllegalTransition unless
    it is proposed.
    """
    by.require("factor:release")
    at = at or timezone.now()
    in_force = FactorSet.objects.select_for_update().filter(code=factor_set.code, state="released").first()
    proposed = FactorSet.objects.select_for_update(of=("self",)).get(pk=factor_set.pk)
    step_of(FACTOR_SET, "release", proposed.state)
    require_second_person(proposed, by)
    if content_hash is not None and content_hash != proposed.content_hash:
        raise StaleState(_("The proposal was changed after you looked at it. Look again, then release it."))
    if in_force is not None:
        transition(in_force, "supersede", table=FACTOR_SET, by=system_actor("factors"), at=at, reason=str(proposed))
    return transition(
        proposed, "release", table=FACTOR_SET, by=by, at=at,
        changes={"released_at": at, "released_by_id": by.person_id},
        payload={"content_hash": proposed.content_hash, "supersedes": in_force.pk if in_force else None},
    )  # fmt: skip


def require_second_person(factor_set: FactorSet, by: Actor) -> None:
    """SamePerson if ``by`` proposed the set, or is nobody in particular."""
    if by.person_id is None or by.person_id == factor_set.proposed_by_id:
        raise SamePerson(_("A second steward decides about a proposal; you put this one forward yourself."))
