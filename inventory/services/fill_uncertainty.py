"""Fill in the uncertainty of what was computed before it was kept: assess the lines, then post their spreads anew.

A version that counts is taken out and posted again in one transaction: its cells come out as they were, its spreads
as they are known now. Releases keep the postings they name, and so what they say.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction

from inventory.models import Posting
from inventory.services.converge_version import converge_version
from mrv.core.actor import Actor
from reporting.services.assess_version import NotAssessable, assess_version, versions_to_assess


class Filled(NamedTuple):
    """What became of one version: lines assessed, or why it could not be."""

    version_id: int
    lines: int
    is_posted: bool
    refusal: str = ""


def fill_uncertainty(*, by: Actor) -> Iterator[Filled]:
    """Every version that needs it, each in a transaction of its own; broken off, it goes on where it stopped."""
    if not by.is_system:
        by.require("inventory:compile")
    for version_id in versions_to_assess():
        try:
            with transaction.atomic():
                lines = assess_version(version_id=version_id, by=by)
                is_posted = Posting.objects.filter(version_id=version_id, reversed_at__isnull=True).exists()
                if lines and is_posted:
                    converge_version(version_id=version_id, by=by, is_again=True)
        except NotAssessable as refused:
            yield Filled(version_id, 0, is_posted=False, refusal=str(refused))
        else:
            yield Filled(version_id, lines, is_posted)
