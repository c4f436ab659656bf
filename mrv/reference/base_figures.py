"""Population and product of the demonstration city, as first published in the annual statistical communiqués."""

from dataclasses import dataclass
from decimal import Decimal

from mrv.reference.tables import FIXTURES, parse_decimal, read_table


@dataclass(frozen=True, slots=True)
class BaseFigureFact:
    """One statistic of one year: ``kind`` is population (persons) or gdp (10^8 yuan, current prices)."""

    jurisdiction: str
    year: int
    kind: str
    value: Decimal
    unit: str
    source: str


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
        )
        for row in read_table(FIXTURES / "base_figures.csv")
    )
