"""Bad input at the doors themselves (catalogue B11-B40): 4xx with placed reasons, nothing stored by halves."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mrv.core.models import AuditEvent, Job
from reporting.models import ActivityRecord, ImportedFile, ReportVersion
from reporting.services.open_report import open_report
from tests.factories import World
from tests.integration.reporting.conftest import Rest
from tests.reporting_cast import filled
from tests.support import run_jobs
from tests.unit.reporting.intake import workbook

As = Callable[[str], Rest]
HEADER = "source_stream,month,quantity,unit\n"


@pytest.fixture
def draft(cast: World) -> ReportVersion:
    return filled(cast)


def rows_address(version: ReportVersion) -> str:
    return f"reports/{version.report.public_id}/activity-records"


def send_file(rest: As, version: ReportVersion, data: bytes, name: str = "data.csv") -> ImportedFile:
    answer = rest("reporter").upload(f"reports/{version.report.public_id}/imports", SimpleUploadedFile(name, data))
    assert answer.status_code == 202, answer.content
    run_jobs()
    return ImportedFile.objects.get(public_id=answer.json()["id"])


BODIES = {
    "b10 repeated key": '{"rows": [], "rows": []}',
    "b11 deep nesting": "[" * 100_000,
    "b12 huge integer": '{"rows": [{"source_stream": "diesel", "unit": "t", "quantity": ' + "9" * 5000 + "}]}",
    "b14 lone surrogate": '{"rows": [{"source_stream": "diesel", "unit": "t", "quantity": "1", "remark": "\\ud800"}]}',
    "b14 nul": '{"rows": [{"source_stream": "diesel", "unit": "t", "quantity": "1", "remark": "\\u0000"}]}',
    "not json": "quantity=5",
    "empty": "",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_no_list_of_rows_is_a_400_or_422(draft: ReportVersion, rest: As, name: str) -> None:
    answer = rest("reporter").put(rows_address(draft), BODIES[name])
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert all(set(error["messages"]) == {"en", "zh"} for error in answer.json()["errors"])
    assert draft.activity_records.count() == 24


def test_b11_deep_nesting_in_a_small_body_is_refused(cast: World, rest: As) -> None:
    assert rest("reporter").post("reports", "[" * 100_000).status_code == 400


def test_one_bad_row_among_many_stores_nothing(draft: ReportVersion, rest: As) -> None:
    rows = [{"source_stream": "diesel", "month": m, "quantity": "7", "unit": "t"} for m in range(1, 13)]
    rows[11]["quantity"] = "NaN"
    answer = rest("reporter").put(rows_address(draft), {"rows": rows})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/rows/11/quantity"]
    assert {str(record.quantity) for record in draft.activity_records.all()} != {"7.000000000"}


def test_messages_come_in_the_language_of_the_request(draft: ReportVersion, rest: As) -> None:
    body = {"rows": [{"source_stream": "diesel", "month": 13, "quantity": "7", "unit": "t"}]}
    english = rest("reporter").put(rows_address(draft), body, **{"Accept-Language": "en"}).json()
    chinese = rest("reporter").put(rows_address(draft), body, **{"Accept-Language": "zh-hans"}).json()
    assert "is not a month" in english["errors"][0]["detail"]
    assert "月份" in chinese["errors"][0]["detail"]


def test_b23_two_people_submit_once(cast: World, rest: As, draft: ReportVersion) -> None:
    address = f"reports/{draft.report.public_id}/submit"
    first = rest("responsible_person").post(address, {"acknowledgement": True})
    second = rest("responsible_person").post(address, {"acknowledgement": True})
    assert (first.status_code, second.status_code) == (202, 409)
    assert Job.objects.filter(kind="reporting:calculate").count() == 1


@pytest.mark.parametrize("year", [1989, 2101, "twenty", -1, 2009])
def test_b26_years_that_cannot_be_are_refused(cast: World, rest: As, year: Any) -> None:
    answer = rest("reporter").post("reports", {"facility_code": "FAC-1", "compliance_year": year})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/compliance_year"


FILES: dict[str, tuple[bytes, str]] = {
    "b28 latin-1": (b"source_stream,month,quantity,unit\ndiesel,1,5,t\xe9\n", "file_encoding"),
    "b33 zip": (b"PK\x03\x04nothing", "workbook_damaged"),
    "b37 html": (b"<html><body>hello</body></html>", "file_type"),
    "b37 old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "file_type"),
    "no header": (b"a,b,c\n1,2,3\n", "file_header"),
    "b22 the same line twice": ((HEADER + "diesel,1,5,t\ndiesel,1,5,t\n").encode(), "row_duplicate"),
    "b24 other facility": (("facility_code," + HEADER + "FAC-2,diesel,1,5,t\n").encode(), "facility_other"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_rejected_with_its_reason(draft: ReportVersion, rest: As, name: str) -> None:
    data, code = FILES[name]
    imported = send_file(rest, draft, data)
    assert imported.state == "rejected"
    assert [problem["code"] for problem in imported.problems] == [code]
    assert draft.activity_records.count() == 24


def test_b22_the_same_line_in_two_files_counts_once_and_the_later_file_is_the_one(
    draft: ReportVersion, rest: As
) -> None:
    for quantity in ("5", "6"):
        assert send_file(rest, draft, (HEADER + f"diesel,1,{quantity},t\n").encode()).state == "accepted"
    assert [str(row.quantity.normalize()) for row in draft.activity_records.all()] == ["6"]


def test_an_empty_file_is_refused_at_the_door(draft: ReportVersion, rest: As) -> None:
    answer = rest("reporter").upload(f"reports/{draft.report.public_id}/imports", SimpleUploadedFile("empty.csv", b""))
    assert answer.status_code == 422
    assert not ImportedFile.objects.exists()


def test_an_upload_without_file_is_refused(draft: ReportVersion, rest: As) -> None:
    answer = rest("reporter").post(f"reports/{draft.report.public_id}/imports", {})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/file"


def test_b34_a_far_cell_leaves_the_worker_alive(draft: ReportVersion, rest: As) -> None:
    import io
    import zipfile

    book = workbook(["FAC-1", "diesel", 1, "", 5, "t"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry.filename)
            if entry.filename == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far)
            target.writestr(entry.filename, content)
    imported = send_file(rest, draft, out.getvalue(), "far.xlsx")
    assert [problem["code"] for problem in imported.problems] == ["workbook_too_complex"]


def test_b39_a_hostile_file_name_never_reaches_the_file_system(draft: ReportVersion, rest: As) -> None:
    imported = send_file(rest, draft, (HEADER + "diesel,1,5,t\n").encode(), '..\\..\\a"b<script>.csv')
    assert imported.original_name == "a b script .csv"
    assert imported.file.name.startswith("imports/")
    assert imported.sha256 in imported.file.name


def test_b40_the_same_bytes_of_two_enterprises_are_noted_for_the_oversight(
    cast: World, rest: As, draft: ReportVersion
) -> None:
    data = (HEADER + "diesel,1,5,t\n").encode()
    send_file(rest, draft, data)
    other = open_report(facility=cast.second_facility, compliance_year=2020, by=cast.actor("second_reporter"))
    address = f"reports/{other.report.public_id}/imports"
    rest("second_reporter").upload(address, SimpleUploadedFile("x.csv", data))
    noted = AuditEvent.objects.filter(action="reporting:file:same_content")
    assert noted.count() == 1
    assert not noted.visible_to(cast.actor("second_reporter")).exists()
    assert noted.visible_to(cast.actor("regulator")).exists()


def test_a_file_for_a_report_submitted_meanwhile_changes_nothing(cast: World, rest: As, draft: ReportVersion) -> None:
    address = f"reports/{draft.report.public_id}"
    data = (HEADER + "diesel,1,5,t\n").encode()
    answer = rest("reporter").upload(f"{address}/imports", SimpleUploadedFile("x.csv", data))
    rest("responsible_person").post(f"{address}/submit", {"acknowledgement": True})
    run_jobs()
    imported = ImportedFile.objects.get(public_id=answer.json()["id"])
    assert [problem["code"] for problem in imported.problems] == ["not_a_draft"]
    assert ActivityRecord.objects.filter(version=draft).count() == 24


def test_100_000_rows_are_refused_one_above(draft: ReportVersion, rest: As) -> None:
    row = json.dumps({"source_stream": "diesel", "quantity": "1", "unit": "t"})
    answer = rest("reporter").put(rows_address(draft), '{"rows": [' + ",".join([row] * 100_001) + "]}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "too_many_rows"


def test_b38_a_formula_in_a_remark_is_stored_as_it_is(draft: ReportVersion, rest: As) -> None:
    rows = [{"source_stream": "diesel", "month": 1, "quantity": "7", "unit": "t", "remark": "=cmd|' /C calc'!A0"}]
    assert rest("reporter").put(rows_address(draft), {"rows": rows}).status_code == 200
    assert draft.activity_records.get().remark == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    "remark", ["a\\b", "tab\there", "line\nbreak", "\\N", "\\.", "汉字 — “quoted”", "'; DROP TABLE"]
)
def test_text_is_stored_as_it_was_sent(draft: ReportVersion, rest: As, remark: str) -> None:
    rows = [{"source_stream": "diesel", "month": 1, "quantity": "7", "unit": "t", "remark": remark}]
    assert rest("reporter").put(rows_address(draft), {"rows": rows}).status_code == 200
    assert draft.activity_records.get().remark == remark
