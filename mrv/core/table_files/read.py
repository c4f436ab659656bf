"""A file becomes rows by column: csv (UTF-8 or GB18030, any usual delimiter) or xlsx, kind by content."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from mrv.core.table_files.kinds import ENCRYPTED, foreign_kind
from mrv.core.table_files.layout import Layout
from mrv.core.table_files.problems import FileProblem, problem
from mrv.core.workbooks.read import read_workbook

MAX_BYTES = 10 * 2**20
SEARCHED_ROWS = 20
Grid = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row: its number in the file, its cells by column, and the cells as they were by title."""

    number: int
    cells: dict[str, str]
    raw: dict[str, str]


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a file holds, or why it cannot be read; ``grid`` is all of it with its row numbers, ``header`` its place."""

    rows: list[FileRow] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    kind: str = ""
    grid: Grid = ()
    numbers: Sequence[int] = ()
    header: int = 0


class _Unreadable(Exception):
    def __init__(self, found: FileProblem) -> None:
        super().__init__(found.code)
        self.found = found


def read_table(data: bytes, layout: Layout) -> TableFile:
    """The rows of the file; its problems are those of the file itself and of misshapen rows."""
    try:
        kind, grid, numbers = _grid(data, layout)
    except _Unreadable as refusal:
        return TableFile(problems=[refusal.found])
    try:
        start, columns = _header(grid, layout)
        rows, problems = _rows(grid, numbers, (start, columns), layout.max_rows)
    except _Unreadable as refusal:
        return TableFile([], [refusal.found], kind, grid, numbers)
    return TableFile(rows, problems, kind, grid, numbers, start)


def _grid(data: bytes, layout: Layout) -> tuple[str, Grid, Sequence[int]]:
    if not data.strip():
        raise _Unreadable(problem("file_empty"))
    if len(data) > MAX_BYTES:
        raise _Unreadable(problem("file_too_large", size=f"{len(data) / 2**20:.1f}", limit=MAX_BYTES >> 20))
    kind = foreign_kind(data)
    if kind:
        raise _Unreadable(problem("file_encrypted") if kind == ENCRYPTED else problem("file_kind", found=kind))
    if not data.startswith(b"PK"):
        return ("csv", *_csv(_text(data), layout))
    answer = read_workbook(data, *layout.sheets)
    if answer.refused:
        raise _Unreadable(problem("file_workbook", reason=answer.words().get("reason", answer.refused)))
    return "xlsx", answer.rows, range(1, len(answer.rows) + 1)


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _Unreadable(problem("file_encoding"))


def _csv(text: str, layout: Layout) -> tuple[Grid, Sequence[int]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    heads = [line for line in lines.split("\n", SEARCHED_ROWS)[:SEARCHED_ROWS] if line]
    mark = max(",;\t", key=lambda mark: max((layout.recognized(line.split(mark)) for line in heads), default=0))
    reader = csv.reader(io.StringIO(lines, newline="\n"), delimiter=mark, strict=True)
    rows: list[list[str]] = []
    numbers: list[int] = []
    before = 0
    try:
        for row in reader:
            rows.append(row)
            numbers.append(before + 1)
            before = reader.line_num
    except csv.Error:
        raise _Unreadable(problem("file_csv", line=reader.line_num)) from None
    return rows, numbers


def _rows(
    grid: Grid, numbers: Sequence[int], head: tuple[int, list[str]], max_rows: int
) -> tuple[list[FileRow], list[FileProblem]]:
    start, columns = head
    titles = [cell.strip() for cell in grid[start]]
    body = [(number, row) for number, row in zip(numbers[start + 1 :], grid[start + 1 :], strict=True) if any(row)]
    if not body:
        raise _Unreadable(problem("file_no_rows"))
    if len(body) > max_rows:
        raise _Unreadable(problem("file_too_many_rows", count=len(body), limit=max_rows))
    rows: list[FileRow] = []
    problems: list[FileProblem] = []
    for number, row in body:
        if len(row) < len(columns) or any(row[len(columns) :]):
            problems.append(problem("row_length", "", number, count=len(row), expected=len(columns)))
            continue
        cells = {column: text.strip() for column, text in zip(columns, row, strict=False) if column}
        raw = {title: text for title, text in zip(titles, row, strict=False) if title and text}
        rows.append(FileRow(number, cells, raw))
    return rows, problems


def _header(grid: Grid, layout: Layout) -> tuple[int, list[str]]:
    """Where the header stands and the column of each of its cells."""
    for place, cells in enumerate(grid[:SEARCHED_ROWS]):
        columns = [layout.column_of(cell) for cell in cells]
        if set(layout.required) <= set(columns):
            return place, [_known(column, cell, columns, layout) for column, cell in zip(columns, cells, strict=True)]
    expected, known = layout.named(layout.required), layout.named(layout.columns)
    raise _Unreadable(problem("file_header", expected=expected, known=known))


def _known(column: str | None, cell: str, columns: list[str | None], layout: Layout) -> str:
    if column is None:
        raise _Unreadable(problem("file_column", title=cell.strip()[:40], known=layout.named(layout.columns)))
    if column and columns.count(column) > 1:
        raise _Unreadable(problem("file_column_twice", title=cell.strip()[:40]))
    return column
