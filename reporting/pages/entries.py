"""Declared rows as inputs: amount, unit, source, evidence and remark; what was typed last and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.accounting.rules.conditions import BASES, COMPONENTS, asks_conditions
from mrv.portal.components import Problem as Listed
from reporting.intake.problems import Problem
from reporting.intake.rows import ActivityRow
from reporting.intake.rules import StreamRule
from reporting.pages.reasons import reason
from reporting.selectors.declared import RowKey, Rows

FIELDS = ("quantity", "unit", "data_source", "evidence_ref", "remark")
#: Asked for where the standard takes a content in one state only.
CONDITIONS = ("basis", "component")
LIMITS = {
    "basis": 16,
    "component": 16,
    "quantity": 64,
    "unit": 24,
    "data_source": 120,
    "evidence_ref": 120,
    "remark": 500,
}
Posted = Mapping[str, str]


@dataclass(frozen=True)
class Place:
    """Where a row belongs on a page: its stream and key, its words, and what its form names begin with."""

    rule: StreamRule
    key: RowKey
    label: str
    prefix: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The inputs of the row."""
        return (*FIELDS, *CONDITIONS) if asks_conditions(self.rule.method, self.key.parameter) else FIELDS

    def name(self, column: str) -> str:
        """The form name of an input."""
        return f"{self.prefix}{self.key.parameter}.{self.key.month}.{column}"


@dataclass(frozen=True)
class Entry:
    """One input of a row."""

    name: str
    column: str
    value: str
    limit: int
    error: str = ""
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class EntryRow:
    """One declared row as inputs."""

    label: str
    hint: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Refused:
    """What was typed and why it was not stored."""

    posted: Posted = field(default_factory=dict)
    problems: Mapping[RowKey, Sequence[Problem]] = field(default_factory=dict)


def columns(places: Sequence[Place]) -> list[tuple[str, str]]:
    """Column keys with their words."""
    words = {
        "quantity": _("Amount"),
        "unit": _("Unit"),
        "data_source": _("Data source"),
        "evidence_ref": _("Evidence"),
        "remark": _("Remark"),
        "basis": _("Basis"),
        "component": _("Analyzed component"),
    }
    shown = places[0].columns if places else FIELDS
    return [(name, words[name]) for name in shown]


def choices_of(column: str) -> list[tuple[str, str]]:
    """What may be chosen in a column; nothing where text is typed."""
    language = get_language() or "en"
    if column == "basis":
        return [("", "—"), *((code, words.to(language)) for code, (words, *_more) in BASES.items())]
    if column == "component":
        return [("", "—"), *((code, words.to(language)) for code, (words, _kind) in COMPONENTS.items())]
    return []


def entry_rows(places: Sequence[Place], rows: Rows, refused: Refused) -> list[EntryRow]:
    """The rows of a page as inputs."""
    return [
        EntryRow(place.label, place.rule.code if place.prefix else "", list(_entries(place, rows, refused)))
        for place in places
    ]


def _entries(place: Place, rows: Rows, refused: Refused) -> Iterator[Entry]:
    row = rows.get(place.key)
    found = refused.problems.get(place.key, ())
    for column in place.columns:
        name = place.name(column)
        stored = str(getattr(row, column) or "") if row else ""
        value = refused.posted.get(name, stored) if found else stored
        if column == "unit" and not value:
            value = place.rule.expected_unit(place.key.parameter)
        error = " ".join(reason(one) for one in found if _belongs(one, column))
        yield Entry(name, column, value, LIMITS[column], error, choices_of(column))


def _belongs(problem: Problem, column: str) -> bool:
    """A problem stands in its own column; one of the whole row beside the amount."""
    return problem.column == column or (column == "quantity" and problem.column not in (*FIELDS, *CONDITIONS))


def posted_rows(places: Sequence[Place], posted: Posted, rows: Rows) -> dict[RowKey, ActivityRow | None]:
    """The rows of a page that differ from what is stored; a blank amount removes the row."""
    changes: dict[RowKey, ActivityRow | None] = {}
    for place in places:
        if place.name("quantity") not in posted:
            continue
        new = _posted_row(place, posted)
        if new != rows.get(place.key):
            changes[place.key] = new
    return changes


def _posted_row(place: Place, posted: Posted) -> ActivityRow | None:
    values = {column: posted.get(place.name(column), "").strip() for column in place.columns}
    if not values["quantity"]:
        return None
    values["data_source"] = values["data_source"] or posted.get("every.data_source", "").strip()
    values["evidence_ref"] = values["evidence_ref"] or posted.get("every.evidence_ref", "").strip()
    key = place.key
    return ActivityRow(source_stream=key.stream, parameter=key.parameter, month=key.month or None, **values)


def listed_problems(shown: Sequence[EntryRow]) -> list[Listed]:
    """The error summary of the page."""
    return [
        Listed(f"{row.label}: {entry.error}", f"#entry-{entry.name}")
        for row in shown
        for entry in row.entries
        if entry.error
    ]
