"""Check the rows of a file of factors: every cell known, in its dimension and range, no two values for one day.

The ranges are physical: no fuel carries more carbon than its mass, none burns more than all of it.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import AccountingError
from mrv.accounting.gases import GASES
from mrv.accounting.messages import Text
from mrv.accounting.quantity import Quantity
from mrv.accounting.units import Unit, parse_unit
from mrv.core.factor_files.columns import TITLES
from mrv.core.factor_files.head import GRADES, PURPOSES, SetHead
from mrv.core.factor_files.read import FileRow
from mrv.core.table_files.problems import FileProblem, from_engine, problem
from mrv.reference import FactorFact
from mrv.reference.factors import Source
from mrv.reference.geographies import load_geographies

PARAMETERS = (
    "emission_factor", "net_calorific_value", "higher_heating_value", "carbon_content", "oxidation_factor", "density",
    "co2e_component", "energy_use", "standard_coal_coefficient", "carbon_stored_factor", "carbonate_content",
    "conversion_rate", "molar_ratio", "ash_content", "sulphur_content", "net_consumption", "methane_carbon_factor",
)  # fmt: skip
FLAGS = (
    "misprint", "suspect", "unit_suspect", "mislabelled", "derived", "unchecked", "assumed_start", "assigned",
    "recovered", "upper_bound", "lower_bound", "single_value", "group_default", "incomplete", "defect",
)  # fmt: skip
LENGTHS = {"key": 120, "sector": 48, "kind": 64, "unit": 48, "value": 48, "geography": 24}
OF_A_GAS = frozenset({"emission_factor", "co2e_component"})
# Units a parameter may be stated in, each with the largest possible value (None: no bound in this unit).
POSSIBLE: dict[str, tuple[tuple[str, str | None], ...]] = {
    "net_calorific_value": (("GJ/t", "150"), ("GJ/10^4Nm3", None)),
    "higher_heating_value": (("GJ/t", "180"), ("GJ/10^4Nm3", None), ("GJ/L", None)),
    "carbon_content": (("tC/GJ", "0.1"), ("tC/t", "1"), ("tC/10^4Nm3", None)),
    "oxidation_factor": (("1", "1"),),
    "conversion_rate": (("1", "1"),),
    "carbonate_content": (("1", "1"),),
    "ash_content": (("1", "1"),),
    "sulphur_content": (("1", "1"),),
    "methane_carbon_factor": (("1", "1"),),
    "density": (("kg/L", "25"),),
}
_ABROAD = re.compile(r"[A-Z]{2}|[0-9]{6}")
_MOST_DECIMALS = 18
_LARGEST_UNCERTAINTY = Decimal(10_000)


@dataclass(slots=True)
class CheckedRows:
    """The facts of the rows that are right, each with its row as it was, and what is wrong with the others."""

    facts: list[FactorFact] = field(default_factory=list)
    raws: list[dict[str, object]] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)


def check_rows(rows: Sequence[FileRow], head: SetHead, *, file_name: str = "") -> CheckedRows:
    """Check every row; empty cells take what holds for the set."""
    checked = CheckedRows()
    numbers: list[int] = []
    for row in rows:
        reader = _Reader(row, head)
        fact = reader.fact()
        if fact is None:
            checked.problems += reader.problems
            continue
        checked.facts.append(fact)
        checked.raws.append(_raw(row, fact, file_name))
        numbers.append(row.number)
    checked.problems += overlaps(checked.facts, numbers)
    checked.problems.sort(key=lambda found: found.row or 0)
    return checked


def _raw(row: FileRow, fact: FactorFact, file_name: str) -> dict[str, object]:
    names = {"name_zh": fact.name_zh, "name_en": fact.name_en, "file": file_name}
    return {"row": row.number, "cells": row.raw, **{name: text for name, text in names.items() if text}}


def overlaps(facts: Sequence[FactorFact], numbers: Sequence[int]) -> list[FileProblem]:
    """Rows of one identity that apply to the same day."""
    ordered = sorted(zip(facts, numbers, strict=True), key=lambda pair: (pair[0].identity, pair[0].valid_from))
    found = []
    for (fact, number), (later, other) in itertools.pairwise(ordered):
        if fact.identity == later.identity and later.valid_from <= (fact.valid_to or date.max):
            rows = sorted((number, other))
            key = ":".join(filter(None, later.identity))
            found.append(
                problem("overlap", "valid_from", rows[1], other=rows[0], row=rows[1], key=key, first=later.valid_from)
            )
    return found


class _Reader:
    """Reads the cells of one row and collects what is wrong with them."""

    def __init__(self, row: FileRow, head: SetHead) -> None:
        self.row = row
        self.head = head
        self.problems: list[FileProblem] = []

    def fact(self) -> FactorFact | None:
        """The fact of the row, None when something is wrong."""
        parameter = self.choice("parameter", PARAMETERS)
        unit = self.unit(parameter)
        value = self.value("value", parameter, unit)
        first, last = self.days()
        fact = FactorFact(
            key=self.text("key", is_required=True),
            parameter=parameter,
            gas=self.gas(parameter),
            value=value or Decimal(0),
            value_text=self.text("value"),
            unit=self.text("unit"),
            geography=self.geography(),
            sector=self.text("sector"),
            kind=self.text("kind"),
            purpose=self.choice("purpose", PURPOSES, self.head.purpose),
            uncertainty_low=self.uncertainty("uncertainty_low"),
            uncertainty_high=self.uncertainty("uncertainty_high"),
            valid_from=first,
            valid_to=last,
            source=Source("", self.text("source") or self.head.document, ""),
            grade=self.choice("grade", GRADES, self.head.grade),
            flag=self.choice("flag", ("", *FLAGS)),
            note=self.text("note"),
            name_en=self.text("name_en"),
            name_zh=self.text("name_zh"),
        )
        return None if self.problems else fact

    def say(self, code: str, column: str, **params: object) -> None:
        """Write a problem down."""
        self.problems.append(problem(code, column, self.row.number, **{"column": TITLES[column], **params}))

    def text(self, column: str, *, is_required: bool = False) -> str:
        """A cell as text within its length."""
        found = self.row.cells.get(column, "")
        if is_required and not found:
            self.say("missing", column)
        limit = LENGTHS.get(column)
        if limit is not None and len(found) > limit:
            self.say("too_long", column, count=len(found), limit=limit)
        return found

    def choice(self, column: str, known: Iterable[str], default: str = "") -> str:
        """A cell that must be one of the known words."""
        found = self.row.cells.get(column, "") or default
        if found not in known:
            expected = ", ".join(filter(None, known))
            self.say("choice" if found else "missing", column, text=found[:40], expected=expected)
        return found

    def unit(self, parameter: str) -> Unit | None:
        """The unit, if it is one."""
        expected = ", ".join(unit for unit, _limit in POSSIBLE.get(parameter, ())) or "tCO2/t, kgCH4/TJ, tCO2/MWh"
        try:
            return parse_unit(self.text("unit"), field="unit", expected=expected)
        except AccountingError as error:
            self.problems += from_engine(error, "unit", self.row.number)
            return None

    def value(self, column: str, parameter: str, unit: Unit | None) -> Decimal | None:
        """The value, plausible for its parameter and unit."""
        value = self.number(column)
        if value is None or unit is None:
            return value
        self.dimension(parameter, unit, value)
        return value

    def number(self, column: str) -> Decimal | None:
        """A cell as an exact number."""
        try:
            return parse_decimal(self.row.cells.get(column, ""), field=column, max_decimals=_MOST_DECIMALS)
        except AccountingError as error:
            self.problems += from_engine(error, column, self.row.number)
            return None

    def dimension(self, parameter: str, unit: Unit, value: Decimal) -> None:
        """Say when the unit does not measure the parameter or the value cannot be."""
        possible = POSSIBLE.get(parameter)
        if possible is None:
            return
        named = Text(parameter.replace("_", " "), parameter)
        fitting = [
            (parse_unit(wanted), limit) for wanted, limit in possible if unit.is_convertible_to(parse_unit(wanted))
        ]
        if not fitting:
            expected = ", ".join(wanted for wanted, _limit in possible)
            self.say("dimension", "unit", parameter=named, unit=unit, expected=expected)
            return
        wanted, limit = fitting[0]
        too_large = limit is not None and Quantity(value, unit).exact_in(wanted) > Decimal(limit)
        if value < 0 or too_large:
            bounds = {"limit": limit or "\u221e", "limit_unit": wanted}
            self.say("range", "value", value=f"{value:f}", unit=unit, parameter=named, **bounds)

    def gas(self, parameter: str) -> str:
        """The gas, demanded where the parameter is of one."""
        found = self.choice("gas", ("", *GASES))
        if not found and parameter in OF_A_GAS:
            self.say("gas_missing", "gas", parameter=parameter)
        return found

    def geography(self) -> str:
        """A known place, a country code, or a GB/T 2260 code."""
        found = self.text("geography") or self.head.geography
        if found not in load_geographies() and not _ABROAD.fullmatch(found):
            self.say("choice", "geography", text=found[:40], expected="CN, WORLD, CN-EAST ..., 310000, GB, US")
        return found

    def uncertainty(self, column: str) -> Decimal | None:
        """Per cent below or above, if stated."""
        if not self.row.cells.get(column):
            return None
        found = self.number(column)
        if found is not None and not 0 <= found <= _LARGEST_UNCERTAINTY:
            self.say("choice", column, text=f"{found:f}", expected="0 ... 10000 %")
        return None if found is None else round(found, 3)

    def days(self) -> tuple[date, date | None]:
        """First and last day of validity."""
        first = self.day("valid_from") or self.head.valid_from
        last = self.day("valid_to") or self.head.valid_to
        if last is not None and last < first:
            self.say("dates_reversed", "valid_to", first=first, last=last)
        return first, last

    def day(self, column: str) -> date | None:
        """A cell as a day, if it holds one; a workbook may add midnight to it."""
        text = self.row.cells.get(column, "")
        if not text:
            return None
        try:
            return date.fromisoformat(text.removesuffix(" 00:00:00").removesuffix("T00:00:00"))
        except ValueError:
            self.say("date", column, text=text[:40])
            return None


def after_last(last: date | None) -> date | None:
    """The first day a value no longer applies to."""
    return last + timedelta(days=1) if last else None
