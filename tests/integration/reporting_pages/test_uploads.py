"""Uploading a file: template out, file in, progress, row-level reasons, annotated copy; all rows or none."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reporting.models import ImportedFile, ReportVersion
from tests.factories import World
from tests.reporting_cast import filled, month_rows, opened
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
HEAD = "facility_code,source_stream,month,parameter,quantity,unit,data_source,evidence_ref,remark\n"


@pytest.fixture(autouse=True)
def _own_media(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]


def upload(client: Client, version: ReportVersion, text: str, name: str = "data.csv") -> ImportedFile:
    address = reverse("reporting:upload", args=[version.report.public_id])
    answer = client.post(address, {"file": SimpleUploadedFile(name, text.encode())})
    imported = ImportedFile.objects.get()
    assert answer.headers["Location"] == reverse("reporting:import", args=[imported.public_id])
    return imported


def page(client: Client, name: str, imported: ImportedFile) -> str:
    answer = client.get(reverse(name, args=[imported.public_id]), headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_good_file_takes_the_place_of_the_draft(cast: World, reporter: Client) -> None:
    version = filled(cast, month_rows())
    imported = upload(reporter, version, f"{HEAD}FAC-1,diesel,1,,12.5,t,meter,,\nFAC-1,diesel,2,,13,t,meter,,\n")
    waiting = page(reporter, "reporting:import", imported)
    assert "Queued" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert "hx-get" in page(reporter, "reporting:import_progress", imported)
    run_jobs()
    assert "2 rows were read and stored" in page(reporter, "reporting:import", imported)
    assert "hx-get" not in page(reporter, "reporting:import_progress", imported)
    assert version.activity_records.count() == 2


def test_a_bad_row_changes_nothing_and_is_named(cast: World, reporter: Client) -> None:
    version = filled(cast, month_rows())
    bad = f"{HEAD}FAC-1,diesel,1,,12.5,t,meter,,\nFAC-1,coal,2,,13,t,,,\n"
    imported = upload(reporter, version, bad)
    run_jobs()
    text = page(reporter, "reporting:import", imported)
    assert "The file was not accepted" in text
    assert "Source stream coal is not in the monitoring plan" in text
    assert version.activity_records.count() == 12
    copy = reporter.get(reverse("reporting:annotated", args=[imported.public_id]))
    body = b"".join(copy.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "coal" in body.splitlines()[2]
    assert "monitoring plan" in body
    assert "attachment" in copy.headers["Content-Disposition"]


def test_the_template_comes_filled_and_can_be_sent_back(cast: World, reporter: Client) -> None:
    version = filled(cast, month_rows())
    answer = reporter.get(reverse("reporting:template", args=[version.report.public_id]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[1][1] == "diesel"
    address = reverse("reporting:upload", args=[version.report.public_id])
    reporter.post(address, {"file": SimpleUploadedFile("back.xlsx", answer.content)})
    run_jobs()
    imported = ImportedFile.objects.get()
    assert (imported.state, imported.problems) == ("accepted", [])
    assert version.activity_records.count() == 12


def test_an_empty_file_is_refused_at_the_form(cast: World, reporter: Client) -> None:
    version = opened(cast)
    address = reverse("reporting:upload", args=[version.report.public_id])
    answer = reporter.post(address, {"file": SimpleUploadedFile("data.csv", b"")}, headers=ENGLISH)
    assert answer.status_code == 422
    assert "The file is empty" in answer.content.decode()
    missing = reporter.post(address, {}, headers=ENGLISH)
    assert "Choose a file" in missing.content.decode()


def test_a_file_of_another_enterprise_does_not_exist(cast: World, reporter: Client) -> None:
    imported = upload(reporter, opened(cast), f"{HEAD}FAC-1,diesel,1,,12.5,t,meter,,\n")
    other = signed_in(cast.people["second_reporter"])
    for name in ("reporting:import", "reporting:import_progress", "reporting:annotated"):
        assert other.get(reverse(name, args=[imported.public_id])).status_code == 404


def test_nothing_is_uploaded_into_a_submitted_report(cast: World, reporter: Client) -> None:
    from tests.factories import version as made

    version = made(cast.facility, state="computed", plan=cast.facility.plans.get())
    address = reverse("reporting:upload", args=[version.report.public_id])
    text = f"{HEAD}FAC-1,diesel,1,,12.5,t,meter,,\n".encode()
    assert reporter.post(address, {"file": SimpleUploadedFile("data.csv", text)}).status_code == 409
    assert not ImportedFile.objects.exists()
