"""A row of a table of area sources becomes a draft; what cannot be one is named by row and column.

Which way to the number a row takes may be left out: a notation key, a stated mass or an activity says it.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from inventory.area.columns import LENGTHS, TITLES
from inventory.area.drafts import STATED, AreaDraft, AreaProblem
from inventory.states import Basis
from mrv.accounting.messages import Text
from mrv.core.table_files.problems import FileProblem, problem
from mrv.core.table_files.read import FileRow

YES, NO = ("yes", "true", "1", "是"), ("no", "false", "0", "", "否")
_SEPARATORS = re.compile(r"[;,；，、\s]+")


@dataclass
class ReadDrafts:
    """The drafts of the rows that can be read, each with the number of its row; and what is wrong with the others."""

    drafts: list[AreaDraft] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)

    def placed(self, found: AreaProblem) -> FileProblem:
        """A problem of the service in the row and column it came from."""
        return FileProblem(self.numbers[found.index], found.field, "area_source", found.text)


def read_drafts(rows: list[FileRow], *, known: Mapping[str, Set[str]]) -> ReadDrafts:
    """Every row as a draft. ``known`` holds the codes of fuel, sector and district."""
    read = ReadDrafts()
    for row in rows:
        faults = list(_faults(row, known))
        if faults:
            read.problems += faults
            continue
        read.drafts.append(_draft(row.cells))
        read.numbers.append(row.number)
    return read


def _faults(row: FileRow, known: Mapping[str, Set[str]]) -> Iterator[FileProblem]:
    for column in ("code", "source"):
        if not row.cells.get(column):
            yield problem("missing", column, row.number, column=TITLES[column])
    for column, limit in LENGTHS.items():
        if (count := len(row.cells.get(column, ""))) > limit:
            yield problem("too_long", column, row.number, column=TITLES[column], count=count, limit=limit)
    yield from _wrong_choices(row)
    yield from _unknown_codes(row, known)
    given = [column for column in STATED if row.cells.get(column)]
    if given and (row.cells.get("quantity") or row.cells.get("notation_key")):
        yield problem("two_ways", given[0], row.number, column=TITLES[given[0]])


def _wrong_choices(row: FileRow) -> Iterator[FileProblem]:
    cells = row.cells
    allowed = {
        "year": (is_year(cells.get("year", "")), Text("a year in four digits, 2017", "四位数字的年份，如 2017")),
        "scope": (cells.get("scope", "") in {"", "1", "2", "3"}, "1, 2, 3"),
        "is_synthetic": (cells.get("is_synthetic", "").lower() in {*YES, *NO}, Text("yes, no", "是、否")),
    }
    for column, (is_right, expected) in allowed.items():
        if not is_right:
            text = cells.get(column, "")[:40]
            yield problem("choice", column, row.number, column=TITLES[column], text=text, expected=expected)


def _unknown_codes(row: FileRow, known: Mapping[str, Set[str]]) -> Iterator[FileProblem]:
    for column, codes in known.items():
        text = row.cells.get(column, "")
        if text not in codes and (text or column != "fuel"):
            yield problem("unknown_code", column, row.number, column=TITLES[column], text=text[:40])


def is_year(text: str) -> bool:
    """Whether a text is a year in four digits."""
    return text.isascii() and text.isdecimal() and len(text) == 4


def _draft(cells: dict[str, str]) -> AreaDraft:
    stated = {name: cells[name] for name in STATED if cells.get(name)}
    basis = cells.get("basis", "") or _basis(cells, stated)
    plain = (
        "fuel",
        "quantity",
        "unit",
        "method",
        "notation_key",
        "explanation",
        "proxy",
        "reason",
        "uncertainty_percent",
    )
    return AreaDraft(
        code=cells["code"],
        year=int(cells["year"]),
        district=cells["district"],
        sector=cells["sector"],
        source=cells["source"],
        basis=basis,
        scope=int(cells.get("scope", "") or 1),
        factor_sets=tuple(filter(None, _SEPARATORS.split(cells.get("factor_sets", "")))),
        stated=stated,
        provenance=cells.get("provenance", "") or "statistics",
        is_synthetic=cells.get("is_synthetic", "").lower() in YES,
        **{name: cells.get(name, "") for name in plain},
    )


def _basis(cells: dict[str, str], stated: dict[str, str]) -> str:
    if cells.get("notation_key"):
        return Basis.NOTATION.value
    return Basis.STATED.value if stated and not cells.get("quantity") else Basis.ACTIVITY.value
