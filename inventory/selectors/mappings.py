"""How inventory sectors appear in another code system: by sector and scope, and by fuel where the fuel decides.

The mapping rows come from the database (loaded with their reference); the exceptions by fuel - kerosene of the
transport sector is aviation - from the reference table ``mode_by_fuel``. One target per row, so no view counts a
tonne twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from inventory.tables.axes import GRID_SUPPLY, PROCESS_STREAMS, UNMAPPED, View
from mrv.core.models import SectorMapping
from mrv.reference.sector_links import load_sector_links
from mrv.reference.sectors import load_mode_by_fuel, load_sectors

Row = tuple[str, int, str, str]


@dataclass(frozen=True)
class ViewMapping:
    """Targets by sector and scope, and the exceptions by fuel. Empty: the inventory sectors themselves."""

    general: Mapping[tuple[str, int], str]
    by_fuel: Mapping[tuple[str, int, str], str]

    def target(self, sector: str, scope: int, fuel: str) -> str:
        """The code in the view; ``unmapped`` where the system has no place for it."""
        return self.by_fuel.get((sector, scope, fuel)) or self.general.get((sector, scope), UNMAPPED)


def mapping_to(view: View) -> ViewMapping:
    """The mapping of the inventory sectors to a view."""
    mappings = SectorMapping.objects.filter(target__system=view.value, source__system="inventory")
    rows = mappings.values_list("source__code", "scope", "target__code")
    general = {(sector, scope): target for sector, scope, target in rows}
    known = {sector for sector, _ in general}
    by_fuel = {(s, scope, fuel): target for s, scope, fuel, target in _exceptions(view) if s in known}
    return ViewMapping(general, by_fuel)


def _exceptions(view: View) -> Iterator[Row]:
    for (sector, kind), (gpc, ipcc2006) in load_mode_by_fuel().items():
        target = {
            View.GPC: gpc,
            View.IPCC2006: ipcc2006,
            View.CN_PROVINCIAL: _provincial(gpc),
        }.get(view)
        for fuel in PROCESS_STREAMS if kind == "process" else (kind,):
            if target:
                yield sector, 1, fuel, target


def _provincial(gpc: str) -> str:
    """The provincial category of a GPC reference: that of the reference (IV.1) or of its sub-sector (I.3)."""
    categories = provincial_categories()
    return categories.get(gpc) or categories.get(gpc.rsplit(".", 1)[0], "")


@cache
def provincial_categories() -> dict[str, str]:
    """GPC sub-sector to category of the provincial guideline."""
    return {f.attributes["gpc_subsector"]: f.code for f in load_sectors() if f.system == "cn_provincial"}


@cache
def grid_supply_sectors() -> tuple[str, ...]:
    """Inventory sectors whose direct emissions belong to energy supplied to the grid (GPC I.4.4)."""
    links = load_sector_links()
    return tuple(sorted({k.source for k in links if k.system == "gpc" and k.scope == 1 and k.target == GRID_SUPPLY}))
