"""Districts of Shanghai: GB/T 2260 codes (National Bureau of Statistics), validity, successors."""

from dataclasses import dataclass
from datetime import date

from mrv.reference.tables import FIXTURES, optional_date, read_table


@dataclass(frozen=True, slots=True)
class DistrictFact:
    """An administrative area and the days its code is in use."""

    code: str
    level: str
    parent: str
    name_zh: str
    name_en: str
    valid_from: date
    valid_to: date | None
    successor: str
    note: str


def load_districts() -> tuple[DistrictFact, ...]:
    """Nation, province and districts; parents come before children, successors before predecessors."""
    return tuple(
        DistrictFact(
            code=row["code"],
            level=row["level"],
            parent=row["parent"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=optional_date(row["valid_to"]),
            successor=row["successor"],
            note=row["note"],
        )
        for row in read_table(FIXTURES / "districts.csv")
    )
