"""The factors flagged "recovered" turn published emissions back into figures with two decimals.

Units of the energy balance: 10^4 t, and 10^8 m3 for natural gas. CEADs counts 44.0095/12.0107 t CO2 per t C.
"""

from decimal import Decimal

import pytest

from mrv.reference import demo_city, load_factor_set
from mrv.reference.tables import FIXTURES, read_table

CO2_PER_CARBON = Decimal("44.0095") / Decimal("12.0107")
BALANCE_UNIT = {"natural_gas": Decimal(10_000)}
TOTALS = list(read_table(FIXTURES / "demo_city" / "published_totals.csv"))


def balance(fuel: str, mt_co2: Decimal) -> Decimal:
    """The activity in units of the energy balance."""
    factors = {f.parameter: f.value for f in load_factor_set("CEADS-SH").factors if f.key == fuel}
    heat, carbon, oxidation = (factors[name] for name in ("net_calorific_value", "carbon_content", "oxidation_factor"))
    tonnes_per_unit = heat * carbon / 1000 * oxidation / 100 * CO2_PER_CARBON
    return mt_co2 * 1_000_000 / tonnes_per_unit / BALANCE_UNIT.get(fuel, Decimal(10_000))


def is_two_decimals(value: Decimal) -> bool:
    return abs(value - value.quantize(Decimal("0.01"))) < Decimal("0.000001")


@pytest.mark.parametrize("fuel", ["natural_gas", "crude_oil", "fuel_oil"])
def test_column_totals_of_all_years_are_balance_figures(fuel: str) -> None:
    totals = [Decimal(row["mt_co2"]) for row in TOTALS if row["fuel"] == fuel]
    assert len(totals) == len(demo_city.YEARS)
    assert all(is_two_decimals(balance(fuel, total)) for total in totals)


@pytest.mark.parametrize("fuel", ["gasoline", "diesel", "lpg", "kerosene"])
def test_most_cells_of_the_tertiary_sectors_are_balance_figures(fuel: str) -> None:
    cells = [
        cell.mt_co2
        for year in demo_city.YEARS
        for cell in demo_city.published(year)
        if cell.fuel == fuel and cell.sector in {"S01", "S42", "S43", "S44", "S45", "S46", "S47"}
    ]
    hits = sum(is_two_decimals(balance(fuel, cell)) for cell in cells)
    assert hits / len(cells) > 0.5


def test_process_emissions_are_whole_hundreds_of_tonnes_of_cement() -> None:
    cells = [cell.mt_co2 for year in demo_city.YEARS for cell in demo_city.published(year) if cell.fuel == "process"]
    assert cells
    assert all(cell / Decimal("0.2906") * 10_000 % 1 == 0 for cell in cells)
