"""The synthetic register: enterprises and facilities of the industrial sectors, in the 16 districts.

Nothing here exists. Names say so, codes pass their checks, districts follow no real site.
How many facilities a sector has grows with its published emission; 320 in all.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from stdnum.cn import uscc

from mrv.reference.demo_city.model import Enterprise, Facility
from mrv.reference.demo_city.published import TOTAL, YEARS, published
from mrv.reference.demo_city.split import divide, draw
from mrv.reference.districts import DistrictFact, load_districts
from mrv.reference.sectors import CeadsSector, load_ceads_sectors

FACILITIES = 320
FEWEST = 4
# Two sites of one enterprise where a sector is large enough for a group to be seen.
TWO_SITES_FROM = 8
LATEST = max(YEARS)
# Before the latest year one site in sixteen reports, as when a reporting duty grows; the city still adds up.
EARLY = 16
# Outer districts get more sites than the center; invented, like the sites.
SLOTS = {
    "310112": 4,
    "310113": 5,
    "310114": 4,
    "310115": 6,
    "310116": 5,
    "310117": 4,
    "310118": 3,
    "310120": 4,
    "310151": 2,
}
ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@cache
def current_districts() -> tuple[DistrictFact, ...]:
    """The 16 districts whose codes are in use today, by code."""
    return tuple(sorted((d for d in load_districts() if d.level == "district" and d.valid_to is None), key=_code))


@cache
def reporting_sectors() -> tuple[CeadsSector, ...]:
    """Sectors that enterprises report: industrial, with a published emission in some year."""
    emitting = {cell.sector for year in YEARS for cell in published(year) if cell.fuel == TOTAL and cell.mt_co2}
    return tuple(s for s in load_ceads_sectors() if s.reported_by == "enterprise" and s.code in emitting)


@cache
def register() -> tuple[tuple[Enterprise, ...], tuple[Facility, ...]]:
    """All enterprises and facilities of the demonstration, in sector order."""
    enterprises: list[Enterprise] = []
    facilities: list[Facility] = []
    for sector, count in facility_counts().items():
        owners: list[Enterprise] = []
        for rank in range(1, count + 1):
            if not (rank == 2 and count >= TWO_SITES_FROM):
                owners.append(_enterprise(sector, len(owners) + 1, len(enterprises) + len(owners) + 1))
            owner = owners[-1]
            facilities.append(_facility(sector, rank, count, owner))
        enterprises += owners
    return tuple(enterprises), tuple(facilities)


@cache
def facility_counts() -> dict[CeadsSector, int]:
    """Number of facilities per sector: a floor for all, the rest by the square root of the emission."""
    totals = {cell.sector: cell.mt_co2 for cell in published(LATEST) if cell.fuel == TOTAL}
    sectors = reporting_sectors()
    weights = [int((totals[s.code] * 10_000).sqrt()) + 1 for s in sectors]
    spare = divide(Decimal(FACILITIES - FEWEST * len(sectors)), weights, Decimal(1))
    return {s: FEWEST + int(extra) for s, extra in zip(sectors, spare, strict=True)}


def operating(year: int) -> tuple[Facility, ...]:
    """Facilities that report in a year: one in EARLY of each sector before the latest year."""
    return tuple(f for f in register()[1] if f.opened_year <= year)


def _enterprise(sector: CeadsSector, number: int, serial: int) -> Enterprise:
    district = _district(sector.code, number)
    return Enterprise(
        uscc=_unified_code(district.code, serial),
        name_zh=f"示范{sector.short_zh}企业 {number:03d}（合成）",
        name_en=f"Demo {sector.short_en} {number:03d} (synthetic)",
        sector=sector.code,
        district=district.code,
    )


def _facility(sector: CeadsSector, rank: int, count: int, owner: Enterprise) -> Facility:
    district = _district(sector.code, rank)
    return Facility(
        code=f"SH-{sector.code}-{rank:03d}",
        uscc=owner.uscc,
        name_zh=f"{owner.name_zh.removesuffix('（合成）')} {district.name_zh}厂区（合成）",
        name_en=f"{owner.name_en.removesuffix(' (synthetic)')}, {district.name_en} site (synthetic)",
        sector=sector.code,
        district=district.code,
        industry_code=_division(sector, rank),
        gpc_ref=sector.gpc_ref,
        ipcc2006_code=sector.ipcc2006_code,
        rank=rank,
        opened_year=min(YEARS) if rank <= (count + EARLY - 1) // EARLY else LATEST,
    )


def _district(sector: str, rank: int) -> DistrictFact:
    """Facilities of a sector walk along the slots from a start of their own, so every district is used."""
    slots = _slots()
    return slots[(draw("district", sector, below=len(slots)) + 5 * (rank - 1)) % len(slots)]


@cache
def _slots() -> tuple[DistrictFact, ...]:
    """Districts repeated by the room the demonstration gives them for industry, in a mixed order."""
    slots = [(d, n) for d in current_districts() for n in range(SLOTS.get(d.code, 1))]
    return tuple(d for d, n in sorted(slots, key=lambda slot: draw("slot", slot[0].code, slot[1], below=2**32)))


def _division(sector: CeadsSector, rank: int) -> str:
    return sector.gbt4754_divisions[(rank - 1) % len(sector.gbt4754_divisions)]


def _unified_code(district: str, serial: int) -> str:
    """A code of GB 32100 whose organization part begins with DEM: well formed, issued to nobody."""
    organization = f"DEM{serial:05d}"
    body = f"91{district}{organization}{_organization_check(organization)}"
    return body + uscc.calc_check_digit(body)


def _organization_check(organization: Sequence[str]) -> str:
    """Check character of an organization code, GB 11714."""
    total = sum(int(char, 36) * weight for char, weight in zip(organization, ORGANIZATION_WEIGHTS, strict=True))
    return "0123456789X"[(11 - total % 11) % 11]


def _code(district: DistrictFact) -> str:
    return district.code
