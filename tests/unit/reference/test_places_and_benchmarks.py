"""Geographies nest, districts know their history, benchmarks keep their sources."""

from decimal import Decimal

import pytest

from mrv.reference import load_districts
from mrv.reference.benchmarks import (
    BENCHMARKS,
    load_benchmark_sources,
    load_pilot_regions,
    load_pilot_targets,
    load_policy_view,
)
from mrv.reference.geographies import containing, load_geographies
from mrv.reference.tables import FixtureError


def test_a_district_lies_in_its_province_grid_region_nation_and_the_world() -> None:
    assert containing("310115") == ("310000", "CN-EAST", "CN", "WORLD")
    assert containing("CN") == ("CN", "WORLD")


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(FixtureError, match="expected a GB/T 2260 code"):
        containing("990000")


def test_every_geography_ends_in_the_world() -> None:
    assert all(containing(code)[-1] == "WORLD" for code in load_geographies())


def test_shanghai_has_16_districts_and_two_former_ones() -> None:
    districts = [district for district in load_districts() if district.level == "district"]
    former = {district.code: district.successor for district in districts if district.valid_to}
    assert len(districts) - len(former) == 16
    assert former == {"310108": "310106", "310230": "310151"}


def test_pilot_regions_keep_the_printed_values() -> None:
    shanghai = {fact.indicator: fact.value for fact in load_pilot_regions() if fact.place_zh == "上海"}
    assert shanghai["co2_per_capita"] == Decimal("10.0")
    assert shanghai["population"] == 2302


def test_a_printed_range_of_a_target_keeps_both_ends() -> None:
    (nation,) = (t for t in load_pilot_targets() if t.place_zh == "全国" and t.target_year == 2020)
    assert (nation.low_percent, nation.high_percent) == (40, 45)


def test_policy_view_has_the_printed_total_of_2017() -> None:
    (total,) = (fact for fact in load_policy_view() if (fact.year, fact.indicator) == (2017, "total_co2"))
    assert (total.value, total.unit) == (Decimal("1.97"), "10^8 t")


def test_every_benchmark_file_names_its_source() -> None:
    files = {path.name for path in BENCHMARKS.glob("*.csv")}
    assert set(load_benchmark_sources()) == files
    assert all(source["publisher"] and source["document"] for source in load_benchmark_sources().values())
