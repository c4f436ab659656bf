"""A copy of a rejected file with the reasons in a last column, in the kind of file it came as."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mrv.accounting.messages import Text
from mrv.core.formula_escape import safe_cell
from reporting.intake.grid import Grid
from reporting.intake.headers import PROBLEMS_TITLE, SEARCHED_ROWS, SHEET, recognized

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 60


class PlacedProblem(Protocol):
    """What any problem of a file says: its row (None: the whole file), its column, its sentence."""

    @property
    def row(self) -> int | None:
        """Row of the file."""

    @property
    def column(self) -> str:
        """Column by its key."""

    @property
    def text(self) -> Text:
        """The sentence in both languages."""


def annotate(
    kind: str,
    grid: Grid,
    problems: Sequence[PlacedProblem],
    *,
    numbers: Sequence[int] | None = None,
    heading: int | None = None,
) -> bytes:
    """The annotated copy as csv or xlsx; ``numbers`` are the row numbers of the grid (default 1, 2, 3 ...)."""
    places = range(1, len(grid) + 1) if numbers is None else numbers
    reasons = _reasons(problems)
    width = max((len(row) for row in grid), default=0)
    heading = _heading(grid) if heading is None else heading
    if kind == "xlsx":
        return _workbook(grid, places, reasons, (width, heading))
    return _csv(grid, places, reasons, (width, heading))


def _reasons(problems: Sequence[PlacedProblem]) -> dict[int | None, str]:
    found: dict[int | None, list[str]] = defaultdict(list)
    for problem in problems:
        where = f"[{problem.column}] " if problem.column else ""
        found[problem.row].append(f"{where}{problem.text.zh} / {problem.text.en}")
    return {row: " | ".join(texts) for row, texts in found.items()}


def _heading(grid: Grid) -> int:
    return next((index for index, row in enumerate(grid[:SEARCHED_ROWS]) if recognized(row) >= 3), 0)


def _csv(grid: Grid, places: Sequence[int], reasons: Mapping[int | None, str], shape: tuple[int, int]) -> bytes:
    width, heading = shape
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for index, (row, place) in enumerate(zip(grid, places, strict=True)):
        last = f"{PROBLEMS_TITLE} {reasons.get(None, '')}".strip() if index == heading else reasons.get(place, "")
        padded = [*row, *([""] * (width - len(row)))]
        writer.writerow([safe_cell(cell) for cell in (*padded, last)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _workbook(grid: Grid, places: Sequence[int], reasons: Mapping[int | None, str], shape: tuple[int, int]) -> bytes:
    width, heading = shape
    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    sheet = book.add_worksheet(SHEET)
    bold = book.add_format({"bold": True})
    wrong = book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"})
    sheet.set_column(width, width, WIDEST)
    for index, (row, place) in enumerate(zip(grid, places, strict=True)):
        for position, cell in enumerate(row):
            _write(sheet, index, position, cell, bold if index == heading else None)
        last = f"{PROBLEMS_TITLE} {reasons.get(None, '')}".strip() if index == heading else reasons.get(place, "")
        if last:
            sheet.write_string(index, width, last, bold if index == heading else wrong)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: str, style: Format | None) -> None:
    """Numbers that survive a float as numbers, everything else as typed text, never as a formula."""
    try:
        number = float(cell) if cell.isascii() and cell[:1].isdigit() else None
    except ValueError:
        number = None
    if number is not None and cell in (repr(number), f"{number:.0f}") and abs(number) < 1e15:
        sheet.write_number(row, column, number, style)
    elif cell:
        sheet.write_string(row, column, cell, style)
