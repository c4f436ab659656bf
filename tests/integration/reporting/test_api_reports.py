"""The REST doors of reporting, from opening a report to the explanation of a line."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mrv.core.models import AuditEvent
from reporting.models import ActivityRecord, EmissionLine, EmissionsReport, ReportVersion
from tests.factories import World
from tests.factories import version as version_of
from tests.integration.reporting.conftest import Rest
from tests.reporting_cast import filled, full_rows
from tests.support import run_jobs

As = Callable[[str], Rest]


def as_json(rows: list[Any] | None = None) -> dict[str, Any]:
    fields = ("source_stream", "quantity", "unit", "month", "data_source", "evidence_ref")
    return {"rows": [{name: getattr(row, name) for name in fields} for row in (rows or full_rows())]}


def test_the_whole_way_by_rest(cast: World, rest: As) -> None:
    reporter, signer = rest("reporter"), rest("responsible_person")
    opened = reporter.post("reports", {"facility_code": cast.facility.code, "compliance_year": 2020})
    assert opened.status_code == 201, opened.json()
    report = f"reports/{opened.json()['id']}"
    replaced = reporter.put(f"{report}/activity-records", as_json())
    assert replaced.status_code == 200, replaced.json()
    assert replaced.json() == {"rows": 24, "revision": 1}
    submitted = signer.post(f"{report}/submit", {"acknowledgement": True})
    assert submitted.status_code == 202, submitted.json()
    run_jobs()
    job = signer.get(submitted.json()["job"].removeprefix("/api/v1/")).json()
    assert (job["state"], job["result"]["outcome"]) == ("done", "computed")
    lines = reporter.get(f"{report}/emission-lines?page_size=10")
    assert len(lines.json()["results"]) == 10
    assert 'rel="next"' in lines.headers["Link"]
    first = lines.json()["results"][0]
    assert first["co2e_t"] == "309.900555"
    shown = reporter.get(f"emission-lines/{first['id']}/explanation").json()
    assert shown["is_identical"] is True
    assert reporter.get(report).json()["version"]["state"] == "computed"


def test_rows_are_read_back_page_by_page(cast: World, rest: As) -> None:
    version = filled(cast)
    report = f"reports/{version.report.public_id}"
    first = rest("reporter").get(f"{report}/activity-records?page_size=20")
    assert first.json()["results"][0] == {
        "source_stream": "diesel", "month": 1, "parameter": "activity", "quantity": "100.1", "unit": "t",
        "data_source": "invoice", "evidence_ref": "INV-1", "remark": "", "row_number": 1,
            "uncertainty_percent": None, "basis": "", "component": "",
    }  # fmt: skip
    address = first.headers["Link"].split(">")[0].split("/api/v1/")[1]
    assert len(rest("reporter").get(address).json()["results"]) == 4


def test_a_bad_row_is_answered_with_its_pointer_in_both_languages(cast: World, rest: As) -> None:
    version = filled(cast)
    body = as_json()
    body["rows"][3]["unit"] = "kWh"
    answer = rest("reporter").put(f"reports/{version.report.public_id}/activity-records", body)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/rows/3/unit", "unit_dimension")
    assert "kWh" in error["messages"]["en"]
    assert "应为" in error["messages"]["zh"]
    assert version.activity_records.count() == 24


def test_replacing_is_refused_on_an_old_revision(cast: World, rest: As) -> None:
    version = filled(cast)
    address = f"reports/{version.report.public_id}/activity-records"
    assert rest("reporter").put(address, as_json(), **{"If-Match": '"0"'}).status_code == 412
    assert rest("reporter").put(address, {**as_json(), "expected_revision": 0}).status_code == 409
    assert rest("reporter").put(address, as_json(), **{"If-Match": '"1"'}).status_code == 200


def test_f22_the_same_key_submits_once_and_answers_the_same_bytes(cast: World, rest: As) -> None:
    report = f"reports/{filled(cast).report.public_id}"
    signer = rest("responsible_person")
    first = signer.post(f"{report}/submit", {"acknowledgement": True}, **{"Idempotency-Key": "night-1"})
    second = signer.post(f"{report}/submit", {"acknowledgement": True}, **{"Idempotency-Key": "night-1"})
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.content == second.content
    other = signer.post(f"{report}/submit", {"acknowledgement": False}, **{"Idempotency-Key": "night-1"})
    assert other.status_code == 422


def test_submitting_without_acknowledgement_is_refused(cast: World, rest: As) -> None:
    report = f"reports/{filled(cast).report.public_id}"
    answer = rest("responsible_person").post(f"{report}/submit", {"acknowledgement": False})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "not_acknowledged"


def test_checks_that_block_are_listed(cast: World, rest: As) -> None:
    version = filled(cast, full_rows()[:20])
    report = f"reports/{version.report.public_id}"
    answer = rest("responsible_person").post(f"{report}/submit", {"acknowledgement": True})
    assert answer.status_code == 422
    assert [error["code"] for error in answer.json()["errors"]] == ["month_gap"]


def test_an_explained_warning_no_longer_blocks(cast: World, rest: As) -> None:
    version = filled(cast, full_rows()[:20])
    report = f"reports/{version.report.public_id}"
    found = rest("reporter").get(f"{report}/check-results").json()["results"]
    address = f"{report}/check-results/{found[0]['id']}/explanation"
    body = {"explanation": "The plant stood still from September on."}
    assert rest("reporter").put(address, body).status_code == 200
    assert rest("responsible_person").post(f"{report}/submit", {"acknowledgement": True}).status_code == 202


def test_an_uploaded_csv_is_read_by_a_job(cast: World, rest: As) -> None:
    version = filled(cast, full_rows()[:3])
    report = f"reports/{version.report.public_id}"
    text = "source_stream,month,quantity,unit\n" + "".join(f"diesel,{m},{m}.5,t\n" for m in range(1, 13))
    answer = rest("reporter").upload(f"{report}/imports", SimpleUploadedFile("diesel.csv", text.encode()))
    assert answer.status_code == 202, answer.json()
    run_jobs()
    found = rest("reporter").get(answer.headers["Location"].removeprefix("/api/v1/")).json()
    assert (found["state"], found["row_count"], found["problems"]) == ("accepted", 12, [])
    assert version.activity_records.count() == 12


def test_a_rejected_file_comes_back_annotated(cast: World, rest: As) -> None:
    version = filled(cast)
    report = f"reports/{version.report.public_id}"
    text = "source_stream,month,quantity,unit\ndiesel,1,5,t\ndiesel,2,1_000,t\n"
    answer = rest("reporter").upload(f"{report}/imports", SimpleUploadedFile("x.csv", text.encode()))
    run_jobs()
    address = answer.headers["Location"].removeprefix("/api/v1/")
    found = rest("reporter").get(address).json()
    assert (found["state"], [(p["row"], p["column"]) for p in found["problems"]]) == ("rejected", [(3, "quantity")])
    copy = rest("reporter").get(f"{address}/annotated").getvalue().decode("utf-8-sig").splitlines()
    assert "thousands separator" in copy[2]
    assert version.activity_records.count() == 24


def test_the_template_opens_as_a_workbook(cast: World, rest: As) -> None:
    version = filled(cast)
    answer = rest("reporter").get(f"reports/{version.report.public_id}/template")
    assert answer.content[:2] == b"PK"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="activity-FAC-1-2020.xlsx"'


def test_the_template_is_accepted_as_it_is(cast: World, rest: As) -> None:
    version = filled(cast)
    report = f"reports/{version.report.public_id}"
    book = rest("reporter").get(f"{report}/template").content
    answer = rest("reporter").upload(f"{report}/imports", SimpleUploadedFile("a.xlsx", book))
    run_jobs()
    found = rest("reporter").get(answer.headers["Location"].removeprefix("/api/v1/")).json()
    assert (found["state"], found["row_count"]) == ("accepted", 24)


def test_a_what_if_calculation_stores_nothing(cast: World, rest: As) -> None:
    inputs = {
        "activity": {"value": "1000", "unit": "t"},
        "net_calorific_value": {"value": "42.652", "unit": "GJ/t"},
        "carbon_content": {"value": "20.2", "unit": "tC/TJ"},
        "oxidation_factor": {"value": "98", "unit": "%"},
    }
    body = {"lines": [{"method": "cn.combustion.ncv_cc_of", "inputs": inputs}]}
    answer = rest("reporter").post("calculations", body)
    assert answer.status_code == 200, answer.json()
    assert answer.json()["lines"][0]["masses_t"] == {"CO2": "3095.909637"}
    assert not EmissionLine.objects.exists()


def test_a_what_if_calculation_names_every_bad_input(cast: World, rest: As) -> None:
    body = {"lines": [{"method": "cn.combustion.ncv_cc_of", "inputs": {"activity": {"value": "NaN", "unit": "t"}}}]}
    answer = rest("reporter").post("calculations", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/lines/0/inputs/activity"


def addresses(report_id: Any) -> list[tuple[str, str]]:
    report = f"reports/{report_id}"
    return [
        ("get", report), ("get", f"{report}/versions"), ("get", f"{report}/differences?from=1&to=1"),
        ("get", f"{report}/template"), ("get", f"{report}/activity-records"), ("put", f"{report}/activity-records"),
        ("get", f"{report}/imports"), ("get", f"{report}/emission-lines"), ("get", f"{report}/check-results"),
    ]  # fmt: skip


def test_a01_a_report_of_another_enterprise_looks_like_none(cast: World, rest: As) -> None:
    version = filled(cast)
    stranger = rest("second_reporter")
    before = AuditEvent.objects.filter(action="reporting:access:deny").count()
    for verb, address in addresses(version.report.public_id):
        arguments = (as_json(),) if verb == "put" else ()
        mine = getattr(stranger, verb)(address, *arguments)
        other = getattr(stranger, verb)(address.replace(str(version.report.public_id), str(uuid.uuid4())), *arguments)
        assert mine.status_code == other.status_code == 404, (verb, address)
        assert {**mine.json(), "instance": ""} == {**other.json(), "instance": ""}
    assert AuditEvent.objects.filter(action="reporting:access:deny").count() == before + 2 * len(
        addresses(version.report.public_id)
    )
    assert version.activity_records.count() == 24


def test_a02_lists_show_the_own_enterprise_only(cast: World, rest: As) -> None:
    filled(cast)
    assert rest("second_reporter").get("reports").json()["results"] == []
    assert [f["code"] for f in rest("second_reporter").get("facilities").json()["results"]] == ["FAC-2"]
    assert rest("second_reporter").get("reports?facility=FAC-1").json()["results"] == []
    assert len(rest("second_reporter").get("monitoring-plans").json()["results"]) == 1


def test_one_report_shows_the_newest_version_this_actor_may_see(cast: World, rest: As) -> None:
    version_of(cast.facility, year=2016, state="decided", number=1)
    draft = version_of(cast.facility, year=2016, number=2)
    version_of(cast.facility, year=2015)
    shown = {
        (person, year): (rest(person).get(f"reports/{report.public_id}").json()["version"] or {}).get("number")
        for person in ("reporter", "regulator")
        for year, report in ((2016, draft.report), (2015, EmissionsReport.objects.get(compliance_year=2015)))
    }
    assert shown == {
        ("reporter", 2016): 2, ("regulator", 2016): 1, ("reporter", 2015): 1, ("regulator", 2015): None,
    }  # fmt: skip


def test_one_report_and_the_list_say_the_same_of_it(cast: World, rest: As) -> None:
    first = version_of(cast.facility, year=2016, state="withdrawn", number=1)
    version_of(cast.facility, year=2016, state="submitted", number=2, supersedes=first)
    (listed,) = rest("reporter").get("reports?compliance_year=2016").json()["results"]
    assert rest("reporter").get(f"reports/{first.report.public_id}").json() == listed
    assert listed["version"]["supersedes"] == 1


def test_a03_a_foreign_facility_in_a_body_is_not_found(cast: World, rest: As) -> None:
    body = {"facility_code": cast.facility.code, "compliance_year": 2020}
    assert rest("second_reporter").post("reports", body).status_code == 422
    assert not ReportVersion.objects.exists()


def test_a04_a_row_of_a_foreign_facility_is_refused(cast: World, rest: As) -> None:
    version = filled(cast)
    body = as_json()
    body["rows"][7]["facility_code"] = "FAC-2"
    answer = rest("reporter").put(f"reports/{version.report.public_id}/activity-records", body)
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        ("/rows/7/facility_code", "facility_other")
    ]


def test_a05_a_job_of_another_enterprise_looks_like_none(cast: World, rest: As) -> None:
    report = f"reports/{filled(cast).report.public_id}"
    submitted = rest("responsible_person").post(f"{report}/submit", {"acknowledgement": True})
    address = submitted.json()["job"].removeprefix("/api/v1/")
    assert rest("second_reporter").get(address).status_code == 404


def test_a23_unknown_fields_are_refused(cast: World, rest: As) -> None:
    body = {"facility_code": cast.facility.code, "compliance_year": 2020, "state": "decided"}
    answer = rest("reporter").post("reports", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/state"


@pytest.mark.parametrize("address", ["reports", "facilities", "monitoring-plans"])
def test_p10_lists_ask_the_same_few_queries_however_long(cast: World, rest: As, address: str) -> None:
    reporter = rest("reporter")
    counts = []
    for year in (2018, 2019, 2020):
        filled(cast, year=year)
        reporter.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reporter.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[-1] <= 6


def test_p10_lines_ask_few_queries(cast: World, rest: As) -> None:
    report = f"reports/{filled(cast).report.public_id}"
    rest("responsible_person").post(f"{report}/submit", {"acknowledgement": True})
    run_jobs()
    reporter = rest("reporter")
    with CaptureQueriesContext(connection) as queries:
        assert len(reporter.get(f"{report}/emission-lines").json()["results"]) == 24
    assert len(queries) <= 6
    assert ActivityRecord.objects.count() == 24


def test_f06_submitting_while_the_broker_is_down_is_accepted(
    cast: World, rest: As, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def refuse(*arguments: Any, **options: Any) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr("mrv.celery.app.send_task", refuse)
    report = f"reports/{filled(cast).report.public_id}"
    with django_capture_on_commit_callbacks(execute=True):
        answer = rest("responsible_person").post(f"{report}/submit", {"acknowledgement": True})
    assert answer.status_code == 202
    run_jobs()
    assert rest("reporter").get(report).json()["version"]["state"] == "computed"
