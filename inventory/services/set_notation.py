"""Say why a sector has no number in a year, or take that back. An explanation is mandatory (GPC 1.1, section 2.2)."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inventory.models import NotationEntry
from inventory.services.note_contradictions import note_contradictions
from inventory.states import NOTATIONS
from mrv.core.actor import Actor
from mrv.core.models import District, Sector
from mrv.core.services.record import record

LONGEST = 4000


@dataclass(frozen=True)
class NotationPlace:
    """Which sector of which system, year and scope is meant."""

    jurisdiction: District
    year: int
    sector: Sector
    scope: int = 1


@transaction.atomic
def set_notation(
    *, place: NotationPlace, key: str, explanation: str, by: Actor, at: datetime | None = None
) -> NotationEntry:
    """Store the key; an earlier one of the same place is replaced, the ledger keeps both. ValidationError by field."""
    by.require("inventory:compile")
    at = at or timezone.now()
    text = explanation.strip()
    _check(place, key, text)
    before = _held(place)
    entry, _is_new = NotationEntry.objects.update_or_create(
        jurisdiction=place.jurisdiction, year=place.year, sector=place.sector, scope=place.scope,
        defaults={"key": key, "explanation": text, "recorded_at": at, "recorded_by": by.label},
    )  # fmt: skip
    payload = {**_named(place), "key": key, "before": before.key if before else None}
    record("inventory:notation:set", about=entry, by=by, at=at, reason=text, payload=payload)
    note_contradictions(jurisdiction_id=place.jurisdiction.pk, year=place.year, by=by, at=at)
    return entry


@transaction.atomic
def drop_notation(*, entry: NotationEntry, by: Actor, at: datetime | None = None) -> None:
    """Take the key away; the ledger keeps what it said."""
    by.require("inventory:compile")
    place = NotationPlace(entry.jurisdiction, entry.year, entry.sector, entry.scope)
    record(
        "inventory:notation:drop", about=entry, by=by, at=at or timezone.now(), reason=entry.explanation,
        payload={**_named(place), "key": entry.key},
    )  # fmt: skip
    entry.delete()


def _held(place: NotationPlace) -> NotationEntry | None:
    return NotationEntry.objects.filter(
        jurisdiction=place.jurisdiction, year=place.year, sector=place.sector, scope=place.scope
    ).first()


def _named(place: NotationPlace) -> dict[str, object]:
    sector = f"{place.sector.system}:{place.sector.code}"
    return {"jurisdiction": place.jurisdiction.code, "year": place.year, "sector": sector, "scope": place.scope}


def _check(place: NotationPlace, key: str, explanation: str) -> None:
    if key not in NOTATIONS:
        message = _("%(key)s is no notation key. Expected one of %(known)s.")
        raise ValidationError({"key": message % {"key": key[:10], "known": ", ".join(NOTATIONS)}})
    if not explanation:
        message = _("Say why there is no number; for IE also where the tonnes are counted.")
        raise ValidationError({"explanation": message})
    if len(explanation) > LONGEST:
        raise ValidationError({"explanation": _("Write at most %(limit)d characters.") % {"limit": LONGEST}})
    if place.scope not in (1, 2, 3):
        raise ValidationError({"scope": _("The scope is 1, 2 or 3.")})
    if not 1990 <= place.year <= 2100:
        raise ValidationError({"year": _("The year lies between 1990 and 2100.")})
