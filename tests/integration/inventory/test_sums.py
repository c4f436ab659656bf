"""Tables from the cells: any axes, any view, another GWP set, one query, only what the reader may see."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inventory.selectors.sums import live_source, sums
from inventory.states import Gas
from inventory.tables.axes import Axis, Scope, View
from inventory.tables.request import TableRequest
from mrv.core.actor import PUBLIC
from tests.factories import World

pytestmark = pytest.mark.django_db


def values(city: World, actor: str = "inventory_compiler", **asked: object) -> dict[tuple[str, ...], Decimal]:
    source = live_source(city.city, [2017], city.actor(actor))
    return {key: item.value for key, item in sums(source, TableRequest(**asked)).sums.items()}  # type: ignore[arg-type]


def test_matrix_of_sectors_and_districts_shows_direct_emissions(city: World) -> None:
    assert values(city) == {
        ("S39", "310101"): Decimal("1055.8"),
        ("S43", "310104"): Decimal(700),
        ("S27", "310104"): Decimal(100),
    }


def test_consumption_counts_electricity_at_its_users_and_not_at_the_power_plant(city: World) -> None:
    assert values(city, by=(Axis.SECTOR,), scope=Scope.CONSUMPTION) == {
        ("S39",): Decimal(30),
        ("S43",): Decimal(770),
        ("S27",): Decimal(100),
    }


def test_gpc_view_places_fuels_where_they_are_burnt(city: World) -> None:
    assert values(city, by=(Axis.SECTOR,), view=View.GPC) == {
        ("I.4.4",): Decimal("1055.8"),
        ("II.1.1",): Decimal(500),
        ("II.4.1",): Decimal(200),
        ("I.3.1",): Decimal(40),
        ("IV.1",): Decimal(60),
    }


def test_provincial_and_ipcc_views_place_the_process_and_the_aviation(city: World) -> None:
    provincial = values(city, by=(Axis.SECTOR,), view=View.CN_PROVINCIAL)
    assert (provincial["P18",], provincial["P12",]) == (60, 200)
    ipcc = values(city, by=(Axis.SECTOR,), view=View.IPCC2006)
    assert (ipcc["2.A.1",], ipcc["1.A.3.a",]) == (60, 200)


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("scope", [Scope.DIRECT, Scope.PURCHASED, Scope.CONSUMPTION])
def test_every_view_has_the_same_total(city: World, view: View, scope: Scope) -> None:
    plain = sum(values(city, by=(Axis.SECTOR,), scope=scope).values())
    assert sum(values(city, by=(Axis.SECTOR,), view=view, scope=scope).values()) == plain


def test_scope_outside_a_code_system_is_shown_as_unmapped_not_dropped(city: World) -> None:
    assert values(city, by=(Axis.SECTOR,), view=View.IPCC2006, scope=Scope.PURCHASED) == {("unmapped",): Decimal(100)}


def test_one_gas_is_given_by_mass(city: World) -> None:
    assert values(city, by=(Axis.SECTOR,), gas=Gas.CH4) == {("S39",): Decimal("0.1")}
    assert values(city, by=(Axis.SECTOR,), gas=Gas.CO2_BIO) == {("S27",): Decimal(5)}


def test_another_gwp_set_is_applied_to_the_stored_masses(city: World) -> None:
    assert values(city, by=(Axis.GAS,), gwp="AR4") == {
        ("CO2",): Decimal(1800),
        ("CH4",): Decimal("2.5"),
        ("N2O",): Decimal("59.6"),
    }


def test_gwp_set_of_the_lines_gives_the_stored_values(city: World) -> None:
    assert values(city, gwp="AR5") == values(city)


def test_filters_narrow_to_one_sector_district_or_fuel(city: World) -> None:
    assert values(city, by=(Axis.FUEL,), sector="S43") == {("diesel",): Decimal(500), ("kerosene",): Decimal(200)}
    assert values(city, by=(Axis.SECTOR,), district="310101") == {("S39",): Decimal("1055.8")}
    assert values(city, by=(Axis.SECTOR,), fuel="raw_coal") == {("S39",): Decimal("1055.8"), ("S27",): Decimal(40)}


def test_district_officer_sees_the_own_district_only(city: World) -> None:
    assert values(city, actor="district_officer") == {("S39", "310101"): Decimal("1055.8")}


def test_live_cells_are_closed_to_the_public_and_to_enterprises(city: World) -> None:
    for actor in (PUBLIC, city.actor("reporter")):
        with pytest.raises(PermissionDenied):
            live_source(city.city, [2017], actor)


def test_a_table_takes_one_query_on_the_cells(city: World) -> None:
    source = live_source(city.city, [2017], city.actor("inventory_compiler"))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        sums(source, TableRequest())
    assert len(captured) == 1
    assert "reporting_" not in captured[0]["sql"]
