"""Where an inventory sector belongs in the other code systems, per scope: our analyst's mapping, said so.

One target per system, sector and scope, so that no view counts a tonne twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mrv.reference.sectors import SECTORS, CeadsSector, load_ceads_sectors
from mrv.reference.tables import FixtureError, read_table

REFERENCE = "Analyst's mapping of the CEADs sectors; no official table exists"
# Sectors that cover more than one division of GB/T 4754, or none.
GROUPS = {
    "S01": "A+76",
    "S33": "36+37",
    "S42": "E",
    "S43": "G+63",
    "S44": "F+H",
    "S45": "I-T",
    "S46": "HH",
    "S47": "HH",
}
# Power plants buy little power; what they buy is auxiliary use, GPC I.4.
SCOPE_2_GPC = {"I.4.4": "I.4.2"}


@dataclass(frozen=True, slots=True)
class SectorLink:
    """An inventory sector and scope, and the sector of another system it belongs to."""

    source: str
    scope: int
    system: str
    target: str
    reference: str
    is_analyst: bool


def load_sector_links() -> tuple[SectorLink, ...]:
    """All links, ordered by inventory sector."""
    policy = _policy()
    provincial = {row["name_zh"]: row["code"] for row in read_table(SECTORS / "cn_provincial.csv")}
    return tuple(
        SectorLink(sector.code, scope, system, target, REFERENCE, is_analyst=True)
        for sector in load_ceads_sectors()
        for scope, system, target in _targets(sector, policy[sector.code], provincial)
    )


def _targets(sector: CeadsSector, policy: str, provincial: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    for scope in (1, 2):
        yield scope, "gbt4754", GROUPS.get(sector.code) or sector.gbt4754_divisions[0]
        yield scope, "policy", policy
    yield 1, "gpc", sector.gpc_ref
    yield 2, "gpc", scope_2_reference(sector.gpc_ref)
    yield 1, "ipcc2006", sector.ipcc2006_code
    yield 1, "cn_provincial", _provincial(sector.provincial_category, provincial)


def scope_2_reference(gpc_ref: str) -> str:
    """GPC reference of grid-supplied energy of the same subsector: I.3.1 -> I.3.2."""
    return SCOPE_2_GPC.get(gpc_ref) or gpc_ref.rsplit(".", 1)[0] + ".2"


def _policy() -> dict[str, str]:
    return {
        code: row["code"] for row in read_table(SECTORS / "policy.csv") for code in row["inventory_sectors"].split()
    }


def _provincial(category: str, codes: dict[str, str]) -> str:
    found = [code for name, code in codes.items() if name == category or name.startswith(f"{category}(")]
    if len(found) != 1:
        raise FixtureError(f"cn_provincial.csv: expected one category {category!r}, found {len(found)}.")
    return found[0]
