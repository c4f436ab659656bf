"""Readers of the facts the platform ships under ``fixtures/``: plain values, no Django, no network.

Every fact carries its source; every reader fails loudly on a row it does not understand.
"""

from mrv.reference.districts import DistrictFact, load_districts
from mrv.reference.factors import FactorFact, FactorSetFact, load_factor_set, load_factor_sets
from mrv.reference.fuels import FuelFact, load_fuels
from mrv.reference.gwp import GwpSetFact, load_blends, load_gwp_sets
from mrv.reference.sector_links import SectorLink, load_sector_links
from mrv.reference.sectors import CeadsSector, load_ceads_sectors, load_notation_keys, load_sectors

__all__ = [
    "CeadsSector",
    "DistrictFact",
    "FactorFact",
    "FactorSetFact",
    "FuelFact",
    "GwpSetFact",
    "SectorLink",
    "load_blends",
    "load_ceads_sectors",
    "load_districts",
    "load_factor_set",
    "load_factor_sets",
    "load_fuels",
    "load_gwp_sets",
    "load_notation_keys",
    "load_sector_links",
    "load_sectors",
]
