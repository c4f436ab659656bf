"""Rows of one stream with source and remark, and the files that prove them."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mrv.core.models import AuditEvent
from reporting.models import ActivityRecord, Evidence, ReportVersion, SourceStream
from tests.factories import World
from tests.reporting_cast import filled, month_rows, opened
from tests.support import signed_in

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
PDF = b"%PDF-1.4 an invoice"


@pytest.fixture(autouse=True)
def _own_media(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]


def stream_address(version: ReportVersion, part: str = "") -> str:
    address = reverse("reporting:stream", args=[version.report.public_id, "diesel"])
    return f"{address}?part={part}" if part else address


def save(client: Client, version: ReportVersion, part: str = "", **values: str) -> int:
    version.refresh_from_db()
    posted = {name.replace("__", "."): value for name, value in values.items()}
    answer = client.post(stream_address(version, part), {"version": str(version.draft_revision), **posted})
    return answer.status_code


def attach(client: Client, version: ReportVersion, name: str = "INV-1.pdf", **values: str) -> int:
    address = reverse("reporting:evidence", args=[version.report.public_id])
    return client.post(address, {"file": SimpleUploadedFile(name, PDF), **values}).status_code


def test_a_row_carries_unit_source_evidence_and_remark(cast: World, reporter: Client) -> None:
    version = opened(cast)
    row = {"activity.4.quantity": "900", "activity.4.unit": "kg", "activity.4.data_source": "meter 7"}
    values = {**row, "activity.4.evidence_ref": "INV-4", "activity.4.remark": "read twice"}
    assert save(reporter, version, **{name.replace(".", "__"): value for name, value in values.items()}) == 302
    found = ActivityRecord.objects.get(version=version)
    assert (found.month, found.unit, found.data_source) == (4, "kg", "meter 7")
    assert (found.evidence_ref, found.remark) == ("INV-4", "read twice")


def test_a_source_for_every_row_fills_the_blank_ones(cast: World, reporter: Client) -> None:
    version = opened(cast)
    values = {
        "activity__1__quantity": "5",
        "activity__1__unit": "t",
        "activity__2__quantity": "6",
        "activity__2__unit": "t",
    }
    save(reporter, version, **values, activity__2__data_source="own", every__data_source="invoice")
    assert list(ActivityRecord.objects.order_by("month").values_list("data_source", flat=True)) == ["invoice", "own"]


def test_a_wrong_unit_is_placed_and_the_others_are_saved(cast: World, reporter: Client) -> None:
    version = opened(cast)
    values = {"activity.1.quantity": "5", "activity.1.unit": "kWh", "activity.2.quantity": "6", "activity.2.unit": "t"}
    answer = reporter.post(stream_address(version), {"version": "0", **values}, headers=ENGLISH)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#entry-activity.1.unit"' in text
    assert 'value="kWh"' in text
    assert ActivityRecord.objects.get(version=version).month == 2


def test_measured_values_and_stocks_have_their_own_tabs(cast: World, reporter: Client) -> None:
    SourceStream.objects.filter(code="diesel").update(measured_parameters=["net_calorific_value"])
    version = opened(cast)
    page = reporter.get(stream_address(version, "net_calorific_value"), headers=ENGLISH).content.decode()
    assert "Net calorific value" in page
    measured = {"net_calorific_value__0__quantity": "42.7", "net_calorific_value__0__unit": "GJ/t"}
    assert save(reporter, version, "net_calorific_value", **measured) == 302
    assert save(reporter, version, "stock", opening_stock__0__quantity="10", opening_stock__0__unit="t") == 302
    assert set(ActivityRecord.objects.values_list("parameter", "month")) == {
        ("net_calorific_value", None),
        ("opening_stock", None),
    }
    listed = reporter.get(reverse("reporting:checks", args=[version.report.public_id]), headers=ENGLISH)
    assert "Opening stock" in listed.content.decode()


def test_the_amounts_of_the_year_are_given_for_all_streams_at_once(cast: World, reporter: Client) -> None:
    version = opened(cast)
    address = reverse("reporting:year", args=[version.report.public_id])
    prefix = {stream.code: f"{stream.pk}.activity.0" for stream in SourceStream.objects.filter(plan=version.plan)}
    values = {f"{prefix['diesel']}.quantity": "120.5", f"{prefix['diesel']}.unit": "t"}
    wrong = {f"{prefix['electricity']}.quantity": "many", f"{prefix['electricity']}.unit": "MWh"}
    answer = reporter.post(address, {"version": "0", **values, **wrong}, headers=ENGLISH)
    assert answer.status_code == 422
    assert answer.context["problems"][0].href == f"#entry-{prefix['electricity']}.quantity"
    row = ActivityRecord.objects.get(version=version)
    assert (row.month, f"{row.quantity.normalize():f}") == (None, "120.5")
    right = {**wrong, f"{prefix['electricity']}.quantity": "900", "every.data_source": "bills"}
    assert reporter.post(address, {"version": "1", **right}).status_code == 302
    assert ActivityRecord.objects.get(version=version, unit="MWh").data_source == "bills"
    report = reporter.get(
        reverse("reporting:report", args=[version.report.public_id]), headers=ENGLISH
    ).content.decode()
    assert address in report
    assert "Everything is declared. Check the answers next." in report


def test_an_old_page_does_not_overwrite_a_newer_row(cast: World, reporter: Client) -> None:
    version = filled(cast, month_rows())
    answer = reporter.post(
        stream_address(version), {"version": "0", "activity.1.quantity": "9", "activity.1.unit": "t"}
    )
    assert answer.status_code == 409
    assert ActivityRecord.objects.filter(version=version, quantity="9").count() == 0


def test_a_stream_that_is_not_in_the_plan_does_not_exist(cast: World, reporter: Client) -> None:
    version = opened(cast)
    assert reporter.get(reverse("reporting:stream", args=[version.report.public_id, "coal"])).status_code == 404
    assert reporter.get(stream_address(version, "nothing")).status_code == 404


def test_evidence_is_kept_with_its_digest(cast: World, reporter: Client) -> None:
    version = filled(cast, month_rows())
    assert attach(reporter, version, reference="INV-1") == 302
    kept = Evidence.objects.get()
    assert (kept.reference, kept.sha256) == ("INV-1", hashlib.sha256(PDF).hexdigest())
    page = reporter.get(
        reverse("reporting:evidence", args=[version.report.public_id]), headers=ENGLISH
    ).content.decode()
    assert kept.sha256[:16] in page
    assert "INV-2" in page, "a reference without a file is named"
    download = reporter.get(reverse("reporting:evidence_file", args=[kept.public_id]))
    assert b"".join(download.streaming_content) == PDF  # type: ignore[attr-defined]
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert AuditEvent.objects.filter(action="reporting:evidence:attach").count() == 1


def test_a_left_out_reference_is_the_name_of_the_file(cast: World, reporter: Client) -> None:
    attach(reporter, opened(cast), name="C:\\scans\\invoice 3.pdf")
    assert Evidence.objects.get().reference == "invoice 3.pdf"


@pytest.mark.parametrize("name", ["run.exe", "page.html", "drawing.svg"])
def test_a_program_or_a_page_is_no_evidence(cast: World, reporter: Client, name: str) -> None:
    assert attach(reporter, opened(cast), name=name) == 422
    assert not Evidence.objects.exists()


def test_one_reference_names_one_file(cast: World, reporter: Client) -> None:
    version = opened(cast)
    attach(reporter, version, reference="INV-1")
    assert attach(reporter, version, reference="INV-1") == 422


def test_evidence_is_added_only_while_the_enterprise_has_the_turn(cast: World, reporter: Client) -> None:
    from tests.factories import version as made

    version = made(cast.facility, state="document_review", plan=cast.facility.plans.get())
    assert attach(reporter, version) == 422
    assert not Evidence.objects.exists()


def test_evidence_of_another_enterprise_does_not_exist(cast: World, reporter: Client) -> None:
    attach(reporter, opened(cast))
    kept = Evidence.objects.get()
    other = signed_in(cast.people["second_reporter"])
    assert other.get(reverse("reporting:evidence_file", args=[kept.public_id])).status_code == 404
