"""The table the demonstration ends with: sectors x districts, and whether each sector equals what was published."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum

from inventory.models import InventoryCell
from mrv.core.models import District, Sector
from mrv.reference import demo_city

MT, KT = Decimal(10) ** 6, Decimal(10) ** 3
TOLERANCE_T = Decimal(50)


def sums(city: District, year: int) -> dict[tuple[str, str], Decimal]:
    """Scope 1 CO2 of the city, tonnes, by sector and district code: sums of the cells."""
    cells = InventoryCell.objects.filter(jurisdiction=city, year=year, scope=1, gas="CO2")
    rows = cells.values_list("sector__code", "district__code").annotate(total=Sum("mass_t")).order_by()
    return {(sector, district): total for sector, district, total in rows}


def lines(city: District, year: int) -> Iterator[str]:
    """The table in kt CO2, one line at a time."""
    found = sums(city, year)
    districts = list(District.objects.filter(parent=city, valid_to__isnull=True).order_by("code"))
    sectors = list(Sector.objects.filter(system="inventory").order_by("order", "code"))
    yield f"Scope 1 CO2 {year}, kt, by sector and district (synthetic split of published sector totals)"
    yield f"{'':32}" + "".join(f"{d.name_en[:8]:>9}" for d in districts) + f"{'Total':>11}"
    columns: dict[str, Decimal] = defaultdict(Decimal)
    for sector in sectors:
        row = [found.get((sector.code, d.code), Decimal(0)) for d in districts]
        for district, value in zip(districts, row, strict=True):
            columns[district.code] += value
        if any(row):
            yield f"{sector.name_en[:31]:32}" + "".join(_kt(value, 9) for value in row) + _kt(sum(row), 11)
    yield f"{'Total':32}" + "".join(_kt(columns[d.code], 9) for d in districts) + _kt(sum(columns.values()), 11)


def _kt(tonnes: Decimal | int, width: int) -> str:
    return f"{tonnes / KT:>{width},.1f}" if tonnes else f"{'-':>{width}}"


def verdict(city: District, year: int) -> tuple[str, bool]:
    """One line: the computed total beside the published one, and whether every sector agrees within rounding."""
    by_sector: dict[str, Decimal] = defaultdict(Decimal)
    for (sector, _district), tonnes in sums(city, year).items():
        by_sector[sector] += tonnes
    published = {row.sector: row.mt_co2 * MT for row in demo_city.published(year) if row.fuel == demo_city.TOTAL}
    totals = {code: tonnes for code, tonnes in published.items() if code in by_sector or tonnes}
    worst = max(abs(by_sector[code] - tonnes) for code, tonnes in totals.items())
    computed, expected = sum(by_sector.values()), sum(published.values())
    agrees = worst <= TOLERANCE_T
    text = (
        f"{year}: computed {computed / MT:.4f} Mt, published {expected / MT:.4f} Mt (CEADs); "
        f"largest difference of a sector {worst:.2f} t: {'agrees' if agrees else 'DOES NOT AGREE'}"
    )
    return text, agrees
