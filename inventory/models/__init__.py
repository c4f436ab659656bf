"""Records of the inventory."""

from inventory.models.area_source import AreaSource
from inventory.models.area_upload import AreaUpload
from inventory.models.assessment import AreaAssessment
from inventory.models.base_figure import BaseFigure
from inventory.models.cell import InventoryCell, Posting, PostingEntry
from inventory.models.market import MarketCell, MarketEntry
from inventory.models.notation import NotationEntry
from inventory.models.recalculation import (
    RecalculatedAmount,
    RecalculatedSource,
    Recalculation,
    RecalculationPart,
)
from inventory.models.release import (
    InventoryRelease,
    ReleaseBundle,
    ReleaseCell,
    ReleaseMarketCell,
    ReleaseSource,
)
from inventory.models.simulation import CitySimulation
from inventory.models.spread import InventorySpread, PostingSpread

__all__ = [
    "AreaAssessment",
    "AreaSource",
    "AreaUpload",
    "BaseFigure",
    "CitySimulation",
    "InventoryCell",
    "InventoryRelease",
    "InventorySpread",
    "MarketCell",
    "MarketEntry",
    "NotationEntry",
    "Posting",
    "PostingEntry",
    "PostingSpread",
    "RecalculatedAmount",
    "RecalculatedSource",
    "Recalculation",
    "RecalculationPart",
    "ReleaseBundle",
    "ReleaseCell",
    "ReleaseMarketCell",
    "ReleaseSource",
]
