"""Check declared rows against the plan, column by column; every bad cell is reported, nothing is guessed.

Columns are checked over their few distinct values (units, streams, months) or in one pass of compiled code
(quantities), so that 100,000 good rows cost a few microseconds each. Trim rule: blanks at both ends of a cell are
dropped; amounts are otherwise never repaired (mrv.accounting.decimals), units are read as names.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from msgspec import UNSET

from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import AccountingError
from reporting.intake.problems import Problem, by_place, from_engine, problem
from reporting.intake.rows import MAX_ROWS, ActivityRow
from reporting.intake.rules import PlanRules
from reporting.intake.texts import Texts
from reporting.intake.triples import Triple, TripleTable

MAX_PROBLEMS = 1000
DECIMALS = 9
LARGEST = Decimal(10) ** 18
_PLAIN = r"(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,9})?"
_ONE = re.compile(_PLAIN)
_ALL = re.compile(rf"(?:{_PLAIN}\n)*")
_MONTHS: dict[object, int | None] = {None: None, UNSET: None, "": None}
_MONTHS |= {month: month for month in range(1, 13)} | {str(month): month for month in range(1, 13)}
_MONTHS |= {f"{month:02d}": month for month in range(1, 10)} | {f"{month}.0": month for month in range(1, 13)}
_BAD = -1


@dataclass(slots=True)
class Columns:
    """Checked rows as columns, ready to be stored; all lists have one entry per row."""

    stream_ids: list[int]
    months: list[int | None]
    parameters: list[str]
    quantities: list[str]
    units: list[str]
    data_sources: list[str]
    evidence_refs: list[str]
    remarks: list[str]
    numbers: Sequence[int]

    def __len__(self) -> int:
        return len(self.quantities)


@dataclass(slots=True)
class Checked:
    """The outcome: columns to store, or every problem found."""

    columns: Columns | None
    problems: list[Problem] = field(default_factory=list)


def check_rows(rows: Sequence[ActivityRow], rules: PlanRules, *, numbers: Sequence[int] | None = None) -> Checked:
    """Check rows; ``numbers`` are their row numbers in the file (default 1, 2, 3 ...)."""
    if len(rows) > MAX_ROWS:
        return Checked(None, [problem("too_many_rows", count=len(rows), limit=MAX_ROWS)])
    places = range(1, len(rows) + 1) if numbers is None else numbers
    found: list[Problem] = []
    _check_facilities(rows, rules, places, found)
    triples = TripleTable(rules)
    kinds = triples.look_up(rows, places, found)
    months = _read_months(rows, places, found)
    quantities = _read_quantities(rows, places, found)
    if not found:
        _check_ranges(quantities, kinds, places, found)
    _check_duplicates(kinds, months, places, found)
    texts = Texts(places, found)
    columns = Columns(
        stream_ids=[kind.stream_id for kind in kinds],
        months=months,
        parameters=[kind.parameter for kind in kinds],
        quantities=quantities,
        units=[kind.unit for kind in kinds],
        data_sources=texts.read("data_source", [row.data_source for row in rows], 120),
        evidence_refs=texts.read("evidence_ref", [row.evidence_ref for row in rows], 120),
        remarks=texts.read("remark", [row.remark for row in rows], 500),
        numbers=places,
    )
    return Checked(None, shortened(found)) if found else Checked(columns)


def shortened(found: list[Problem]) -> list[Problem]:
    """Problems in the order of rows, cut at a number a person can still read."""
    ordered = by_place(found)
    if len(ordered) <= MAX_PROBLEMS:
        return ordered
    return [*ordered[:MAX_PROBLEMS], problem("more_problems", count=len(ordered) - MAX_PROBLEMS)]


def _check_facilities(
    rows: Sequence[ActivityRow], rules: PlanRules, places: Sequence[int], found: list[Problem]
) -> None:
    expected = rules.facility_code
    fitting = {value for value in {row.facility_code for row in rows} if not value or value.strip() in ("", expected)}
    for row, place in zip(rows, places, strict=True):
        if row.facility_code not in fitting:
            shown = (row.facility_code or "")[:40]
            found.append(problem("facility_other", "facility_code", place, value=shown, expected=expected))


def _read_months(rows: Sequence[ActivityRow], places: Sequence[int], found: list[Problem]) -> list[int | None]:
    months = [_MONTHS.get(row.month, _BAD) for row in rows]
    if _BAD not in months:
        return months
    for index, row in enumerate(rows):
        if months[index] == _BAD:
            text = str(row.month).strip()
            months[index] = _MONTHS.get(text, _BAD)
            if months[index] == _BAD:
                found.append(problem("month_invalid", "month", places[index], value=text[:20]))
    return months


def _read_quantities(rows: Sequence[ActivityRow], places: Sequence[int], found: list[Problem]) -> list[str]:
    quantities = [row.quantity for row in rows]
    if _ALL.fullmatch("\n".join(quantities) + "\n"):
        return quantities
    return [
        text if _ONE.fullmatch(text) else _read_quantity(text, place, found)
        for text, place in zip(quantities, places, strict=True)
    ]


def _read_quantity(text: str, place: int, found: list[Problem]) -> str:
    try:
        value = parse_decimal(text, field="quantity", max_decimals=DECIMALS)
    except AccountingError as error:
        found.append(from_engine(error.problems[0], "quantity", place))
        return "0"
    if value < 0:
        found.append(problem("quantity_negative", "quantity", place, value=f"{value:f}"))
    elif value > LARGEST:
        found.append(problem("quantity_too_large", "quantity", place, value=f"{value:f}"))
    return f"{value:f}"


def _check_ranges(
    quantities: Sequence[str], kinds: Sequence[Triple], places: Sequence[int], found: list[Problem]
) -> None:
    """A text no longer than ``safe_length`` is certainly in range; only the others are compared as numbers."""
    for index, (text, kind) in enumerate(zip(quantities, kinds, strict=True)):
        if len(text) > kind.safe_length:
            outside = kind.range_problem(Decimal(text))
            if outside is not None:
                found.append(from_engine(outside, "quantity", places[index]))


def _check_duplicates(
    kinds: Sequence[Triple], months: Sequence[int | None], places: Sequence[int], found: list[Problem]
) -> None:
    key: Callable[[Triple], tuple[int, str]] = lambda kind: kind.key  # noqa: E731 - typed once for both passes
    keys = list(zip(map(key, kinds), months, strict=True))
    if len(set(keys)) == len(keys):
        return
    first: dict[object, int] = {}
    for whole, place in zip(keys, places, strict=True):
        known = first.setdefault(whole, place)
        if known != place and whole[0][0] and whole[1] != _BAD:
            found.append(problem("row_duplicate", "source_stream", place, first=known))
