"""The axes, views and measures a table of the inventory may have.

Views: the 47 sectors of the city inventory (CEADs, after GB/T 4754), GPC 1.1, IPCC 2006 Guidelines, the
provincial guideline of China, GB/T 4754 divisions, and the policy view. A view renames rows; it never adds a
tonne, and what it cannot place is shown as ``unmapped``.
"""

from enum import StrEnum


class Axis(StrEnum):
    """What rows and columns may be."""

    SECTOR = "sector"
    DISTRICT = "district"
    FUEL = "fuel"
    GAS = "gas"
    SCOPE = "scope"
    YEAR = "year"
    ORIGIN = "origin"
    INVENTORY_SECTOR = "inventory_sector"


class View(StrEnum):
    """The code system the sectors are shown in."""

    INVENTORY = "inventory"
    GPC = "gpc"
    IPCC2006 = "ipcc2006"
    CN_PROVINCIAL = "cn_provincial"
    GBT4754 = "gbt4754"
    POLICY = "policy"


class Scope(StrEnum):
    """Which tonnes are counted. No choice counts one twice: electricity made in the city is either at the
    power plant (territorial) or at its users (consumption), GPC 1.1, section 3.5 and GHG Protocol scope 2.
    """

    DIRECT = "1"
    PURCHASED = "2"
    OTHER = "3"
    CONSUMPTION = "consumption"
    ALL = "all"


AXES = frozenset(Axis)
# Fuel axis on the view side: these systems place a sector by what it burns.
VIEWS_BY_FUEL = frozenset({View.GPC, View.IPCC2006, View.CN_PROVINCIAL})
UNMAPPED = "unmapped"
# GPC reference of energy generation supplied to the grid: territorial only.
GRID_SUPPLY = "I.4.4"
# Process emissions are reported under the stream that causes them; the mapping table calls them by kind.
PROCESS_STREAMS = frozenset({"cement"})
