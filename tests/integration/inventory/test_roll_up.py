"""Roll-up: a version counts exactly once, what it posted is taken out to the digit, and cells equal a recount."""

from decimal import Decimal

import pytest

from inventory.models import InventoryCell, Posting, PostingEntry
from inventory.selectors.recount import discrepancies
from inventory.services.converge_version import Converged, converge_version
from mrv.core.models import Job
from tests.factories import World, world
from tests.integration.inventory.factories import BY, Line, compute, concluded_version, move
from tests.support import run_jobs

pytestmark = pytest.mark.django_db

LINES = [
    Line("100.123456", fuel="raw_coal", ch4="0.001", n2o="0.0015"),
    Line("200.000001", fuel="raw_coal", ch4="0.0001234", n2o="0.000777"),
    Line("50", fuel="electricity", scope=2),
    Line("0", fuel="", fgas="12.5"),
    Line("0", fuel="biodiesel", biogenic="7.25"),
]


@pytest.fixture
def town(db: None) -> World:
    return world()


def total() -> Decimal:
    return sum(InventoryCell.objects.values_list("co2e_t", flat=True), Decimal(0))


def test_decided_version_reaches_the_cells_with_every_digit(town: World) -> None:
    version = concluded_version(town.facility, LINES)
    move(version, "decide")
    run_jobs()
    assert total() == version.total_co2e_t
    cells = InventoryCell.objects.filter(fuel="raw_coal").order_by("gas")
    assert {cell.gas: cell.mass_t for cell in cells} == {
        "CO2": Decimal("300.123457"),
        "CH4": Decimal("0.0011234"),
        "N2O": Decimal("0.002277"),
    }
    assert sum(cell.co2e_t for cell in cells) == LINES[0].co2e + LINES[1].co2e
    assert not list(discrepancies([2017]))


def test_biogenic_co2_is_kept_apart_from_the_total(town: World) -> None:
    move(concluded_version(town.facility, [Line("0", biogenic="7.25")]), "decide")
    run_jobs()
    cell = InventoryCell.objects.get(gas="CO2_BIO")
    assert (cell.mass_t, cell.co2e_t) == (Decimal("7.25"), 0)
    assert total() == 0


def test_fgas_is_counted_in_co2e(town: World) -> None:
    move(concluded_version(town.facility, [Line("0", fuel="", fgas="12.5")]), "decide")
    run_jobs()
    cell = InventoryCell.objects.get(gas="FGAS")
    assert (cell.mass_t, cell.co2e_t, cell.line_count) == (0, Decimal("12.5"), 1)


def test_same_event_delivered_again_changes_nothing(town: World) -> None:
    version = concluded_version(town.facility, LINES)
    move(version, "decide")
    run_jobs()
    before = total()
    assert [converge_version(version_id=version.pk, by=BY) for _ in range(3)] == [Converged.UNCHANGED] * 3
    assert total() == before
    assert Posting.objects.count() == 1


def test_withdrawn_version_leaves_nothing_behind(town: World) -> None:
    version = concluded_version(town.facility, LINES)
    move(version, "decide")
    run_jobs()
    move(version, "withdraw", "Declared by mistake")
    run_jobs()
    assert set(InventoryCell.objects.values_list("mass_t", "co2e_t", "line_count")) == {(0, 0, 0)}
    assert Posting.objects.get().reversed_by == "system:inventory"
    assert not list(discrepancies([2017]))


def test_withdrawal_handled_before_the_decision_counts_nothing(town: World) -> None:
    version = concluded_version(town.facility, LINES)
    move(version, "decide")
    move(version, "withdraw", "Declared by mistake")
    run_jobs()
    assert not Posting.objects.exists()


def test_correction_moves_the_inventory_by_the_difference(town: World) -> None:
    first = concluded_version(town.facility, [Line("100")])
    move(first, "decide")
    second = concluded_version(town.facility, [Line("90.5")])
    move(first, "supersede")
    move(second, "decide")
    run_jobs()
    assert total() == Decimal("90.5")
    assert Posting.objects.filter(reversed_at__isnull=True).get().version == second


def test_recomputed_result_replaces_what_was_posted(town: World) -> None:
    version = concluded_version(town.facility, [Line("100")])
    move(version, "decide")
    run_jobs()
    compute(version, [Line("101")], build="next")
    assert converge_version(version_id=version.pk, by=BY) is Converged.REPLACED
    assert total() == Decimal("101")
    assert PostingEntry.objects.count() == 2
    assert not list(discrepancies([2017]))


def test_training_reports_never_count(town: World) -> None:
    move(concluded_version(town.facility, LINES, kind="training"), "decide")
    run_jobs()
    assert not Posting.objects.exists()


def test_counted_version_without_result_is_refused_with_the_way_out(town: World) -> None:
    version = concluded_version(town.facility, LINES)
    type(version).objects.filter(pk=version.pk).update(result_hash="f" * 64)
    move(version, "decide")
    run_jobs()
    job = Job.objects.get(kind="inventory:apply_version")
    assert job.state == "failed"
    assert "Compute it again" in job.error
    assert not Posting.objects.exists()
