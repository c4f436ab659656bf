"""Per capita, intensity and yearly change, with Shanghai 2017-2019 of the CEADs inventories."""

from decimal import Decimal

import pytest

from inventory.analysis.ratios import (
    RatioError,
    average_annual_change_percent,
    change_percent,
    intensity_target_met,
    per_unit,
    year_on_year,
)


def test_yearly_change_of_a_published_series_is_reproduced() -> None:
    series = {2017: Decimal("196.1535"), 2018: Decimal("190.6416"), 2019: Decimal("192.9122")}
    changes = {year: round(value, 2) for year, value in year_on_year(series).items()}
    assert changes == {2018: Decimal("-2.81"), 2019: Decimal("1.19")}


def test_a_year_after_a_gap_has_no_yearly_change() -> None:
    assert year_on_year({2015: Decimal(1), 2017: Decimal(2)}) == {}


def test_per_capita_divides_by_people() -> None:
    assert per_unit(Decimal(100), Decimal(8), of="Population") == Decimal("12.5")


@pytest.mark.parametrize("people", ["0", "-5", "NaN"])
def test_a_ratio_to_nothing_is_refused(people: str) -> None:
    with pytest.raises(RatioError, match="Population"):
        per_unit(Decimal(1), Decimal(people), of="Population")


def test_change_from_zero_is_refused() -> None:
    with pytest.raises(RatioError, match="earlier value is zero"):
        change_percent(Decimal(0), Decimal(1))


def test_change_of_a_sink_follows_its_absolute_size() -> None:
    assert change_percent(Decimal(-10), Decimal(-12)) == -20


def test_average_rate_compounds_to_the_whole_change() -> None:
    assert round(average_annual_change_percent(Decimal(100), Decimal(121), 2), 10) == 10
    with pytest.raises(RatioError):
        average_annual_change_percent(Decimal(0), Decimal(1), 2)


def test_a_target_is_met_at_exactly_its_reduction() -> None:
    assert intensity_target_met(base=Decimal(100), current=Decimal(81), reduction_percent=Decimal(19))
    assert not intensity_target_met(base=Decimal(100), current=Decimal("81.1"), reduction_percent=Decimal(19))
