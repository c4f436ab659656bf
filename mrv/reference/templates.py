"""What an enterprise of each of the 24 national sectors must report, and by which methods.

The sources are those the sector guidelines ask for (``enterprise_sources.csv``); ``cn24_templates.csv`` adds the
methods of the engine that serve each source, in order of preference. Grade C: the clauses were not seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mrv.reference.tables import FIXTURES, FixtureError, read_table

SECTORS = FIXTURES / "sectors"


@dataclass(frozen=True, slots=True)
class RequiredSource:
    """One emission source of a sector with the methods that serve it, the preferred one first."""

    code: str
    symbol: str
    name_zh: str
    name_en: str
    methods: tuple[str, ...]
    gases: tuple[str, ...]
    scope: str
    grade: str
    flag: str
    note: str


@dataclass(frozen=True, slots=True)
class SectorTemplate:
    """A national sector and everything a facility of it must look at."""

    code: str
    name_zh: str
    name_en: str
    sources: tuple[RequiredSource, ...]


def _source(row: Mapping[str, str], serving: Mapping[str, str]) -> RequiredSource:
    return RequiredSource(
        code=row["source"],
        symbol=row["symbol"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        methods=tuple(serving["methods"].split("|")),
        gases=tuple(serving["gases"].split("|")),
        scope=serving["scope"],
        grade=serving["grade"],
        flag=row["flag"],
        note="; ".join(filter(None, (row["note"], serving["note"]))),
    )


@cache
def load_sector_templates() -> Mapping[str, SectorTemplate]:
    """All templates by sector code, "01" to "24"."""
    serving = {(row["sector"], row["source"]): row for row in read_table(SECTORS / "cn24_templates.csv")}
    found: dict[str, SectorTemplate] = {}
    for row in read_table(SECTORS / "enterprise_sources.csv"):
        key = row["sector"], row["source"]
        if key not in serving:
            raise FixtureError(f"cn24_templates.csv names no method for source {'-'.join(key)}.")
        known = found.get(row["sector"])
        sources = (*known.sources, _source(row, serving[key])) if known else (_source(row, serving[key]),)
        found[row["sector"]] = SectorTemplate(row["sector"], row["sector_zh"], row["sector_en"], sources)
    return found
