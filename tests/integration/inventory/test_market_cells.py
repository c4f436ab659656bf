"""Purchased electricity both ways at city level: posted once, taken out to the digit, equal to a recount."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory.models import InventoryCell, MarketCell, MarketEntry
from inventory.selectors.market import market_discrepancies
from inventory.selectors.recount import discrepancies
from inventory.services.converge_version import converge_version
from reporting.models import CalculationRun, MarketResult, ReportVersion
from tests.factories import World, facility, world
from tests.integration.inventory.factories import BY, Line, compute, concluded_version, move
from tests.integration.inventory.releasing import released
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
POWER = Line("55.68", fuel="electricity", scope=2)


@pytest.fixture
def town(db: None) -> World:
    return world()


def beside(version: ReportVersion, market: str = "40", location: str = "55.68", certified: str = "25") -> None:
    """A market-based result for the run in force."""
    run = CalculationRun.objects.filter(version=version).latest("pk")
    MarketResult.objects.create(
        version=version, run_id=run.pk, stream_code="power", electricity_mwh=100, certified_mwh=Decimal(certified),
        location_co2_t=Decimal(location), market_co2_t=Decimal(market), residual_basis="residual_mix",
        residual_factor=Decimal("0.6"), inputs={"certified": []}, method="scope2.electricity.market_based",
        method_fingerprint="x", rounding="half_up_6",
    )  # fmt: skip


def decided(town: World, place: object = None, market: str = "40") -> ReportVersion:
    version = concluded_version(place or town.facility, [POWER, Line("10", fuel="diesel")])
    beside(version, market)
    move(version, "decide")
    run_jobs()
    return version


def test_decided_version_adds_to_the_market_cell_and_not_to_the_cells_of_record(town: World) -> None:
    decided(town)
    cell = MarketCell.objects.get()
    assert (cell.location_co2_t, cell.market_co2_t, cell.certified_mwh, cell.stream_count) == (
        Decimal("55.68"), 40, 25, 1,
    )  # fmt: skip
    assert sum(InventoryCell.objects.filter(scope=2).values_list("co2e_t", flat=True)) == Decimal("55.68")
    assert market_discrepancies([2017]) == []
    assert not list(discrepancies([2017]))


def test_withdrawn_version_is_taken_out_to_the_digit(town: World) -> None:
    version = decided(town, market="40.123456789")
    move(version, "withdraw", "boundary was wrong")
    run_jobs()
    cell = MarketCell.objects.get()
    assert (cell.market_co2_t, cell.location_co2_t, cell.stream_count) == (0, 0, 0)
    assert market_discrepancies([2017]) == []


def test_event_delivered_twice_counts_once(town: World) -> None:
    version = decided(town)
    converge_version(version_id=version.pk, by=BY)
    assert MarketCell.objects.get().stream_count == 1
    assert MarketEntry.objects.count() == 1


def test_recalculated_version_is_replaced(town: World) -> None:
    version = decided(town)
    compute(version, [POWER], build="next")
    beside(version, "41")
    converge_version(version_id=version.pk, by=BY)
    assert MarketCell.objects.get().market_co2_t == 41
    assert market_discrepancies([2017]) == []


def test_tampered_market_cell_is_noticed(town: World) -> None:
    decided(town)
    MarketCell.objects.update(market_co2_t=1)
    assert len(market_discrepancies([2017])) == 1


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["decide", "withdraw"]), st.integers(0, 2), st.decimals("0", "1e6", places=6)),
        max_size=12,
    )
)
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_market_cells_equal_a_recount_after_any_steps(town: World, steps: list[tuple[str, int, Decimal]]) -> None:
    with transaction.atomic():
        sites = [
            facility(town.enterprise, f"M-{n}", district=town.districts[n % 2], sector=town.sectors[0])
            for n in range(3)
        ]
        held: dict[int, ReportVersion] = {}
        for name, place, market in steps:
            if name == "decide" and place not in held:
                held[place] = decided(town, sites[place], f"{market:f}")
            elif name == "withdraw" and place in held:
                move(held.pop(place), "withdraw", "again")
                run_jobs()
        assert market_discrepancies([2017]) == []
        transaction.set_rollback(True)


def test_dashboard_shows_both_totals_and_never_their_sum(town: World) -> None:
    decided(town)
    client = signed_in(town.people["inventory_compiler"])
    page = client.get(reverse("inventory:dashboard"), headers={"Accept-Language": "en"}).content.decode()
    assert "Scope 2, location-based" in page
    assert "Scope 2, market-based" in page
    assert "95.68" not in page
    chinese = client.get(reverse("inventory:dashboard"), headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "范围二（基于市场）" in chinese


def test_release_keeps_its_own_second_figure(town: World) -> None:
    version = decided(town)
    release = released(town)
    path = f"/api/v1/inventories/310000/2017/scope-2?release={release.number}"
    client = signed_in(town.people["inventory_compiler"])
    [row] = client.get(path).json()["rows"]
    assert (row["location_based_t"], row["market_based_t"]) == ("55.68", "40")
    move(ReportVersion.objects.get(pk=version.pk), "withdraw", "boundary was wrong")
    run_jobs()
    assert client.get(path).json()["rows"] == [row]
    assert client.get("/api/v1/inventories/310000/2017/scope-2").json()["rows"] == []


def test_public_reads_the_second_figure_only_where_several_enterprises_stand_behind_it(
    town: World, client: Client
) -> None:
    decided(town)
    released(town, min_enterprises=3)
    page = client.get(reverse("inventory:dashboard"), headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert "market-based" not in page.content.decode()


def test_rest_answers_both_to_officials_only(town: World) -> None:
    decided(town)
    path = "/api/v1/inventories/310000/2017/scope-2"
    [row] = signed_in(town.people["inventory_compiler"]).get(path).json()["rows"]
    assert (row["location_based_t"], row["market_based_t"]) == ("55.68", "40")
    assert signed_in(town.people["reporter"]).get(f"{path}?release=live").status_code == 403
