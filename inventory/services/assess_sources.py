"""Assess the uncertainty of area sources recorded before it was kept, and post their spreads anew.

A source is computed again from what it declared, with the factor sets of its time; only if every figure of the stored
result comes out again is it assessed, beside its row. Cells come out as they were; releases keep the postings they name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inventory.models import AreaAssessment, AreaSource, Posting, Recalculation
from inventory.recalculation.area_sources import Again, compute_sources, stored_digest
from inventory.recalculation.choosing import Choosing
from inventory.selectors.unassessed import unassessed_sources
from inventory.services.post_area_sources import post_area_sources
from inventory.services.queue_area_writers import queue_area_writers
from inventory.states import FactorChoice
from mrv.core.actor import Actor
from mrv.core.sentences import in_both, sentence
from mrv.core.services.record import record
from reporting.calculation.uncertainty import store_profiles

_NOT_AS_STORED = _(
    "Area source %(source)s does not come out as stored by this engine. Record it again to know its uncertainty."
)
RELATED = ("district", "sector", "jurisdiction__parent__parent")


@dataclass
class Assessment:
    """How many were assessed, and why the others could not be, in both languages."""

    count: int = 0
    refusals: list[dict[str, str]] = field(default_factory=list)


def assess_sources(*, source_ids: Sequence[int], by: Actor, at: datetime | None = None) -> Assessment:
    """Assess those of the sources that still need it, city by city, each city in a transaction of its own."""
    at, outcome = at or timezone.now(), Assessment()
    places = AreaSource.objects.filter(pk__in=source_ids).order_by("jurisdiction_id")
    for jurisdiction_id in places.values_list("jurisdiction_id", flat=True).distinct():
        with transaction.atomic():
            queue_area_writers(jurisdiction_id=jurisdiction_id)
            _assess(list(source_ids), jurisdiction_id, (by, at), outcome)
    return outcome


def _assess(source_ids: list[int], jurisdiction_id: int, act: tuple[Actor, datetime], outcome: Assessment) -> None:
    needed = unassessed_sources().filter(pk__in=source_ids, jurisdiction_id=jurisdiction_id)
    sources = list(needed.select_related(*RELATED))
    choosing = Choosing(Recalculation(sets=FactorChoice.PINNED.value))
    again = compute_sources(sources, choosing, replaces=False)
    sound = [source for source in sources if _comes_out(source, again[source.pk], outcome)]
    if not sound:
        return
    by, at = act
    for found in again.values():
        store_profiles(found.profiles)
    AreaAssessment.objects.bulk_create([_row(source, again[source.pk].uncertainty, act) for source in sound])
    keys = [source.pk for source in sound]
    posted = set(
        Posting.objects.filter(area_source_id__in=keys, reversed_at__isnull=True).values_list(
            "area_source_id", flat=True
        )
    )
    standing = [source for source in sound if source.pk in posted]
    post_area_sources(sources=standing, instead_of=[one.pk for one in standing], by=by, at=at)
    record("inventory:area_source:assess", about=sound[0], by=by, at=at, payload={"sources": len(sound)})
    outcome.count += len(sound)


def _comes_out(source: AreaSource, again: Again, outcome: Assessment) -> bool:
    if again.problems:
        why = again.problems[0]
        named = in_both(sentence(_("Area source %(source)s:"), source=source))
        outcome.refusals.append({"en": f"{named['en']} {why.en}", "zh": f"{named['zh']}{why.zh}"})
    elif stored_digest(source, again.columns) != again.digest():
        outcome.refusals.append(in_both(sentence(_NOT_AS_STORED, source=source)))
    else:
        return True
    return False


def _row(source: AreaSource, uncertainty: dict[str, Any], act: tuple[Actor, datetime]) -> AreaAssessment:
    by, at = act
    return AreaAssessment(
        source=source,
        percent=uncertainty.get("uncertainty_percent"),
        profile=uncertainty.get("uncertainty_profile", ""),
        assessed_at=at,
        assessed_by=by.label,
    )
