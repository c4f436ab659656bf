"""Plain values of the demonstration city. Everything but the published figures is synthetic or implied."""

from dataclasses import dataclass
from decimal import Decimal

IMPLIED = "implied activity: published CO2 (CEADs) / CEADS-SH factors; synthetic split"
SYNTHETIC = "synthetic"
FACTOR_SET = "CEADS-SH"


@dataclass(frozen=True, slots=True)
class Published:
    """A published figure, Mt CO2, exactly as printed. ``fuel`` is ``scope_1_total`` for the sector's sum."""

    year: int
    sector: str
    fuel: str
    mt_co2: Decimal


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A synthetic enterprise; ``uscc`` passes the check of GB 32100 but is issued to nobody."""

    uscc: str
    name_zh: str
    name_en: str
    sector: str
    district: str


@dataclass(frozen=True, slots=True)
class Facility:
    """A synthetic site; ``rank`` is its size order within the sector, 1 the largest."""

    code: str
    uscc: str
    name_zh: str
    name_en: str
    sector: str
    district: str
    industry_code: str
    gpc_ref: str
    ipcc2006_code: str
    rank: int
    opened_year: int


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line of activity: ``month`` is None for a row that covers the year."""

    facility: str
    stream: str
    year: int
    month: int | None
    parameter: str
    quantity: Decimal
    unit: str
    method: str
    gpc_ref: str
    ipcc2006_code: str
    scope: int
    data_source: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """Activity nobody reports, allocated to a district by a synthetic proxy."""

    code: str
    sector: str
    district: str
    stream: str
    year: int
    quantity: Decimal
    unit: str
    method: str
    gpc_ref: str
    ipcc2006_code: str
    proxy: str
    data_source: str


@dataclass(frozen=True, slots=True)
class DemoYear:
    """Everything the demonstration needs for one year."""

    year: int
    enterprises: tuple[Enterprise, ...]
    facilities: tuple[Facility, ...]
    activity_rows: tuple[ActivityRow, ...]
    area_sources: tuple[AreaRow, ...]
    published: tuple[Published, ...]
