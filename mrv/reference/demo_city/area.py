"""Area sources of the demonstration: what no enterprise reports, spread over districts by a synthetic proxy.

CEADs publishes no district split. The proxy weights are invented, and say so, so that the allocation can be
shown; a real city replaces them by population, floor area or road length.
"""

from collections.abc import Iterator, Sequence

from mrv.reference.demo_city.implied import conversions
from mrv.reference.demo_city.model import IMPLIED, AreaRow, Published
from mrv.reference.demo_city.published import TOTAL
from mrv.reference.demo_city.register import current_districts
from mrv.reference.demo_city.split import divide
from mrv.reference.sectors import load_ceads_sectors, load_mode_by_fuel
from mrv.reference.tables import FIXTURES, read_table

PROXY = "synthetic district weights"


def area_rows(cells: Sequence[Published]) -> Iterator[AreaRow]:
    """One row per area sector, fuel and district; parts add up to the implied activity of the cell."""
    sectors = {sector.code: sector for sector in load_ceads_sectors() if sector.reported_by == "area"}
    weights = proxy_weights()
    for cell in cells:
        sector = sectors.get(cell.sector)
        if sector is None or cell.fuel == TOTAL:
            continue
        conversion = conversions()[cell.fuel]
        place = load_mode_by_fuel().get((cell.sector, cell.fuel), (sector.gpc_ref, sector.ipcc2006_code))
        by_district = [weights[cell.sector, district.code] for district in current_districts()]
        parts = divide(conversion.activity(cell.mt_co2), by_district, conversion.step)
        for district, quantity in zip(current_districts(), parts, strict=True):
            if quantity:
                yield AreaRow(
                    code=f"SH-{cell.sector}-{district.code}-{cell.fuel}",
                    sector=cell.sector,
                    district=district.code,
                    stream=cell.fuel,
                    year=cell.year,
                    quantity=quantity,
                    unit=conversion.unit,
                    method=conversion.method,
                    gpc_ref=place[0],
                    ipcc2006_code=place[1],
                    proxy=PROXY,
                    data_source=IMPLIED,
                )


def proxy_weights() -> dict[tuple[str, str], int]:
    """``(sector, district) -> weight``, from the synthetic proxy table."""
    path = FIXTURES / "demo_city" / "synthetic_district_weights.csv"
    return {(row["sector"], row["district"]): int(row["weight"]) for row in read_table(path)}
