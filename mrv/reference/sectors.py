"""Sector systems: the 47 socio-economic sectors of CEADs and the code systems they are mapped to.

The mapping to GB/T 4754 divisions, GPC references, IPCC 2006 codes and the provincial guideline is our
analyst's judgement (``mapping_basis`` says so); no official table exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mrv.reference.tables import FIXTURES, read_table

SECTORS = FIXTURES / "sectors"
NAMING = {"code", "parent", "name_en", "name_zh"}


@dataclass(frozen=True, slots=True)
class CeadsSector:
    """One of the 47 sectors and where it belongs in the other systems."""

    code: str
    name_en: str
    name_zh: str
    short_en: str
    short_zh: str
    gbt4754_divisions: tuple[str, ...]
    gpc_ref: str
    ipcc2006_code: str
    provincial_category: str
    reported_by: str
    note: str


@dataclass(frozen=True, slots=True)
class SectorFact:
    """A sector of any code system; ``attributes`` holds the facts special to the system."""

    system: str
    code: str
    parent: str
    name_en: str
    name_zh: str
    attributes: Mapping[str, str]


def load_sectors() -> tuple[SectorFact, ...]:
    """All systems: inventory (the 47), gpc, ipcc2006, gbt4754, cn_provincial, policy."""
    inventory = tuple(
        SectorFact("inventory", row["code"], "", row["name_en"], row["name_zh"], _attributes(row))
        for row in read_table(SECTORS / "ceads_sectors.csv")
    )
    others = (_system(name) for name in ("gpc", "ipcc2006", "gbt4754", "cn_provincial", "policy"))
    return inventory + tuple(fact for facts in others for fact in facts)


def _system(name: str) -> tuple[SectorFact, ...]:
    return tuple(
        SectorFact(
            system=name,
            code=row["code"],
            parent=row.get("parent", ""),
            name_en=row["name_en"],
            name_zh=row["name_zh"] or row["name_en"],
            attributes=_attributes(row),
        )
        for row in read_table(SECTORS / f"{name}.csv")
    )


def _attributes(row: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in row.items() if key not in NAMING and value}


def load_ceads_sectors() -> tuple[CeadsSector, ...]:
    """The 47 sectors in their published order."""
    return tuple(
        CeadsSector(
            code=row["code"],
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            short_en=row["short_en"],
            short_zh=row["short_zh"],
            gbt4754_divisions=tuple(row["gbt4754_divisions"].split()),
            gpc_ref=row["gpc_ref"],
            ipcc2006_code=row["ipcc2006_code"],
            provincial_category=row["provincial_category"],
            reported_by=row["reported_by"],
            note=row["note"],
        )
        for row in read_table(SECTORS / "ceads_sectors.csv")
    )


@cache
def load_mode_by_fuel() -> Mapping[tuple[str, str], tuple[str, str]]:
    """``(sector, fuel) -> (GPC, IPCC 2006 code)`` where the fuel decides, e.g. kerosene is aviation."""
    return {
        (row["sector"], row["fuel"]): (row["gpc_ref"], row["ipcc2006_code"])
        for row in read_table(SECTORS / "mode_by_fuel.csv")
    }


def load_notation_keys() -> dict[str, tuple[str, str]]:
    """Notation key to its English and Chinese meaning."""
    return {row["key"]: (row["name_en"], row["name_zh"]) for row in read_table(SECTORS / "notation_keys.csv")}
