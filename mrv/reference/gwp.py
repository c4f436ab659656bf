"""Global warming potentials over 100 years, by published set, and refrigerant blends."""

from dataclasses import dataclass
from decimal import Decimal

from mrv.reference.tables import FIXTURES, parse_decimal, read_table

GWP = FIXTURES / "gwp"


@dataclass(frozen=True, slots=True)
class GwpFact:
    """The potential of one species, kg CO2e per kg, with what is special about it."""

    gas: str
    value: Decimal
    value_text: str
    formula: str
    flag: str
    note: str


@dataclass(frozen=True, slots=True)
class GwpSetFact:
    """A published set; ``source`` names the document and table."""

    code: str
    title: str
    source: str
    grade: str
    values: tuple[GwpFact, ...]


@dataclass(frozen=True, slots=True)
class BlendComponent:
    """A component of a refrigerant blend, percent by mass; ``gas`` is empty where it has no potential."""

    blend: str
    gas: str
    share_percent: Decimal
    share_printed: str
    flag: str
    note: str


def load_gwp_sets() -> tuple[GwpSetFact, ...]:
    """All sets, in the order of ``sets.csv``."""
    return tuple(
        GwpSetFact(
            code=row["code"],
            title=row["title"],
            source=f"{row['publisher']}, {row['document']}, {row['locator']}",
            grade=row["grade"],
            values=_values(row["code"]),
        )
        for row in read_table(GWP / "sets.csv")
    )


def _values(code: str) -> tuple[GwpFact, ...]:
    return tuple(
        GwpFact(
            gas=row["gas"],
            value=parse_decimal(row["gwp100"], f"gwp/{code}.csv"),
            value_text=row["gwp100"],
            formula=row["formula"],
            flag=row["flag"],
            note=row["note"],
        )
        for row in read_table(GWP / f"{code}.csv")
    )


def load_blends() -> tuple[BlendComponent, ...]:
    """Composition of blends, corrected where the source is misprinted; the printed share is kept."""
    return tuple(
        BlendComponent(
            blend=row["blend"],
            gas=row["gas"],
            share_percent=parse_decimal(row["share_percent"], "gwp/blends.csv"),
            share_printed=row["share_printed"],
            flag=row["flag"],
            note=row["note"],
        )
        for row in read_table(GWP / "blends.csv")
    )
