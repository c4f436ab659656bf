"""Reading fixture tables: UTF-8 CSV with a header row, decimals as printed text, ISO dates."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


class FixtureError(ValueError):
    """A fixture holds something its reader does not understand: file, row, what was expected."""


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV file as dictionaries; a row of the wrong length is refused."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        for row in reader:
            if None in row or None in row.values():
                raise FixtureError(
                    f"{path.name}, line {reader.line_num}: expected {len(reader.fieldnames or [])} cells."
                )
            yield row


def parse_decimal(text: str, where: str) -> Decimal:
    """A finite decimal from its printed form."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise FixtureError(f"{where}: expected a decimal number, found {text!r}.") from None
    if not value.is_finite():
        raise FixtureError(f"{where}: expected a finite number, found {text!r}.")
    return value


def optional_decimal(text: str, where: str) -> Decimal | None:
    """A decimal, or None for an empty cell."""
    return parse_decimal(text, where) if text else None


def optional_date(text: str) -> date | None:
    """An ISO date, or None for an empty cell."""
    return date.fromisoformat(text) if text else None
