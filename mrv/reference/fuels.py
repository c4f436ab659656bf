"""Canonical fuel and carrier codes with Chinese and English names and the other names met in sources."""

from dataclasses import dataclass

from mrv.reference.tables import FIXTURES, read_table


@dataclass(frozen=True, slots=True)
class FuelFact:
    """A fuel, carrier or material that factors and source streams speak of."""

    code: str
    kind: str
    unit: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]


def load_fuels() -> tuple[FuelFact, ...]:
    """All fuels, in the order of the file."""
    return tuple(
        FuelFact(
            code=row["code"],
            kind=row["kind"],
            unit=row["unit"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            aliases=tuple(filter(None, row["aliases"].split("|"))),
        )
        for row in read_table(FIXTURES / "fuels.csv")
    )
