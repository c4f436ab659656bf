"""The activity template as a workbook: pre-filled from the plan, with drop-down lists and a hidden _meta sheet."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mrv.accounting.rules.conditions import BASES, COMPONENTS, asks_conditions
from reporting.intake.annotate import OPTIONS
from reporting.intake.headers import META_SHEET, SHEET, TEMPLATE_VERSION, TITLES, bilingual
from reporting.intake.rows import COLUMNS, MAX_ROWS
from reporting.intake.rules import OWN_RESULT, STOCK_PARAMETERS, PlanRules, StreamRule

LISTS = "_lists"
CONDITIONS = ("basis", "component")
SPARE_ROWS = 500
MOST_ROWS = 20_000
WIDTHS = {"facility_code": 16, "source_stream": 24, "remark": 40, "data_source": 24, "evidence_ref": 22}
HELP_ZH = "月份留空表示全年；数量只写数字，小数用点；单位与数量一致。未发生请填 0。"
HELP_EN = "Blank month = whole year; write digits with a point for decimals; 0 if nothing was used."


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A row as it stands in the workbook; quantity and what follows are blank when not declared yet."""

    stream: str
    month: int | None
    parameter: str
    unit: str
    quantity: str = ""
    data_source: str = ""
    evidence_ref: str = ""
    remark: str = ""
    basis: str = ""
    component: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the workbook is for; kept in its _meta sheet and compared on upload."""

    facility_code: str
    year: int
    plan: str = ""
    note: str = ""


def blank_rows(rules: PlanRules) -> Iterator[TemplateRow]:
    """Twelve months of every stream's activity and measured parameters."""
    for stream in rules.streams:
        for parameter in (stream.activity_parameter, *stream.measured, *stream.states):
            for month in range(1, 13):
                yield TemplateRow(stream.code, month, parameter, stream.expected_unit(parameter))


def write_template(rules: PlanRules, facts: Facts, rows: Sequence[TemplateRow] = ()) -> bytes:
    """The workbook; ``rows`` are what is declared already (default: blank rows for the whole plan)."""
    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    sheet = book.add_worksheet(SHEET)
    shown = list(rows) or list(blank_rows(rules))
    columns = (*COLUMNS, *CONDITIONS) if asks(rules) else COLUMNS
    _write_header(book, sheet, columns)
    _write_rows(sheet, facts, shown[:MOST_ROWS], book.add_format({"locked": True, "bg_color": "#F2F2F2"}))
    _write_lists(book, sheet, rules, min(len(shown) + SPARE_ROWS, MAX_ROWS))
    _write_meta(book, facts)
    book.close()
    return out.getvalue()


def asks(rules: PlanRules) -> bool:
    """Whether any row of the plan must say what it refers to."""
    return any(asks_conditions(stream.method, name) for stream in rules.streams for name in stream.measured)


def _write_header(book: Workbook, sheet: Worksheet, columns: Sequence[str]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1, "text_wrap": True})
    for position, column in enumerate(columns):
        sheet.set_column(position, position, WIDTHS.get(column, 12))
        sheet.write_string(0, position, bilingual(column), bold)
    sheet.write_comment(0, COLUMNS.index("quantity"), f"{HELP_ZH}\n{HELP_EN}")
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, 0, len(columns) - 1)


def _write_rows(sheet: Worksheet, facts: Facts, rows: Sequence[TemplateRow], fixed: Format) -> None:
    for number, row in enumerate(rows, 1):
        sheet.write_string(number, 0, facts.facility_code, fixed)
        sheet.write_string(number, 1, row.stream, fixed)
        if row.month is not None:
            sheet.write_number(number, 2, row.month, fixed)
        sheet.write_string(number, 3, row.parameter, fixed)
        if row.quantity:
            _write_quantity(sheet, number, row.quantity)
        for position, text in enumerate(
            (row.unit, row.data_source, row.evidence_ref, row.remark, row.basis, row.component), 5
        ):
            if text:
                sheet.write_string(number, position, text)


def _write_quantity(sheet: Worksheet, number: int, text: str) -> None:
    """As a number where a float keeps every digit, else as text, which is read just as well."""
    value = float(text)
    if repr(value) in (text, f"{text}.0"):
        sheet.write_number(number, 4, value)
    else:
        sheet.write_string(number, 4, text)


def _write_lists(book: Workbook, sheet: Worksheet, rules: PlanRules, last: int) -> None:
    lists = book.add_worksheet(LISTS)
    lists.hide()
    choices = {
        "source_stream": [stream.code for stream in rules.streams],
        "month": [str(month) for month in range(1, 13)],
        "parameter": _parameters(rules.streams),
        "unit": list(dict.fromkeys(unit for stream in rules.streams for unit in _units(stream))),
    }
    if asks(rules):
        choices |= {"basis": list(BASES), "component": list(COMPONENTS)}
    titled = (*COLUMNS, *CONDITIONS)
    for position, (column, values) in enumerate(choices.items()):
        for row, value in enumerate(values):
            lists.write_string(row, position, value)
        letter = chr(ord("A") + position)
        at = titled.index(column)
        source = f"={LISTS}!${letter}$1:${letter}${max(len(values), 1)}"
        title = TITLES[column]
        sheet.data_validation(
            1, at, last, at,
            {"validate": "list", "source": source, "ignore_blank": True, "error_type": "warning",
             "error_title": f"{title[1]} / {title[0]}", "error_message": "请从列表中选择 / Choose from the list"},
        )  # fmt: skip


def _parameters(streams: Sequence[StreamRule]) -> list[str]:
    used = (name for stream in streams for name in (stream.activity_parameter, *stream.measured, *stream.states))
    return list(dict.fromkeys((*used, *STOCK_PARAMETERS, OWN_RESULT)))


def _units(stream: StreamRule) -> list[str]:
    return [
        stream.expected_unit(parameter) for parameter in (stream.activity_parameter, *stream.measured, *stream.states)
    ]


def _write_meta(book: Workbook, facts: Facts) -> None:
    meta = book.add_worksheet(META_SHEET)
    meta.hide()
    pairs = {
        "template_version": TEMPLATE_VERSION,
        "facility_code": facts.facility_code,
        "year": str(facts.year),
        "plan": facts.plan,
        "note": facts.note,
    }
    for row, (name, value) in enumerate(pairs.items()):
        meta.write_string(row, 0, name)
        meta.write_string(row, 1, value)
