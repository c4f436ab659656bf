"""Geography codes of factors and what contains what: province, grid region, nation, world.

Provinces are GB/T 2260; grid regions are those of the official electricity factors (MEE and NBS announcements).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mrv.reference.tables import FIXTURES, FixtureError, read_table


@dataclass(frozen=True, slots=True)
class GeographyFact:
    """A geography that factors refer to."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    part_of: str


@cache
def load_geographies() -> Mapping[str, GeographyFact]:
    """All geographies by code."""
    return {
        row["code"]: GeographyFact(row["code"], row["kind"], row["name_zh"], row["name_en"], row["part_of"])
        for row in read_table(FIXTURES / "geographies.csv")
    }


def containing(code: str) -> tuple[str, ...]:
    """The geographies that contain a place, nearest first: ``310115 -> 310000, CN-EAST, CN, WORLD``.

    ``code`` may be a district of GB/T 2260; its province is its first two digits. Raises FixtureError when unknown.
    """
    geographies = load_geographies()
    nearest = code if code in geographies else f"{code[:2]}0000"
    if nearest not in geographies:
        raise FixtureError(f"Unknown geography {code!r}; expected a GB/T 2260 code or one of geographies.csv.")
    chain = [nearest]
    while parent := geographies[chain[-1]].part_of:
        chain.append(parent)
    return tuple(chain)
