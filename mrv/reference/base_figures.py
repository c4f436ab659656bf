"""Population and product of the demonstration city, as first published in the annual statistical communiqués."""

from dataclasses import dataclass
from decimal import Decimal

from mrv.reference.tables import FIXTURES, parse_decimal, read_table


@dataclass(frozen=True, slots=True)
class BaseFigureFact:
    """One statistic of one year: ``kind`` is population (persons) or gdp (10^8 yuan, current prices).

    ``is_checked`` is false where the value was written down without the document at hand: a weak source.
    """

    jurisdiction: str
    year: int
    kind: str
    value: Decimal
    unit: str
    source: str
    source_en: str
    is_checked: bool


def load_base_figures() -> tuple[BaseFigureFact, ...]:
    """All figures, in the order of the file."""
    return tuple(
        BaseFigureFact(
            jurisdiction=row["jurisdiction"],
            year=int(row["year"]),
            kind=row["kind"],
            value=parse_decimal(row["value"], "base_figures.csv"),
            unit=row["unit"],
            source=row["source"],
            source_en=row["source_en"],
            is_checked=row["is_checked"] == "yes",
        )
        for row in read_table(FIXTURES / "base_figures.csv")
    )
