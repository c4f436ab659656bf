"""The compile page: is the year complete, what would a release change, what would be hidden."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inventory.models import InventoryRelease, NotationEntry
from inventory.pages.comparison import comparison_parts
from inventory.pages.contradictions import contradiction_table, contradictions
from inventory.pages.dashboard import waiting_words
from inventory.pages.question import Question
from inventory.selectors.comparison import compare, stand_now, stand_of_release
from inventory.selectors.composition import cells_digest, cells_of, contributions_of
from inventory.selectors.coverage import coverage_of
from inventory.tables.suppression import hidden_places
from mrv.core.models import District
from mrv.portal.components import Column, KeyNumber, Row, Table

GROUPS = (1, 2, 3, 5)


def compiling(question: Question) -> dict[str, Any]:
    """What a compiler looks at before a release; ``cells_hash`` names what was looked at."""
    place, year = question.jurisdiction, question.year
    cells = cells_of(place.pk, year)
    latest = InventoryRelease.objects.filter(jurisdiction=place, year=year).order_by("-number").first()
    now = stand_now(place.pk, year)
    found = compare(stand_of_release(latest) if latest else [], now)
    before = _("Release %(number)s") % {"number": latest.number} if latest else _("Nothing released")
    return {
        "cells_hash": cells_digest(cells),
        "has_cells": bool(cells),
        "latest": latest,
        "keys": readiness(question),
        "waiting": waiting(question),
        "contradicted": contradiction_table(found_keys) if (found_keys := contradictions(question)) else None,
        "hidden": hidden(place, year),
        **comparison_parts(found, before, _("Live now"), shows_sectors=True, shows_sources=True),
    }


def readiness(question: Question) -> list[KeyNumber]:
    """Coverage, area sources, notation keys."""
    found = coverage_of(question.jurisdiction, question.year, question.actor)
    keyed = NotationEntry.objects.filter(jurisdiction=question.jurisdiction, year=question.year).count()
    words = {"counted": found.counted, "all": found.facilities}
    return [
        KeyNumber(
            _("Coverage"), f"{found.percent} %", kind="text", note=_("%(counted)s of %(all)s facilities") % words
        ),
        KeyNumber(_("Reports not decided yet"), sum(found.waiting.values()), kind="number"),
        KeyNumber(_("Area sources"), found.area_sources, kind="number"),
        KeyNumber(_("Notation keys"), keyed, kind="number"),
    ]


def waiting(question: Question) -> Table:
    """Where the reports are that do not count yet."""
    found = coverage_of(question.jurisdiction, question.year, question.actor)
    rows = [Row([words, number]) for words, number in waiting_words(found)]
    columns = [Column(_("Reports that do not count yet")), Column(pgettext("count", "Number"), kind="number")]
    return Table(_("Reports that do not count yet"), columns, rows, empty_title=_("Every facility counts"))


def hidden(place: District, year: int) -> Table:
    """How much each size of the smallest published group would hide."""
    contributions = contributions_of(place.pk, year)
    all_places = {part.place for part in contributions}
    rows = []
    for size in GROUPS:
        count = len(hidden_places(contributions, min_enterprises=size))
        rows.append(Row([size, count, len(all_places) - count]))
    columns = [
        Column(_("Smallest group, enterprises"), kind="number"),
        Column(_("Places hidden"), kind="number"),
        Column(_("Places shown"), kind="number"),
    ]
    return Table(_("What confidentiality would hide: district × sector × scope"), columns, rows)
