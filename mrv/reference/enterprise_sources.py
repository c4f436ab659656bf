"""The 24 sectors of the enterprise guidelines and the emission sources each has to report.

NDRC and MEE sector guidelines, with the symbols of a public factor-library specification (grade C: a
transcription, the clauses were not seen). The numbering is that specification's, not the official batch order.
"""

from dataclasses import dataclass

from mrv.reference.sectors import SECTORS
from mrv.reference.tables import read_table


@dataclass(frozen=True, slots=True)
class EnterpriseSource:
    """An emission source that enterprises of a guideline sector report."""

    sector: str
    sector_en: str
    sector_zh: str
    source: str
    symbol: str
    name_en: str
    name_zh: str


def load_enterprise_sources() -> tuple[EnterpriseSource, ...]:
    """All sources, by guideline sector in the order of the specification."""
    return tuple(
        EnterpriseSource(
            sector=row["sector"],
            sector_en=row["sector_en"],
            sector_zh=row["sector_zh"],
            source=row["source"],
            symbol=row["symbol"],
            name_en=row["name_en"],
            name_zh=row["name_zh"],
        )
        for row in read_table(SECTORS / "enterprise_sources.csv")
    )
