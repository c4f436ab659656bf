"""Keep in the ledger when a number comes to stand beside a notation key, and when the key holds again.

Called by whatever changes cells or keys, in its transaction. The ledger itself is the memory: a key is noted once,
by its last event, so calling again changes nothing.
"""

from datetime import datetime

from inventory.selectors.contradictions import (
    STAND_AGAIN,
    SUPERSEDE,
    Contradiction,
    Subject,
    contradictions_of,
    has_keys,
    keyed_subjects,
    name_of,
    noted,
)
from inventory.selectors.sums import Source
from mrv.core.actor import Actor
from mrv.core.exports.table import plain
from mrv.core.models import District
from mrv.core.services.record import record


def note_contradictions(*, jurisdiction_id: int, year: int, by: Actor, at: datetime) -> None:
    """One event for each key that became contradicted, or stopped being so, since it was last noted."""
    if not has_keys(jurisdiction_id, year):
        return
    place = District.objects.get(pk=jurisdiction_id)
    standing = contradictions_of(Source(jurisdiction_id, (year,), conceal=False), year)
    for one in standing:
        if one.since is None:
            record(
                SUPERSEDE, about=one.subject, by=by, at=at, reason=one.explanation, payload=_payload(place, year, one)
            )
    contradicted = {name_of(one.subject) for one in standing}
    subjects = {name_of(one): one for one in keyed_subjects(jurisdiction_id, year)}
    for name in noted(subjects.values()).keys() - contradicted:
        subject = subjects[name]
        payload = {**_place_of(place, year, subject), "key": _key_of(subject)}
        record(STAND_AGAIN, about=subject, by=by, at=at, reason=subject.explanation, payload=payload)


def _payload(place: District, year: int, one: Contradiction) -> dict[str, object]:
    number = {"co2e_t": plain(one.amount_tco2e), "line_count": one.line_count}
    return {**_place_of(place, year, one.subject), "key": one.key, **number}


def _place_of(place: District, year: int, subject: Subject) -> dict[str, object]:
    sector = f"{subject.sector.system}:{subject.sector.code}"
    return {"jurisdiction": place.code, "year": year, "sector": sector, "scope": subject.scope}


def _key_of(subject: Subject) -> str:
    return getattr(subject, "key", "") or getattr(subject, "notation_key", "")
