"""Kaya identity: published drivers of China 2005 and 2017 (World Bank and EIA data, kayadata)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.analysis.kaya import KayaError, kaya_drivers, kaya_product

POSITIVE = st.decimals(min_value="0.001", max_value="1e9", places=3)


def test_drivers_of_a_published_year_are_reproduced() -> None:
    drivers = kaya_drivers(
        population=Decimal("1.30372"),
        gdp=Decimal("4.42054447139872"),
        energy=Decimal("71.7476656062611"),
        emissions=Decimal("6079.259299635887"),
    )
    assert round(drivers.gdp_per_person, 9) == Decimal("3.390716159")
    assert round(drivers.energy_per_gdp, 9) == Decimal("16.230504199")
    assert round(drivers.emissions_per_energy, 9) == Decimal("84.731109344")
    assert round(drivers.emissions_per_gdp, 7) == Decimal("1375.2286260")


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_drivers_multiply_back_to_the_emissions(p: Decimal, g: Decimal, e: Decimal, f: Decimal) -> None:
    drivers = kaya_drivers(population=p, gdp=g, energy=e, emissions=f)
    assert abs(drivers.emissions - f) <= f * Decimal("1e-25")


def test_product_of_four_drivers_is_the_emission() -> None:
    emissions = kaya_product(
        population=Decimal(2),
        gdp_per_person=Decimal(3),
        energy_per_gdp=Decimal(5),
        emissions_per_energy=Decimal(7),
    )
    assert emissions == 210


@pytest.mark.parametrize("name", ["population", "gdp", "energy"])
@pytest.mark.parametrize("value", ["0", "-1", "NaN", "Infinity"])
def test_a_driver_that_cannot_be_divided_by_is_refused(name: str, value: str) -> None:
    totals = dict.fromkeys(("population", "gdp", "energy", "emissions"), Decimal(1))
    with pytest.raises(KayaError, match="above zero"):
        kaya_drivers(**{**totals, name: Decimal(value)})


def test_negative_emissions_are_refused() -> None:
    with pytest.raises(KayaError, match="zero or more"):
        kaya_drivers(population=Decimal(1), gdp=Decimal(1), energy=Decimal(1), emissions=Decimal(-1))
