"""Activity files as text: encoding, delimiter and line ends are recognized, nothing else is guessed.

UTF-8 (with or without BOM) is tried first, then GB18030; UTF-16 only with its BOM. Latin-1 is not tried: it never
fails, so it would turn any file into nonsense (catalogue B28, B29).
"""

import codecs
import csv
import io
from collections.abc import Sequence

from reporting.intake.grid import Reading, read_grid
from reporting.intake.headers import recognized
from reporting.intake.problems import Problem, problem

DELIMITERS = (",", ";", "\t")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_csv(data: bytes) -> Reading:
    """The rows of a csv file, or what is wrong with it."""
    text = decoded(data)
    if isinstance(text, Problem):
        return Reading(None, [text])
    if "\0" in text:
        return Reading(None, [problem("file_nul")])
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines.strip():
        return Reading(None, [problem("file_empty")])
    grid = _parsed(lines, _delimiter(lines))
    if isinstance(grid, Problem):
        return Reading(None, [grid])
    rows, numbers = grid
    return read_grid(rows, numbers=numbers)


def decoded(data: bytes) -> str | Problem:
    """The text of a file, or the refusal."""
    if data.startswith(_UTF16):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return problem("file_encoding")


def _delimiter(lines: str) -> str:
    """The delimiter under which one of the first lines shows most titles of the template."""
    heads = lines.split("\n", 20)[:20]
    return max(DELIMITERS, key=lambda mark: max(recognized(_cells(head, mark)) for head in heads))


def _cells(line: str, mark: str) -> Sequence[str]:
    return [cell.strip('" ') for cell in line.split(mark)]


def _parsed(lines: str, delimiter: str) -> tuple[list[tuple[str, ...]], Sequence[int]] | Problem:
    reader = csv.reader(io.StringIO(lines, newline="\n"), delimiter=delimiter, strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        # Tuples of text are not watched by the garbage collector; 100,000 lists would be.
        rows = list(map(tuple, reader))
    except csv.Error:
        return problem("file_quote", "", reader.line_num)
    if reader.line_num == len(rows) and all(rows):
        return rows, range(1, len(rows) + 1)
    return _numbered(lines, delimiter)


def _numbered(lines: str, delimiter: str) -> tuple[list[tuple[str, ...]], Sequence[int]]:
    """Rows with the line each begins in, where cells span lines or lines are blank."""
    reader = csv.reader(io.StringIO(lines, newline="\n"), delimiter=delimiter, strict=True)
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    before = 0
    for row in reader:
        if row:
            rows.append(tuple(row))
            numbers.append(before + 1)
        before = reader.line_num
    return rows, numbers
