"""The demonstration city computes back to the published figures and adds up exactly."""

from collections import defaultdict
from decimal import Decimal

import pytest
from stdnum.cn import uscc

from mrv.reference import demo_city
from mrv.reference.demo_city.implied import conversions
from mrv.reference.demo_city.split import divide

CENT = Decimal("0.01")


def emissions(year: int, step: Decimal) -> dict[tuple[str, str], Decimal]:
    """t CO2 of scope 1 by sector and stream, each line rounded to ``step``."""
    city = demo_city.build(year)
    sector_of = {facility.code: facility.sector for facility in city.facilities}
    total: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in city.activity_rows:
        if row.scope == 1:
            total[sector_of[row.facility], row.stream] += (
                conversions()[row.stream].tonnes_co2(row.quantity).quantize(step)
            )
    for source in city.area_sources:
        total[source.sector, source.stream] += conversions()[source.stream].tonnes_co2(source.quantity).quantize(step)
    return total


@pytest.mark.parametrize("year", demo_city.YEARS)
def test_every_published_cell_is_reproduced(year: int) -> None:
    computed = emissions(year, Decimal("0.000001"))
    for cell in demo_city.published(year):
        if cell.fuel != demo_city.TOTAL:
            stream = {"process": "cement"}.get(cell.fuel, cell.fuel)
            assert abs(computed[cell.sector, stream] - cell.mt_co2 * 1_000_000) < CENT


@pytest.mark.parametrize("step", [Decimal(1), CENT, Decimal("0.000001")])
def test_every_sector_is_its_published_value_whatever_the_rounding_of_lines(step: Decimal) -> None:
    by_sector: dict[str, Decimal] = defaultdict(Decimal)
    for (sector, _stream), value in emissions(2017, step).items():
        by_sector[sector] += value
    published = {c.sector: c.mt_co2 for c in demo_city.published(2017) if c.fuel == demo_city.TOTAL}
    for sector, expected in published.items():
        assert abs(by_sector[sector] / 1_000_000 - expected) < Decimal("0.00005"), sector


def test_total_of_2017_is_the_published_total() -> None:
    total = sum(emissions(2017, CENT).values()) / 1_000_000
    assert total.quantize(Decimal("0.0001")) == Decimal("196.1535")


def test_register_has_at_least_300_facilities_in_all_16_districts() -> None:
    enterprises, facilities = demo_city.register()
    assert len(facilities) >= 300
    assert len({facility.district for facility in facilities}) == 16
    assert len({facility.code for facility in facilities}) == len(facilities)
    assert len({enterprise.uscc for enterprise in enterprises}) == len(enterprises)
    assert all(uscc.is_valid(enterprise.uscc) for enterprise in enterprises)


def test_every_name_says_synthetic() -> None:
    enterprises, facilities = demo_city.register()
    assert all("（合成）" in item.name_zh and "synthetic" in item.name_en for item in (*enterprises, *facilities))


@pytest.mark.parametrize("year", demo_city.YEARS)
def test_every_facility_reports_something_positive(year: int) -> None:
    city = demo_city.build(year)
    assert {facility.code for facility in city.facilities} == {row.facility for row in city.activity_rows}
    assert all(row.quantity > 0 for row in city.activity_rows)
    assert len(city.activity_rows) < 60_000


def test_latest_year_is_monthly_and_earlier_years_annual() -> None:
    assert all(row.month for row in demo_city.build(2017).activity_rows)
    assert not any(row.month for row in demo_city.build(2016).activity_rows)


def test_unknown_year_names_the_years_held() -> None:
    with pytest.raises(KeyError, match="2010, 2015, 2016, 2017"):
        demo_city.published(2018)


def test_division_is_exact_and_refuses_broken_steps() -> None:
    parts = divide(Decimal("10.001"), [3, 3, 1], Decimal("0.001"))
    assert sum(parts) == Decimal("10.001")
    with pytest.raises(ValueError, match="whole number of steps"):
        divide(Decimal("0.0005"), [1], Decimal("0.001"))
