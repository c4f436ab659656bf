"""Activity of the synthetic facilities: implied activity of a sector split over sites, then over months.

The parts of every split add up exactly: over facilities and months they are the sector's implied activity.
Purchased electricity is synthetic altogether and concerns scope 2 only.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mrv.reference.demo_city.implied import Conversion, conversions
from mrv.reference.demo_city.model import IMPLIED, SYNTHETIC, ActivityRow, Facility, Published
from mrv.reference.demo_city.published import TOTAL
from mrv.reference.demo_city.register import LATEST
from mrv.reference.demo_city.split import divide, draw, zipf
from mrv.reference.sector_links import scope_2_reference
from mrv.reference.sectors import load_mode_by_fuel

STREAMS = {"process": "cement"}
FUELS_PER_SITE = 5
MONTHS = range(1, 13)
ELECTRICITY_RANKS = 2
POWER_SECTOR = "S39"
ELECTRICITY_METHOD = "scope2.electricity.purchased"


def combustion_rows(facilities: Sequence[Facility], cells: Sequence[Published]) -> Iterator[ActivityRow]:
    """Rows of scope 1 of a year: one per facility and stream, by month in the latest year."""
    by_sector: dict[str, list[Published]] = {}
    for cell in cells:
        if cell.fuel != TOTAL:
            by_sector.setdefault(cell.sector, []).append(cell)
    for sector, own_cells in by_sector.items():
        sites = [site for site in facilities if site.sector == sector]
        own_cells.sort(key=lambda cell: -cell.mt_co2)
        for order, cell in enumerate(own_cells):
            yield from _stream_rows(sites, cell, order)


def _stream_rows(sites: Sequence[Facility], cell: Published, order: int) -> Iterator[ActivityRow]:
    stream = STREAMS.get(cell.fuel, cell.fuel)
    conversion = conversions()[stream]
    users = [site for site in sites if _uses(site, order)]
    if not users:
        return
    weights = [zipf(site.rank) + draw("share", site.code, stream, below=60_000) for site in users]
    parts = divide(conversion.activity(cell.mt_co2), weights, conversion.step)
    for site, part in zip(users, parts, strict=True):
        yield from _rows_of(site, cell, conversion, part)


def _uses(site: Facility, order: int) -> bool:
    """The largest site of a sector uses every stream of it, the others the main ones and some of the rest."""
    return site.rank == 1 or order < 2 or draw("uses", site.code, order, below=10) < FUELS_PER_SITE


def _rows_of(site: Facility, cell: Published, conversion: Conversion, part: Decimal) -> Iterator[ActivityRow]:
    own_place = (site.gpc_ref, site.ipcc2006_code)
    gpc_ref, ipcc2006_code = load_mode_by_fuel().get((cell.sector, cell.fuel), own_place)
    for month, quantity in _periods(site, conversion.stream, cell.year, part, conversion.step):
        yield ActivityRow(
            facility=site.code,
            stream=conversion.stream,
            year=cell.year,
            month=month,
            parameter=conversion.parameter,
            quantity=quantity,
            unit=conversion.unit,
            method=conversion.method,
            gpc_ref=gpc_ref,
            ipcc2006_code=ipcc2006_code,
            scope=1,
            data_source=IMPLIED,
        )


def _periods(
    site: Facility, stream: str, year: int, part: Decimal, step: Decimal
) -> Iterator[tuple[int | None, Decimal]]:
    """The year as one period, or its months in the latest year; empty periods are left out."""
    if year != LATEST:
        if part:
            yield None, part
        return
    weights = [900 + draw("month", site.code, stream, month, below=200) for month in MONTHS]
    for month, quantity in zip(MONTHS, divide(part, weights, step), strict=True):
        if quantity:
            yield month, quantity


def electricity_rows(facilities: Sequence[Facility], year: int) -> Iterator[ActivityRow]:
    """Synthetic purchased electricity of the two largest sites of each sector but power generation."""
    for site in facilities:
        if site.rank > ELECTRICITY_RANKS or site.sector == POWER_SECTOR:
            continue
        annual = Decimal(2_000 + draw("electricity", site.code, year, below=48_000))
        for month, quantity in _periods(site, "electricity", year, annual, Decimal("0.001")):
            yield ActivityRow(
                facility=site.code,
                stream="electricity",
                year=year,
                month=month,
                parameter="purchase",
                quantity=quantity,
                unit="MWh",
                method=ELECTRICITY_METHOD,
                gpc_ref=scope_2_reference(site.gpc_ref),
                ipcc2006_code="",
                scope=2,
                data_source=SYNTHETIC,
            )
