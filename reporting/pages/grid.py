"""The monthly grid: one line per stream and unit, twelve cells; names of cells, what was typed, what is wrong.

A cell is called ``stream id.month``, with the unit in hexadecimal behind it where a row was declared in another
unit than the plan's, so that a name means the same cell however the grid looks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import msgspec
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.portal.components import GridCell, GridRow, MonthGrid
from mrv.portal.components import Problem as Listed
from mrv.portal.figures import group
from reporting.intake.rows import ActivityRow
from reporting.intake.rules import PlanRules, StreamRule
from reporting.pages.subject import Subject
from reporting.selectors.declared import RowKey, Rows

MONTHS = range(1, 13)
LONGEST = 64
# What is certainly an amount; anything else is judged by the intake and adds up to nothing here.
_PLAIN = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,9})?")
_NAME = re.compile(r"([0-9]{1,18})\.([1-9]|1[0-2])(?:\.((?:[0-9a-f]{2}){1,48}))?")


@dataclass(frozen=True)
class Line:
    """One line of the grid: a stream in one unit."""

    stream: StreamRule
    unit: str

    def name(self, month: int) -> str:
        """The form name of a cell."""
        plain = f"{self.stream.id}.{month}"
        return plain if self.unit == self.stream.unit else f"{plain}.{self.unit.encode().hex()}"

    def key(self, month: int) -> RowKey:
        """The declared row behind a cell."""
        return RowKey(self.stream.code, self.stream.activity_parameter, month)

    def stored(self, rows: Rows, month: int) -> str:
        """The stored text of a cell."""
        row = rows.get(self.key(month))
        return row.quantity if row is not None and row.unit == self.unit else ""


@dataclass(frozen=True)
class Typed:
    """What was typed and not stored, by cell name, with why or with what stands there instead."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    warnings: Mapping[str, str] = field(default_factory=dict)


def lines_of(rules: PlanRules, rows: Rows) -> Iterator[Line]:
    """The plan's unit for every stream, then other units its months were declared in."""
    for stream in rules.streams:
        keys = [RowKey(stream.code, stream.activity_parameter, month) for month in MONTHS]
        used = [rows[key].unit for key in keys if key in rows]
        for unit in dict.fromkeys([stream.unit, *used]):
            yield Line(stream, unit)


def month_grid(subject: Subject, rules: PlanRules, rows: Rows, typed: Typed) -> MonthGrid:
    """The grid as a component value."""
    version = subject.version
    return MonthGrid(
        caption=_("Monthly amounts, %(report)s") % {"report": subject.title},
        rows=[_row(line, rows, typed) for line in lines_of(rules, rows)],
        save_href=reverse("reporting:months", args=[subject.report.public_id]),
        version=version.draft_revision if version else 0,
        year=subject.report.compliance_year,
        is_locked=not subject.can_edit,
    )


def _row(line: Line, rows: Rows, typed: Typed) -> GridRow:
    cells = []
    for month in MONTHS:
        name = line.name(month)
        shown = typed.values.get(name, line.stored(rows, month))
        cells.append(GridCell(name, shown, typed.errors.get(name, ""), typed.warnings.get(name, "")))
    stream = line.stream
    total = _total([cell.value for cell in cells])
    return GridRow(stream_label(stream), line.unit, cells, total=total, hint=_hint(line, rows))


def _hint(line: Line, rows: Rows) -> str:
    """The code, and what is declared for the year as a whole."""
    year = rows.get(RowKey(line.stream.code, line.stream.activity_parameter, 0))
    if year is None or year.unit != line.unit:
        return line.stream.code
    return _("%(code)s; year: %(amount)s") % {"code": line.stream.code, "amount": group(Decimal(year.quantity))}


def stream_label(stream: StreamRule) -> str:
    """The name of a stream in the language of the reader; its code if it has none."""
    names = dict(zip(("zh", "en"), stream.names, strict=False))
    return names.get("zh" if (get_language() or "").startswith("zh") else "en") or stream.code


def _total(texts: list[str]) -> str:
    given = [text for text in texts if text]
    if not all(map(_PLAIN.fullmatch, given)):
        return "—"
    return group(sum(map(Decimal, given), Decimal(0))) if given else ""


@dataclass(frozen=True)
class CellChange:
    """One posted cell that differs from what is stored."""

    name: str
    text: str
    key: RowKey
    row: ActivityRow | None


def posted_changes(posted: Mapping[str, str], rules: PlanRules, rows: Rows) -> list[CellChange]:
    """The posted cells whose text is another than the stored one; names that are no cell are ignored."""
    streams = {stream.id: stream for stream in rules.streams}
    found = []
    for name, text in posted.items():
        match = _NAME.fullmatch(name)
        if match is None or int(match[1]) not in streams:
            continue
        stream = streams[int(match[1])]
        unit = bytes.fromhex(match[3]).decode(errors="replace") if match[3] else stream.unit
        line, month = Line(stream, unit), int(match[2])
        new = text.strip()[:LONGEST]
        if new != line.stored(rows, month):
            found.append(CellChange(name, new, line.key(month), _changed(line, rows, month, new)))
    return found


def _changed(line: Line, rows: Rows, month: int, text: str) -> ActivityRow | None:
    if not text:
        return None
    before = rows.get(line.key(month))
    if before is not None:
        return msgspec.structs.replace(before, quantity=text, unit=line.unit)
    stream = line.stream
    return ActivityRow(
        source_stream=stream.code,
        parameter=stream.activity_parameter,
        month=month,
        quantity=text,
        unit=line.unit,
    )


def listed_problems(grid: MonthGrid) -> list[Listed]:
    """The error summary of a grid: every bad cell with its stream, its month and its reason."""
    return [
        Listed(
            _("%(stream)s, month %(month)d: %(reason)s") % {"stream": row.label, "month": month, "reason": cell.error},
            f"#cell-{cell.name}",
        )
        for row in grid.rows
        for month, cell in zip(MONTHS, row.cells, strict=True)
        if cell.error
    ]
