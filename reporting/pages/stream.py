"""One stream in detail: every row with amount, unit, source, evidence and remark; a tab per parameter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.portal.components import Cell, Column, Fact, Row, Tab, Table
from mrv.portal.components import Problem as Listed
from mrv.portal.components.grid import month_names
from reporting.intake.problems import Problem
from reporting.intake.rows import ActivityRow
from reporting.intake.rules import STOCK_PARAMETERS, StreamRule
from reporting.pages.grid import MONTHS
from reporting.pages.parameters import parameter_label
from reporting.pages.reasons import reason
from reporting.pages.subject import Subject
from reporting.selectors.declared import RowKey, Rows
from reporting.selectors.progress import StreamProgress

FIELDS = ("quantity", "unit", "data_source", "evidence_ref", "remark")
LIMITS = {"quantity": 64, "unit": 24, "data_source": 120, "evidence_ref": 120, "remark": 500}
STOCK = "stock"
Posted = Mapping[str, str]


@dataclass(frozen=True)
class Entry:
    """One input of a row."""

    name: str
    column: str
    value: str
    limit: int
    error: str = ""


@dataclass(frozen=True)
class EntryRow:
    """One declared row as inputs."""

    key: RowKey
    label: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Refused:
    """What was typed and why it was not stored."""

    posted: Posted = field(default_factory=dict)
    problems: Mapping[RowKey, Sequence[Problem]] = field(default_factory=dict)


def columns() -> list[tuple[str, str]]:
    """Column keys with their words."""
    words = (_("Amount"), _("Unit"), _("Data source"), _("Evidence"), _("Remark"))
    return list(zip(FIELDS, words, strict=True))


def sections(rule: StreamRule) -> list[str]:
    """The tabs of a stream: its activity, each measured parameter, the stocks."""
    return [rule.activity_parameter, *rule.measured, STOCK]


def section_tabs(subject: Subject, rule: StreamRule, current: str) -> list[Tab]:
    """One tab per section."""
    href = reverse("reporting:stream", args=[subject.report.public_id, rule.code])
    return [
        Tab(_("Stocks") if one == STOCK else parameter_label(rule, one), f"{href}?part={one}", one == current)
        for one in sections(rule)
    ]


def keys_of(rule: StreamRule, section: str) -> list[RowKey]:
    """The rows of a section: the months and the year, or the four stock quantities of the year."""
    if section == STOCK:
        return [RowKey(rule.code, parameter, 0) for parameter in STOCK_PARAMETERS]
    return [RowKey(rule.code, section, month) for month in (*MONTHS, 0)]


def entry_rows(rule: StreamRule, section: str, rows: Rows, refused: Refused) -> list[EntryRow]:
    """The rows of a section as inputs, with what was typed last and what was wrong with it."""
    return [
        EntryRow(key, _row_label(rule, section, key), list(_entries(rule, key, rows.get(key), refused)))
        for key in keys_of(rule, section)
    ]


def _row_label(rule: StreamRule, section: str, key: RowKey) -> str:
    if section == STOCK:
        return parameter_label(rule, key.parameter)
    if key.month:
        return month_names()[key.month - 1]
    return _("Stated total of the year") if section == rule.activity_parameter else _("Whole year")


def _entries(rule: StreamRule, key: RowKey, row: ActivityRow | None, refused: Refused) -> Iterator[Entry]:
    found = refused.problems.get(key, ())
    for column in FIELDS:
        name = entry_name(key, column)
        stored = str(getattr(row, column) or "") if row else ""
        value = refused.posted.get(name, stored) if found else stored
        if column == "unit" and not value:
            value = rule.expected_unit(key.parameter)
        error = " ".join(reason(one) for one in found if _belongs(one, column))
        yield Entry(name, column, value, LIMITS[column], error)


def _belongs(problem: Problem, column: str) -> bool:
    """A problem stands in its own column; one of the whole row beside the amount."""
    return problem.column == column or (column == "quantity" and problem.column not in FIELDS)


def entry_name(key: RowKey, column: str) -> str:
    """The form name of an input."""
    return f"{key.parameter}.{key.month}.{column}"


def posted_rows(rule: StreamRule, section: str, posted: Posted, rows: Rows) -> dict[RowKey, ActivityRow | None]:
    """The rows of a section that differ from what is stored; a blank amount removes the row."""
    changes: dict[RowKey, ActivityRow | None] = {}
    for key in keys_of(rule, section):
        if entry_name(key, "quantity") not in posted:
            continue
        new = _posted_row(key, posted)
        if new != rows.get(key):
            changes[key] = new
    return changes


def _posted_row(key: RowKey, posted: Posted) -> ActivityRow | None:
    values = {column: posted.get(entry_name(key, column), "").strip() for column in FIELDS}
    if not values["quantity"]:
        return None
    values["data_source"] = values["data_source"] or posted.get("every.data_source", "").strip()
    values["evidence_ref"] = values["evidence_ref"] or posted.get("every.evidence_ref", "").strip()
    return ActivityRow(source_stream=key.stream, parameter=key.parameter, month=key.month or None, **values)


def listed_problems(shown: Sequence[EntryRow]) -> list[Listed]:
    """The error summary of the page."""
    return [
        Listed(f"{row.label}: {entry.error}", f"#entry-{entry.name}")
        for row in shown
        for entry in row.entries
        if entry.error
    ]


def stream_facts(rule: StreamRule, method_title: str, citation: str) -> list[Fact]:
    """What the plan says about the stream."""
    return [
        Fact(_("Code"), rule.code, "code"),
        Fact(_("Method"), method_title, hint=citation),
        Fact(_("Unit of the plan"), rule.unit),
    ]


def stream_table(subject: Subject, streams: Sequence[StreamProgress]) -> Table:
    """All streams with what is declared so far."""
    heads = [
        Column(_("Source stream"), is_wide=True),
        Column(_("State"), "state"),
        Column(_("Months"), "number"),
        Column(_("Amount of the year"), is_wide=True),
        Column(_("Rows without source"), "number"),
    ]
    at = subject.report.public_id
    rows = [
        Row(
            [
                Cell(
                    one.stream.name, hint=one.stream.code, href=reverse("reporting:stream", args=[at, one.stream.code])
                ),
                Cell("", state=one.state),
                one.months,
                " + ".join(f"{amount.normalize():f} {unit}" for unit, amount in one.amounts.items()),
                one.rows - one.sourced,
            ]
        )
        for one in streams
    ]
    return Table(_("Source streams"), heads, rows, empty_title=_("The monitoring plan has no source stream"))
