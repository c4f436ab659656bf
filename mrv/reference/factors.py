"""Factor sets as published: dated, sourced, graded, contradicting each other on purpose and never merged.

A set is a folder ``fixtures/factors/<CODE>`` with ``set.yaml`` (what holds for all values, and the sources)
and ``values.csv`` (one value per row, the number exactly as printed). Empty cells take the value of the set.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from mrv.reference.gas_split import split_row
from mrv.reference.tables import (
    FIXTURES,
    FixtureError,
    optional_date,
    optional_decimal,
    parse_decimal,
    read_table,
)

FACTORS = FIXTURES / "factors"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was read: publisher, document, table or page."""

    publisher: str
    document: str
    locator: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.publisher, self.document, self.locator)))


@dataclass(frozen=True, slots=True)
class FactorFact:
    """One value of a set. ``key`` is a fuel code or an activity key; ``value_text`` is the printed number."""

    key: str
    parameter: str
    gas: str
    value: Decimal
    value_text: str
    unit: str
    geography: str
    sector: str
    kind: str
    purpose: str
    uncertainty_low: Decimal | None
    uncertainty_high: Decimal | None
    valid_from: date
    valid_to: date | None
    source: Source
    grade: str
    flag: str
    note: str
    name_en: str
    name_zh: str

    @property
    def identity(self) -> tuple[str, ...]:
        """What a value answers; two values of one set and identity must not overlap in time."""
        return (self.key, self.parameter, self.gas, self.geography, self.sector, self.kind, self.purpose)


@dataclass(frozen=True, slots=True)
class FactorSetFact:
    """A set of factors with its provenance."""

    code: str
    title_en: str
    title_zh: str
    publisher: str
    document: str
    purpose: str
    grade: str
    valid_from: date
    valid_to: date | None
    note: str
    factors: tuple[FactorFact, ...]


def load_factor_sets() -> tuple[FactorSetFact, ...]:
    """All shipped sets, by code."""
    return tuple(load_factor_set(path.name) for path in sorted(FACTORS.iterdir()) if path.is_dir())


def load_factor_set(code: str) -> FactorSetFact:
    """One set by its code. Raises FixtureError when no such set is shipped."""
    folder = FACTORS / code
    if not folder.is_dir():
        held = ", ".join(sorted(path.name for path in FACTORS.iterdir() if path.is_dir()))
        raise FixtureError(f"No factor set {code!r}; shipped are {held}.")
    head = yaml.safe_load((folder / "set.yaml").read_text(encoding="utf-8"))
    sources = {key: Source(**value) for key, value in head["sources"].items()}
    rows = _value_rows(folder, head)
    factors = tuple(
        _factor(row, head, sources, f"{code}/values.csv row {number}") for number, row in enumerate(rows, 2)
    )
    return FactorSetFact(
        code=head["code"],
        title_en=head["title_en"],
        title_zh=head["title_zh"],
        publisher=head["publisher"],
        document=" ".join(head["document"].split()),
        purpose=head["purpose"],
        grade=head["grade"],
        valid_from=head["valid_from"],
        valid_to=head.get("valid_to"),
        note=head.get("note", ""),
        factors=factors,
    )


def _value_rows(folder: Path, head: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    rows = read_table(folder / "values.csv")
    if head.get("layout") == "by_gas":
        return (value for row in rows for value in split_row(row))
    return rows


def _factor(row: Mapping[str, str], head: Mapping[str, Any], sources: Mapping[str, Source], where: str) -> FactorFact:
    return FactorFact(
        key=row["key"],
        parameter=row["parameter"],
        gas=row["gas"],
        value=parse_decimal(row["value"], where),
        value_text=row["value"],
        unit=row["unit"],
        geography=row.get("geography") or head["geography"],
        sector=row["sector"],
        kind=row["kind"],
        purpose=head["purpose"],
        uncertainty_low=optional_decimal(row.get("uncertainty_low", ""), where),
        uncertainty_high=optional_decimal(row.get("uncertainty_high", ""), where),
        valid_from=optional_date(row.get("valid_from", "")) or head["valid_from"],
        valid_to=optional_date(row.get("valid_to", "")) or head.get("valid_to"),
        source=_source(row, head, sources, where),
        grade=row.get("grade") or head["grade"],
        flag=row.get("flag", ""),
        note=row.get("note", ""),
        name_en=row.get("name_en", ""),
        name_zh=row.get("name_zh", ""),
    )


def _source(row: Mapping[str, str], head: Mapping[str, Any], sources: Mapping[str, Source], where: str) -> Source:
    name = row.get("source") or head.get("source", "")
    if name not in sources:
        raise FixtureError(f"{where}: unknown source {name!r}; known are {', '.join(sources)}.")
    source = sources[name]
    locator = row.get("locator", "")
    return Source(source.publisher, source.document, locator) if locator else source
