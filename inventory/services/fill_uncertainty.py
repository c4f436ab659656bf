"""Fill in the uncertainty of what was computed before it was kept: assess, then post the spreads anew.

A version that counts is taken out and posted again in one transaction: its cells come out as they were, its spreads
as they are known now. Releases keep the postings they name, and so what they say. What was assessed is left alone, so
a part that was broken off is simply done again.
"""

from collections.abc import Callable, Sequence

from django.db import transaction

from inventory.models import Posting
from inventory.services.assess_sources import assess_sources
from inventory.services.converge_version import converge_version
from mrv.core.actor import Actor
from mrv.core.sentences import in_both
from reporting.services.assess_version import NotAssessable, assess_version

Tell = Callable[[int, int], None]


def fill_uncertainty(
    *, version_ids: Sequence[int], source_ids: Sequence[int], by: Actor, tell: Tell | None = None
) -> list[dict[str, str]]:
    """Why some cannot be assessed, in both languages. Every version is a transaction of its own, and so are the sources of a city.

    ``tell`` hears how many of how many are done.
    """
    if not by.is_system:
        by.require("inventory:compile")
    total, refusals = len(version_ids) + len(source_ids), list[dict[str, str]]()
    for done, version_id in enumerate(version_ids, 1):
        try:
            _fill(version_id, by)
        except NotAssessable as refused:
            refusals.append(in_both(refused.reason))
        if tell is not None:
            tell(done, total)
    if source_ids:
        refusals += assess_sources(source_ids=source_ids, by=by).refusals
    return refusals


@transaction.atomic
def _fill(version_id: int, by: Actor) -> None:
    lines = assess_version(version_id=version_id, by=by)
    is_posted = Posting.objects.filter(version_id=version_id, reversed_at__isnull=True).exists()
    if lines and is_posted:
        converge_version(version_id=version_id, by=by, is_again=True)
