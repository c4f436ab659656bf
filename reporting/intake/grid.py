"""A grid of cells (csv or worksheet) becomes columns: header found, blank rows skipped, rows numbered as in the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from reporting.intake.headers import Header, find_header, recognized
from reporting.intake.problems import Problem, problem
from reporting.intake.rows import COLUMNS, MAX_ROWS, OPTIONAL, RawColumns

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: columns with their row numbers."""

    columns: RawColumns
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A table, or why there is none. ``grid`` and its row numbers ``lines`` are kept for the annotated copy."""

    table: Table | None
    problems: list[Problem]
    grid: Grid = ()
    lines: Sequence[int] = ()


def read_grid(grid: Grid, *, numbers: Sequence[int] | None = None) -> Reading:
    """Read a grid whose rows are numbered 1, 2, 3 ... or by ``numbers``."""
    lines = range(1, len(grid) + 1) if numbers is None else numbers
    outcome = _read(grid, lines)
    return Reading(outcome, [], grid, lines) if isinstance(outcome, Table) else Reading(None, outcome, grid, lines)


def _read(grid: Grid, lines: Sequence[int]) -> Table | list[Problem]:
    header = find_header(grid)
    if isinstance(header, Problem):
        return [header]
    body, kept = _body(grid, lines, header)
    if not body:
        return [problem("no_rows")]
    if len(body) > MAX_ROWS:
        return [problem("too_many_rows", count=len(body), limit=MAX_ROWS)]
    return _misshapen(body, kept, header) or Table(_columns(body, header), kept)


def _body(grid: Grid, places: Sequence[int], header: Header) -> tuple[Grid, Sequence[int]]:
    """The rows below the header that are filled in; a template row without quantity or remark is not."""
    start = header.index + 1
    body, kept = grid[start:], places[start:]
    at = header.positions["quantity"]
    filled = [(at < len(row) and row[at] != "") or _is_touched(row, header) for row in body]
    if all(filled):
        return body, kept
    return (
        [row for row, full in zip(body, filled, strict=True) if full],
        [place for place, full in zip(kept, filled, strict=True) if full],
    )


def _is_touched(row: Sequence[str], header: Header) -> bool:
    prefilled = {
        header.positions.get(name) for name in ("facility_code", "source_stream", "month", "parameter", "unit")
    }
    return any(cell.strip() for position, cell in enumerate(row) if position not in prefilled)


def _misshapen(body: Grid, kept: Sequence[int], header: Header) -> list[Problem]:
    width, at = header.width, header.positions["quantity"]
    if set(map(len, body)) == {width} and not any(row[at][:1].isalpha() for row in body):
        return []
    found: list[Problem] = []
    for row, place in zip(body, kept, strict=True):
        if len(row) < width or any(row[width:]):
            found.append(problem("file_row_length", "", place, count=len(row), expected=width))
        elif recognized(row) >= 3:
            found.append(problem("file_header_again", "", place))
    return found


def _cells(body: Grid, place: int) -> list[str]:
    return list(map(itemgetter(place), body))


def _columns(body: Grid, header: Header) -> RawColumns:
    blank = ("",) * len(body)
    places = [header.positions.get(name) for name in COLUMNS]
    more = [header.positions.get(name) for name in OPTIONAL]
    optional = [_cells(body, place) if place is not None else () for place in more]
    return RawColumns(
        *(blank if place is None else _cells(body, place) for place in places),
        *optional,
    )
