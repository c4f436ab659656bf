"""Check declared rows against the plan, column by column; every bad cell is reported, nothing is guessed.

Columns are checked over their few distinct values (units, streams, months) or in one pass of compiled code
(quantities), so that 100,000 good rows cost a few microseconds each. Trim rule: blanks at both ends of a cell are
dropped; amounts are otherwise never repaired (mrv.accounting.decimals), units are read as names.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from msgspec import UNSET

from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import AccountingError
from mrv.accounting.rules.conditions import BASES, COMPONENTS, basis_code, component_code
from reporting.intake.problems import Problem, by_place, from_engine, problem
from reporting.intake.rows import MAX_ROWS, ActivityRow, Month, RawColumns, as_columns
from reporting.intake.rules import PlanRules
from reporting.intake.texts import TRIMMED, Texts
from reporting.intake.triples import Triple, TripleTable

MAX_PROBLEMS = 1000
DECIMALS = 9
WIDEST = 1000
LARGEST = Decimal(10) ** 18
# Possessive: nothing is tried again over 100,000 rows.
_PLAIN = r"(?:0|[1-9][0-9]{0,17}+)(?:\.[0-9]{1,9}+)?+"
_ONE = re.compile(_PLAIN)
_ALL = re.compile(rf"(?:{_PLAIN}\n)*+")
_MONTHS: dict[object, int | None] = {None: None, UNSET: None, "": None}
for _month in range(1, 13):
    _MONTHS |= dict.fromkeys((_month, str(_month), f"{_month:02d}", f"{_month}月"), _month)
_BAD = -1
_PERIODS = 14


@dataclass(slots=True)
class Columns:
    """Checked rows as columns, ready to be stored; all lists have one entry per row."""

    stream_ids: list[int]
    months: list[int | None]
    parameters: list[str]
    quantities: Sequence[str]
    units: list[str]
    data_sources: Sequence[str]
    evidence_refs: Sequence[str]
    remarks: Sequence[str]
    numbers: Sequence[int]
    uncertainties: list[str | None] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    components: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.quantities)


@dataclass(slots=True)
class Checked:
    """The outcome: columns to store, or every problem found."""

    columns: Columns | None
    problems: list[Problem] = field(default_factory=list)


def check_rows(
    rows: Sequence[ActivityRow] | RawColumns, rules: PlanRules, *, numbers: Sequence[int] | None = None
) -> Checked:
    """Check rows; ``numbers`` are their row numbers in the file (default 1, 2, 3 ...)."""
    if len(rows) > MAX_ROWS:
        return Checked(None, [problem("too_many_rows", count=len(rows), limit=MAX_ROWS)])
    raw = rows if isinstance(rows, RawColumns) else as_columns(rows)
    places = range(1, len(raw) + 1) if numbers is None else numbers
    found: list[Problem] = []
    _check_facilities(raw.facility_codes, rules, places, found)
    table = TripleTable(rules)
    kinds = table.look_up(raw, places, found)
    months = _read_months(raw.months, places, found)
    quantities = _read_quantities(raw.quantities, places, found)
    if not found:
        _check_ranges(quantities, kinds, places, found, all_take=table.all_take)
    _check_duplicates(kinds, months, places, found)
    texts = Texts(places, found)
    columns = Columns(
        stream_ids=[kind.stream_id for kind in kinds],
        months=months,
        parameters=[kind.parameter for kind in kinds],
        quantities=quantities,
        units=[kind.unit for kind in kinds],
        data_sources=texts.read("data_source", raw.data_sources, 120),
        evidence_refs=texts.read("evidence_ref", raw.evidence_refs, 120),
        remarks=texts.read("remark", raw.remarks, 500),
        numbers=places,
        uncertainties=_read_uncertainties(raw.uncertainties, places, found),
        bases=_read_codes("basis", raw.bases, places, found),
        components=_read_codes("component", raw.components, places, found),
    )
    return Checked(None, shortened(found)) if found else Checked(columns)


def shortened(found: list[Problem]) -> list[Problem]:
    """Problems in the order of rows, cut at a number a person can still read."""
    ordered = by_place(found)
    if len(ordered) <= MAX_PROBLEMS:
        return ordered
    return [*ordered[:MAX_PROBLEMS], problem("more_problems", count=len(ordered) - MAX_PROBLEMS)]


def _check_facilities(
    codes: Sequence[str | None], rules: PlanRules, places: Sequence[int], found: list[Problem]
) -> None:
    expected = rules.facility_code
    others = {code for code in set(codes) if code and code.strip() not in ("", expected)}
    if not others:
        return
    for code, place in zip(codes, places, strict=True):
        if code in others:
            found.append(problem("facility_other", "facility_code", place, value=(code or "")[:40], expected=expected))


def _read_months(cells: Sequence[Month], places: Sequence[int], found: list[Problem]) -> list[int | None]:
    try:
        return list(map(_MONTHS.__getitem__, cells))
    except KeyError:
        months = [_MONTHS.get(cell, _BAD) for cell in cells]
    for index, cell in enumerate(cells):
        if months[index] == _BAD:
            text = str(cell).strip(TRIMMED)
            months[index] = _MONTHS.get(text, _BAD)
            if months[index] == _BAD:
                found.append(problem("month_invalid", "month", places[index], value=text[:20]))
    return months


def _read_quantities(cells: Sequence[str], places: Sequence[int], found: list[Problem]) -> Sequence[str]:
    whole = "\n".join(cells) + "\n"
    # A line break within a cell would pass for two cells.
    if whole.count("\n") == len(cells) and _ALL.fullmatch(whole):
        return cells
    return [
        text if _ONE.fullmatch(text) else _read_quantity(text, place, found)
        for text, place in zip(cells, places, strict=True)
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


def _read_uncertainties(cells: Sequence[str | None], places: Sequence[int], found: list[Problem]) -> list[str | None]:
    """Percentages as text; an empty list where no row states one."""
    if not any(cells):
        return []
    return [
        _read_uncertainty(text.strip(TRIMMED), place, found) if text and text.strip(TRIMMED) else None
        for text, place in zip(cells, places, strict=True)
    ]


def _read_uncertainty(text: str, place: int, found: list[Problem]) -> str | None:
    try:
        value = parse_decimal(text.removesuffix("%"), field="uncertainty_percent", max_decimals=3)
    except AccountingError as error:
        found.append(from_engine(error.problems[0], "uncertainty_percent", place))
        return None
    if not 0 <= value <= WIDEST:
        found.append(problem("uncertainty_range", "uncertainty_percent", place, value=text[:20]))
    return f"{value:f}"


_CODES: Mapping[str, tuple[Callable[[str], str | None], str]] = {
    "basis": (basis_code, ", ".join(BASES)),
    "component": (component_code, ", ".join(COMPONENTS)),
}


def _read_codes(column: str, cells: Sequence[str | None], places: Sequence[int], found: list[Problem]) -> list[str]:
    """Codes of what figures refer to; an empty list where no row says so."""
    if not any(cells):
        return []
    read, expected = _CODES[column]
    codes: list[str] = []
    for text, place in zip(cells, places, strict=True):
        plain = (text or "").strip(TRIMMED)
        code = read(plain) if plain else ""
        if code is None:
            found.append(problem("code_unknown", column, place, value=plain[:40], expected=expected))
        codes.append(code or "")
    return codes


def _check_ranges(
    quantities: Sequence[str],
    kinds: Sequence[Triple],
    places: Sequence[int],
    found: list[Problem],
    *,
    all_take: tuple[float, float],
) -> None:
    """Floats only show which quantities are in range beyond doubt; the others are compared exactly.

    ``all_take`` is what every kind takes: mostly all amounts lie in it, and need not be looked at one by one.
    """
    amounts = list(map(float, quantities))
    low, high = all_take
    if not amounts or (low <= min(amounts) and max(amounts) <= high):
        return
    doubtful = [
        index
        for index, (amount, kind) in enumerate(zip(amounts, kinds, strict=True))
        if not kind.low <= amount <= kind.high
    ]
    for index in doubtful:
        outside = kinds[index].range_problem(Decimal(quantities[index]))
        if outside is not None:
            found.append(from_engine(outside, "quantity", places[index]))


def _check_duplicates(
    kinds: Sequence[Triple], months: Sequence[int | None], places: Sequence[int], found: list[Problem]
) -> None:
    keys = [kind.number * _PERIODS + (month or 0) for kind, month in zip(kinds, months, strict=True)]
    if len(set(keys)) == len(keys):
        return
    first: dict[int, int] = {}
    for key, kind, month, place in zip(keys, kinds, months, places, strict=True):
        known = first.setdefault(key, place)
        if known != place and kind.stream_id and month != _BAD:
            found.append(problem("row_duplicate", "source_stream", place, first=known))
