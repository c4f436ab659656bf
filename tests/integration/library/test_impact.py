"""The preview of a set's impact: reports by state, tonnes before and after, cells; nothing changes."""

from decimal import Decimal
from typing import Any

import pytest

from inventory.models import InventoryCell
from inventory.selectors.composition import cells_digest, cells_of
from mrv.core.actor import system_actor
from mrv.core.factor_files.read import read_factor_file
from mrv.core.models import FactorSet, Job, Sector
from mrv.core.services.factors.import_factor_set import import_factor_set
from mrv.core.services.factors.propose_factor_set import IMPACT, propose_factor_set
from mrv.core.services.factors.release_factor_set import release_factor_set
from mrv.core.services.jobs import enqueue
from reporting.models import EmissionLine, ReportVersion
from reporting.selectors.factor_impact import impact_on
from reporting.services.move_version import move_version
from reporting.services.submit_version import submit_version
from tests.factories import World
from tests.integration.inventory import recalculating
from tests.integration.inventory.releasing import released
from tests.integration.library.cast import file_of
from tests.integration.library.versions import HEAD_OF_TEST, next_version
from tests.reporting_cast import SET, filled, prepare
from tests.support import run_jobs, signed_in

TO_DECIDED = ("assign", "start_review", "conclude", "decide")


def decided(cast: World) -> ReportVersion:
    version = submit_version(version=filled(cast), by=cast.actor("responsible_person"))
    run_jobs()
    for name in TO_DECIDED:
        move_version(name, version=version, by=system_actor("test"))
    run_jobs()
    version.refresh_from_db()
    return version


def result_of(found: FactorSet) -> dict[str, Any]:
    run_jobs()
    job = Job.objects.filter(kind=IMPACT, subject_id=found.pk).latest("pk")
    assert job.state == "done", job.error
    return dict(job.result)


@pytest.fixture
def reporting(cast: World) -> World:
    prepare(cast)
    return cast


def test_f17_impact_names_reports_tonnes_and_cells_and_changes_nothing(reporting: World) -> None:
    version = decided(reporting)
    cells = list(InventoryCell.objects.values_list("pk", "co2e_t", "line_count"))
    lines = EmissionLine.objects.count()
    result = result_of(next_version(reporting, net_calorific_value="46.9172"))  # a tenth more heat
    assert (result["pinned"], result["computed"], result["changed"], result["failed"]) == (1, 1, 1, 0)
    (report,) = result["reports"]
    assert (report["state"], report["lines"], report["lines_changed"]) == ("decided", 24, 12)
    assert Decimal(report["before"]) == version.total_co2e_t
    diesel = sum(EmissionLine.objects.filter(version=version, fuel="diesel").values_list("co2e_t", flat=True))
    difference = Decimal(report["after"]) - Decimal(report["before"])
    assert abs(difference - diesel / 10) < Decimal("0.0001")
    (cell,) = result["cells"]
    assert (cell["year"], cell["scope"], cell["district_code"]) == (2020, 1, "310101")
    assert Decimal(cell["before"]) == diesel
    assert Decimal(cell["after"]) - Decimal(cell["before"]) == difference
    assert list(InventoryCell.objects.values_list("pk", "co2e_t", "line_count")) == cells
    assert EmissionLine.objects.count() == lines
    version.refresh_from_db()
    assert version.state == "decided"


def test_impact_names_area_sources_cells_and_releases(reporting: World) -> None:
    Sector.objects.filter(pk=reporting.sectors[0].pk).update(system="inventory")
    reporting.sectors[0].refresh_from_db()
    decided(reporting)
    recalculating.area_source(reporting)
    released(reporting, year=2020, cells_hash=cells_digest(cells_of(reporting.city.pk, 2020)))
    stood = list(InventoryCell.objects.order_by("pk").values_list())
    result = result_of(next_version(reporting, net_calorific_value="46.9172"))
    assert (result["area_computed"], result["area_changed"]) == (1, 1)
    (area,) = result["area_sources"]
    assert (area["code"], area["district_code"]) == ("HOMES", "310101")
    moved = sum(Decimal(cell["after"]) - Decimal(cell["before"]) for cell in result["cells"])
    of_reports = Decimal(result["after"]) - Decimal(result["before"])
    assert moved == of_reports + Decimal(area["after"]) - Decimal(area["before"])
    (release,) = result["releases"]
    assert (release["year"], release["sources"], Decimal(release["difference"])) == (2020, 2, moved)
    assert list(InventoryCell.objects.order_by("pk").values_list()) == stood
    steward = signed_in(reporting.people["second_factor_steward"])
    page = steward.get(f"/factors/sets/{SET}/2/impact/", headers={"Accept-Language": "en"}).content.decode()
    assert "HOMES" in page
    assert "they stay as they are" in page
    assert f"/inventory/recalculations/{result['recalculation']}/" in page


def test_a_draft_is_computed_too_but_moves_no_cell(reporting: World) -> None:
    filled(reporting)
    result = result_of(next_version(reporting, carbon_content="21"))
    assert [(one["state"], one["changed"]) for one in result["states"]] == [("draft", 1)]
    assert (result["cell_count"], result["cells"]) == (0, [])


def test_a_version_that_changes_no_used_value_changes_no_report(reporting: World) -> None:
    filled(reporting)
    result = result_of(next_version(reporting))
    assert (result["pinned"], result["computed"], result["changed"]) == (1, 0, 0)
    assert result["before"] == result["after"] == "0"


def test_a_report_that_could_no_longer_be_computed_is_named_with_the_reason(reporting: World) -> None:
    filled(reporting)
    by = reporting.actor("factor_steward")
    file = read_factor_file(file_of({"key": "diesel", "valid_from": "2010-01-01"}))
    outcome = import_factor_set(head=HEAD_OF_TEST, file=file, by=by)
    assert outcome.factor_set is not None
    result = result_of(propose_factor_set(factor_set=outcome.factor_set, by=by, note="Too little."))
    assert result["failed"] == 1
    assert "diesel carbon content" in result["reports"][0]["problems"][0]["en"]


def test_progress_is_reported_while_it_runs(reporting: World) -> None:
    filled(reporting)
    found = next_version(reporting, carbon_content="21")
    run_jobs()
    job = Job.objects.get(kind=IMPACT, subject_id=found.pk)
    assert (job.progress_done, job.progress_total) == (1, 1)


def test_the_impact_of_a_released_set_is_no_longer_a_question(reporting: World) -> None:
    found = next_version(reporting, carbon_content="21")
    release_factor_set(factor_set=found, by=reporting.actor("second_factor_steward"))
    enqueue(IMPACT, subject_id=found.pk, by=reporting.actor("factor_steward"))
    worked = [job for job in run_jobs() if job.kind == IMPACT]
    assert {job.state for job in worked} == {"failed"}
    assert "no longer a question" in worked[-1].error


def test_lines_name_the_factors_that_differ(reporting: World) -> None:
    version = filled(reporting)
    found = next_version(reporting, oxidation_factor="99")
    impact = impact_on(version, [found.pk])
    assert len(impact.lines) == 12
    (shift,) = impact.lines[0].factors
    assert (shift.name, shift.before, shift.after) == (
        "oxidation_factor",
        f"98 % ({SET} v1)",
        f"99 % ({SET} v2)",
    )


def test_the_page_shows_the_preview_to_stewards_only(reporting: World) -> None:
    filled(reporting)
    found = next_version(reporting, carbon_content="21")
    run_jobs()
    path = f"/factors/sets/{found.code}/{found.version}/impact/"
    page = signed_in(reporting.people["second_factor_steward"]).get(path, headers={"Accept-Language": "en"})
    assert "FAC-1 (synthetic)" in page.content.decode()
    assert "By state of the report" in page.content.decode()
    assert signed_in(reporting.people["regulator"]).get(path).status_code == 403


def test_a_finished_preview_reloads_its_own_page_and_no_page_with_a_form(reporting: World) -> None:
    filled(reporting)
    found = next_version(reporting, carbon_content="21")
    run_jobs()
    page = f"/factors/sets/{found.code}/{found.version}/"
    steward = signed_in(reporting.people["second_factor_steward"])
    asked = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}impact/"}
    assert steward.get(f"{page}impact/", headers=asked).headers["HX-Refresh"] == "true"
    elsewhere = steward.get(f"{page}impact/", headers={**asked, "HX-Current-URL": f"http://testserver{page}"})
    assert "HX-Refresh" not in elsewhere.headers
    assert "<html" not in elsewhere.content.decode()
