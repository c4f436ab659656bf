"""Basis and component of a furnace content come in by page, workbook and REST, and are judged at their row."""

import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from reporting.models import ActivityRecord, CheckResult, ReportVersion
from reporting.selectors.differences import differences
from reporting.services.check_version import check_version
from reporting.services.make_template import make_template
from reporting.services.recall_version import recall_version
from reporting.services.submit_version import content_digest
from tests.factories import World, world
from tests.reporting_cast import factor_set, gwp_set, monitoring_plan, opened
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
MEASURED = ["raw_fixed_carbon", "calcined", "under_calcined", "dust", "calcined_fixed_carbon", "raw_volatile",
            "calcined_volatile"]  # fmt: skip
KILN: dict[str, Any] = {
    "code": "kiln", "method": "carbon_materials.calcination", "scope": 1, "unit": "t",
    "activity_parameter": "raw_material", "measured_parameters": MEASURED,
}  # fmt: skip
GOOD: dict[str, Any] = {"basis": "as_received", "component": "fixed_carbon"}


@pytest.fixture
def town() -> World:
    made = world()
    gwp_set()
    factor_set(made.people["factor_steward"], made.people["second_factor_steward"])
    monitoring_plan(made.facility, [KILN])
    return made


@pytest.fixture
def reporter(town: World) -> Client:
    return signed_in(town.people["reporter"])


def row(parameter: str = "raw_fixed_carbon", **fields: Any) -> dict[str, Any]:
    return {"source_stream": "kiln", "month": 1, "parameter": parameter, "quantity": "80", "unit": "%", **fields}


def send(client: Client, version: ReportVersion, *rows: dict[str, Any]) -> Any:
    address = f"/api/v1/reports/{version.report.public_id}/activity-records"
    body = json.dumps({"rows": list(rows)})
    return client.put(address, body, content_type="application/json", headers={"Accept-Language": "en"})


def found(version: ReportVersion, code: str) -> list[CheckResult]:
    return [result for result in check_version(version=version) if result.code == code]


def test_rest_stores_answers_and_judges_them(town: World, reporter: Client) -> None:
    version = opened(town)
    assert send(reporter, version, row(**GOOD), row("raw_volatile", quantity="10", basis="dry")).status_code == 200
    answer = reporter.get(f"/api/v1/reports/{version.report.public_id}/activity-records").json()["results"]
    assert {one["parameter"]: (one["basis"], one["component"]) for one in answer} == {
        "raw_fixed_carbon": ("as_received", "fixed_carbon"), "raw_volatile": ("dry", ""),
    }  # fmt: skip
    assert [result.pointer for result in found(version, "material_basis")] == ["/kiln/1/raw_volatile"]
    assert [result.pointer for result in found(version, "component_kind")] == ["/kiln/1/raw_volatile"]


def test_unknown_code_is_refused_at_its_row_and_nothing_is_stored(town: World, reporter: Client) -> None:
    version = opened(town)
    answer = send(reporter, version, row(**GOOD), row("raw_volatile", basis="wet"))
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["pointer"].endswith("/1/basis")
    assert "as_received" in error["detail"]
    assert not ActivityRecord.objects.exists()


def test_workbook_has_the_columns_and_reads_them_in_chinese(town: World, reporter: Client) -> None:
    version = opened(town)
    book = load_workbook(io.BytesIO(make_template(version=version)))
    sheet = book["activity"]
    titles = [str(one.value) for one in sheet[1]]
    assert titles[-2:] == ["基准 / Basis", "成分 / Component"]
    sheet.delete_rows(2, sheet.max_row)
    sheet.append([town.facility.code, "kiln", 1, "raw_fixed_carbon", 80, "%", "lab", "", "", "收到基", "固定碳"])
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("kiln.xlsx", out.getvalue())
    answer = reporter.post(reverse("reporting:upload", args=[version.report.public_id]), {"file": file}, follow=True)
    assert answer.status_code == 200
    run_jobs()
    [stored] = ActivityRecord.objects.filter(version=version)
    assert (stored.basis, stored.component) == ("as_received", "fixed_carbon")


def test_page_of_a_content_asks_and_keeps_what_others_said(town: World, reporter: Client) -> None:
    version = opened(town)
    address = reverse("reporting:stream", args=[version.report.public_id, "kiln"]) + "?part=raw_fixed_carbon"
    page = reporter.get(address, headers={"Accept-Language": "zh-hans"}).content.decode()
    assert '<option value="as_received">收到基</option>' in page
    values = {
        "raw_fixed_carbon.4.quantity": "80", "raw_fixed_carbon.4.unit": "%", "raw_fixed_carbon.4.basis": "converted",
        "raw_fixed_carbon.4.component": "fixed_carbon", "raw_fixed_carbon.4.evidence_ref": "LAB-1",
    }  # fmt: skip
    assert reporter.post(address, {"version": version.draft_revision, **values}).status_code == 302
    stored = ActivityRecord.objects.get(version=version)
    assert (stored.basis, stored.component) == ("converted", "fixed_carbon")
    version.refresh_from_db()
    mass = reverse("reporting:stream", args=[version.report.public_id, "kiln"])
    assert '<option value="as_received"' not in reporter.get(mass).content.decode()
    posted = {"version": version.draft_revision, "raw_material.4.quantity": "5", "raw_material.4.unit": "t"}
    assert reporter.post(mass, posted).status_code == 302
    assert ActivityRecord.objects.get(version=version, parameter="raw_fixed_carbon").basis == "converted"


def test_page_says_a_wrong_choice_beside_its_input(town: World, reporter: Client) -> None:
    version = opened(town)
    address = reverse("reporting:stream", args=[version.report.public_id, "kiln"]) + "?part=raw_fixed_carbon"
    values = {"raw_fixed_carbon.4.quantity": "80", "raw_fixed_carbon.4.unit": "%", "raw_fixed_carbon.4.basis": "wet"}
    answer = reporter.post(address, {"version": version.draft_revision, **values}, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert 'id="note-raw_fixed_carbon.4.basis"' in answer.content.decode()


def test_basis_is_part_of_what_is_signed_and_of_the_difference(town: World, reporter: Client) -> None:
    version = opened(town)
    send(reporter, version, row(**GOOD))
    before = content_digest(version.pk)
    send(reporter, version, row(**{**GOOD, "basis": "dry"}))
    assert content_digest(version.pk) != before


def test_correction_carries_them_on_and_a_change_is_named(town: World, reporter: Client) -> None:
    version = opened(town)
    send(reporter, version, row(**GOOD))
    ReportVersion.objects.filter(pk=version.pk).update(state="submitted")
    recall_version(version=version, by=town.actor("responsible_person"), reason="the basis is wrong")
    draft = version.report.latest_version()
    assert differences(version, draft).declared == []
    send(reporter, draft, row(**{**GOOD, "basis": "dry"}))
    [change] = differences(version, draft).declared
    assert change.changed == ("basis",)
