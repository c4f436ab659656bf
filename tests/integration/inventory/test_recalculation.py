"""A city computed again: untouched it is the same to the byte; what differs is told by line, gas and cause."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from inventory.models import (
    InventoryCell,
    InventoryRelease,
    Posting,
    RecalculatedAmount,
    RecalculatedSource,
    Recalculation,
)
from inventory.recalculation import planning
from inventory.selectors import recalculation as selectors
from inventory.services.resume_recalculation import resume_recalculation
from inventory.services.start_recalculation import RecalculationRefused, start_recalculation
from inventory.states import FactorChoice
from mrv.core.factor_files.read import read_factor_file
from mrv.core.models import Job
from mrv.core.services import jobs
from mrv.core.services.factors.import_factor_set import import_factor_set
from mrv.core.services.factors.propose_factor_set import propose_factor_set
from mrv.core.services.factors.release_factor_set import release_factor_set
from mrv.core.tasks import run_job
from reporting.models import CalculationRun, EmissionLine, ReportVersion
from tests.factories import World
from tests.integration.inventory.recalculating import YEAR, recalculated, released_newer
from tests.integration.library.cast import file_of
from tests.integration.library.versions import HEAD_OF_TEST
from tests.support import run_jobs

pytestmark = pytest.mark.django_db


def everything() -> list[object]:
    """All a recalculation must leave alone."""
    return [
        list(InventoryCell.objects.order_by("pk").values_list()),
        list(Posting.objects.order_by("pk").values_list()),
        list(EmissionLine.objects.order_by("pk").values_list()),
        list(CalculationRun.objects.order_by("pk").values_list("pk", "result_hash", "engine_build")),
        list(ReportVersion.objects.order_by("pk").values_list("pk", "state", "result_hash", "total_co2e_t", "factor_set_ids")),
        list(InventoryRelease.objects.order_by("pk").values_list()),
    ]  # fmt: skip


def test_an_untouched_city_is_the_same_to_the_byte_and_nothing_changes(computed_city: World) -> None:
    before = everything()
    order = recalculated(computed_city)
    assert order.job.state == "done"
    assert order.stored_digest == order.result_digest
    assert set(order.sources.values_list("status", flat=True)) == {"identical"}
    assert order.sources.count() == 3
    for one in order.sources.filter(origin="enterprise"):
        assert one.version is not None
        assert one.result_hash == one.version.result_hash
    assert not RecalculatedAmount.objects.exists()
    assert everything() == before


def test_the_same_order_twice_has_the_same_digests(computed_city: World) -> None:
    first, second = recalculated(computed_city), recalculated(computed_city)
    assert (first.stored_digest, first.result_digest) == (second.stored_digest, second.result_digest)


def test_f17_a_newer_set_is_told_by_line_gas_and_cause_and_changes_nothing_stored(computed_city: World) -> None:
    released_newer(computed_city, net_calorific_value="46.9172")  # a tenth more heat
    before = everything()
    order = recalculated(computed_city, FactorChoice.NEWER)
    assert everything() == before
    assert set(order.sources.values_list("status", flat=True)) == {"changed"}
    amounts = RecalculatedAmount.objects.filter(source__recalculation=order)
    assert set(amounts.values_list("cause", "gas", "fuel")) == {("factor_set", "CO2", "diesel")}
    assert amounts.count() == 12 + 12 + 1
    for one in order.sources.all():
        shift = sum(a.after_co2e_t - a.before_co2e_t for a in one.amounts.all())
        assert one.after_t - one.before_t == shift > 0
    for line in EmissionLine.objects.filter(fuel="diesel"):
        amount = amounts.get(source__version=line.version_id, stream_code=line.stream_code, month=line.month)
        assert amount.before_co2e_t == line.co2e_t
        assert abs(amount.after_co2e_t - line.co2e_t * Decimal("1.1")) <= Decimal("0.000001")


def test_pinned_sets_are_kept_when_a_newer_one_is_released(computed_city: World) -> None:
    released_newer(computed_city, net_calorific_value="46.9172")
    order = recalculated(computed_city)
    assert order.stored_digest == order.result_digest


def test_cells_that_would_change_add_up_to_the_difference(computed_city: World) -> None:
    released_newer(computed_city, carbon_content="21")
    order = recalculated(computed_city, FactorChoice.NEWER)
    cells = selectors.cell_changes(order)
    total = selectors.totals(order.sources.all())
    assert sum(cells.values()) == total["after"] - total["before"]
    assert sum(row.after - row.before for row in selectors.along(order, "district")) == sum(cells.values())
    assert [(name, shift) for name, _count, shift in selectors.shifts_by(order, "gas")] == [
        ("CO2", sum(cells.values()))
    ]
    held = selectors.cells_held(cells)
    assert all(held[key] > 0 for key in cells)


def test_a_set_that_lacks_a_factor_is_named_and_the_stored_figure_stands(computed_city: World) -> None:
    by = computed_city.actor("factor_steward")
    file = read_factor_file(file_of({"key": "diesel", "valid_from": "2010-01-01"}))
    made = import_factor_set(head=HEAD_OF_TEST, file=file, by=by).factor_set
    assert made is not None
    propose_factor_set(factor_set=made, by=by, note="Too little.")
    run_jobs()
    release_factor_set(factor_set=made, by=computed_city.actor("second_factor_steward"))
    order = recalculated(computed_city, FactorChoice.NEWER)
    failed = order.sources.filter(status="failed")
    assert failed.count() == 3
    for one in failed:
        assert (one.before_t, one.result_hash) == (one.after_t, "")
        assert "diesel carbon content" in one.problems[0]["en"]
    assert selectors.cell_changes(order) == {}


def test_parts_are_bounded_and_together_hold_every_source_once(
    computed_city: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = recalculated(computed_city)
    monkeypatch.setattr(planning, "LINES_PER_PART", 10)
    order = recalculated(computed_city)
    parts = list(order.parts.all())
    assert [(part.number, len(part.version_ids), len(part.area_source_ids)) for part in parts] == [
        (1, 1, 0), (2, 1, 0), (3, 0, 1),
    ]  # fmt: skip
    assert (order.stored_digest, order.result_digest) == (whole.stored_digest, whole.result_digest)


def test_a_part_that_broke_is_put_back_and_the_others_stay_as_they_are(
    computed_city: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "LINES_PER_PART", 10)
    broken = []

    def breaks(sources: object, **_named: object) -> int:
        broken.append(sources)
        raise ValueError("a cosmic ray")

    with monkeypatch.context() as patch:
        patch.setattr("inventory.services.compute_part.store", breaks)
        order = recalculated(computed_city)
    assert len(broken) == 3 * 3
    assert order.job.state == "failed"
    assert "3 of 3 parts were not computed" in order.job.error
    assert f"--resume {order.public_id}" in order.job.error
    assert selectors.progress_of(order).parts_failed == 3
    assert not RecalculatedSource.objects.exists()
    assert resume_recalculation(recalculation=order, by=computed_city.actor("regulator")) == 4
    run_jobs()
    order.refresh_from_db()
    assert order.stored_digest == order.result_digest != ""
    assert resume_recalculation(recalculation=order, by=computed_city.actor("regulator")) == 0


def test_progress_counts_parts_and_lines(computed_city: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "LINES_PER_PART", 10)
    order = start_recalculation(
        jurisdiction=computed_city.city, year=YEAR, sets=FactorChoice.PINNED, by=computed_city.actor("regulator")
    )
    assert selectors.progress_of(order).state == "queued"
    run_job(job_id=order.job_id)
    for part in order.parts.all()[:2]:
        run_job(job_id=part.job_id)
    order = Recalculation.objects.get(pk=order.pk)
    found = selectors.progress_of(order)
    assert (found.state, found.parts, found.parts_over, found.lines, found.lines_done) == ("running", 3, 2, 49, 48)


def test_a_job_of_parts_is_not_taken_before_its_parts_are_over(computed_city: World) -> None:
    order = start_recalculation(
        jurisdiction=computed_city.city, year=YEAR, sets=FactorChoice.PINNED, by=computed_city.actor("regulator")
    )
    run_job(job_id=order.job_id)
    assert run_job(job_id=order.job_id) == "already done"
    assert jobs.progress_of(Job.objects.get(pk=order.job_id)) == (0, 2)
    assert order.job_id not in jobs.due_jobs(limit=100)


@pytest.mark.usefixtures("in_english")
def test_one_recalculation_of_a_year_at_a_time(computed_city: World) -> None:
    by = computed_city.actor("regulator")
    start_recalculation(jurisdiction=computed_city.city, year=YEAR, sets=FactorChoice.PINNED, by=by)
    with pytest.raises(RecalculationRefused, match="under way"):
        start_recalculation(jurisdiction=computed_city.city, year=YEAR, sets=FactorChoice.NEWER, by=by)


def test_only_the_authority_may_order_one(computed_city: World) -> None:
    for name in ("reporter", "verifier", "district_officer"):
        with pytest.raises(PermissionDenied):
            start_recalculation(
                jurisdiction=computed_city.city, year=YEAR, sets=FactorChoice.PINNED, by=computed_city.actor(name)
            )


def test_results_are_never_changed_or_deleted(computed_city: World) -> None:
    order = recalculated(computed_city)
    for act in (
        lambda: order.sources.update(status="changed"),
        lambda: order.sources.all().delete(),
        lambda: order.parts.update(line_count=0),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_year_without_reports_gives_an_empty_report(computed_city: World) -> None:
    order = start_recalculation(
        jurisdiction=computed_city.city, year=1999, sets=FactorChoice.PINNED, by=computed_city.actor("regulator")
    )
    run_jobs()
    order.refresh_from_db()
    assert order.job.state == "done"
    assert order.stored_digest == order.result_digest
    assert not order.sources.exists()
