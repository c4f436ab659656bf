"""A notation key beside a number, in words: what contradicts what, and what the officer of the city does next."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.models import AreaSource
from inventory.pages.question import Question
from inventory.selectors.contradictions import (
    DROP,
    SET,
    STAND_AGAIN,
    SUPERSEDE,
    Contradiction,
    contradictions_of,
    history_of,
)
from inventory.selectors.notation import SCOPES
from inventory.selectors.sums import live_source
from mrv.core.models import AuditEvent
from mrv.portal.components import Cell, Column, Row, Table
from mrv.words.records import doer_text

ADVICE: Mapping[str, str | Promise] = {
    "NO": gettext_lazy(
        "The key says that the activity does not take place. Check who reports it; if the number is right, take the "
        "key away, else have the report or area source corrected."
    ),
    "NE": gettext_lazy(
        "The key says that nothing was estimated. If the number covers the whole sector, take the key away; if it "
        "covers a part, say in the explanation which part is missing."
    ),
    "IE": gettext_lazy(
        "The key says that the tonnes are counted elsewhere, so they may count twice. Find them in the category the "
        "explanation names, then take the key or the number away."
    ),
    "C": gettext_lazy(
        "The key says that the number is confidential, yet it is counted and shown. Before the release choose the "
        "smallest group so that it is hidden, or take the key away."
    ),
}
EVENTS: Mapping[str, str | Promise] = {
    SET: gettext_lazy("The key was recorded"),
    SUPERSEDE: gettext_lazy("A number came to stand beside the key"),
    STAND_AGAIN: gettext_lazy("The number is gone, the key holds again"),
    DROP: gettext_lazy("The key was taken away"),
}


def contradictions(question: Question) -> list[Contradiction]:
    """Those of the live cells the reader may see; none for a reader of released figures."""
    if not question.is_official or question.release is not None:
        return []
    return contradictions_of(live_source(question.jurisdiction, [question.year], question.actor), question.year)


def contradiction_table(found: list[Contradiction]) -> Table:
    """Key, number, what to do."""
    columns = [
        Column(_("Notation key")), Column(_("Sector"), is_wide=True), Column(_("Scope"), "code"),
        Column(_("Counted, tCO₂e"), "number", places=2), Column(_("Since"), "datetime"),
        Column(_("What to do next"), is_wide=True),
    ]  # fmt: skip
    return Table(_("Notation keys that a number contradicts"), columns, [_row(one) for one in found])


def _row(one: Contradiction) -> Row:
    place = Cell(one.place, href=_subject_href(one), hint=one.explanation)
    advice = str(ADVICE[one.key])
    return Row([Cell(None, notation=one.key), place, str(one.scope), one.amount_tco2e, one.since, advice])


def _subject_href(one: Contradiction) -> str:
    if isinstance(one.subject, AreaSource):
        return reverse("inventory:area_source", args=[one.subject.public_id])
    return ""


def of_cell(question: Question) -> dict[str, Any]:
    """For the page of a cell: the keys its number contradicts, and everything ever recorded about its key."""
    asked = question.request
    number = SCOPES.get(asked.scope)
    if not question.is_official or not asked.sector or number is None:
        return {}
    here = [one for one in contradictions(question) if _is_at(one, question, number)]
    events = history_of(
        question.jurisdiction, question.year, system=asked.view.value, sector=asked.sector, scope=number
    )
    return {"contradicted": [(one, ADVICE[one.key]) for one in here], "key_history": _history(events)}


def _is_at(one: Contradiction, question: Question, scope: int) -> bool:
    asked = question.request
    is_sector = (one.sector.system, one.sector.code, one.scope) == (asked.view.value, asked.sector, scope)
    is_district = one.district is None or asked.district in {"", one.district.code}
    return is_sector and is_district


def _history(events: list[AuditEvent]) -> Table | None:
    columns = [
        Column(_("When"), "datetime"), Column(_("Event")), Column(_("Notation key")), Column(_("Number, tCO₂e")),
        Column(_("Explanation"), is_wide=True), Column(_("Recorded by")),
    ]  # fmt: skip
    rows = [
        Row(
            [
                event.occurred_at,
                str(EVENTS[event.action]),
                Cell(None, notation=event.payload["key"]),
                event.payload.get("co2e_t", ""),
                event.reason,
                doer_text(event),
            ]
        )
        for event in events
    ]
    caption = _("The notation key of this cell over time")
    return Table(caption, columns, rows, is_caption_hidden=True) if rows else None
