"""The demonstration city: Shanghai 2010, 2015, 2016, 2017.

The published CO2 of 47 sectors by fuel (CEADs, ceads.net; Shan et al. 2018, 2020; Guan et al. 2021) is real.
The activity is implied by a stated factor set; enterprises, sites, months and districts are synthetic.
Computing every line again adds up to the published figures within 0.01 t per cell.
"""

from functools import cache

from mrv.reference.demo_city.activity import combustion_rows, electricity_rows
from mrv.reference.demo_city.area import area_rows
from mrv.reference.demo_city.model import (
    FACTOR_SET,
    ActivityRow,
    AreaRow,
    DemoYear,
    Enterprise,
    Facility,
    Published,
)
from mrv.reference.demo_city.published import TOTAL, YEARS, published
from mrv.reference.demo_city.register import operating, register

__all__ = [
    "FACTOR_SET",
    "TOTAL",
    "YEARS",
    "ActivityRow",
    "AreaRow",
    "DemoYear",
    "Enterprise",
    "Facility",
    "Published",
    "build",
    "published",
    "register",
]


@cache
def build(year: int) -> DemoYear:
    """The demonstration city of one year. Raises KeyError for a year without published figures."""
    cells = published(year)
    facilities = operating(year)
    owners = {facility.uscc for facility in facilities}
    rows = [*combustion_rows(facilities, cells), *electricity_rows(facilities, year)]
    order = {facility.code: position for position, facility in enumerate(facilities)}
    rows.sort(key=lambda row: (order[row.facility], row.scope, row.stream, row.month or 0))
    return DemoYear(
        year=year,
        enterprises=tuple(e for e in register()[0] if e.uscc in owners),
        facilities=facilities,
        activity_rows=tuple(rows),
        area_sources=tuple(area_rows(cells)),
        published=cells,
    )
