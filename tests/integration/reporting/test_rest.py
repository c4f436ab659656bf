"""The enterprise's job by REST: open, declare, check, submit, read the result; and what is refused on the way."""

import json
from typing import Any

import pytest
from django.test import Client

from mrv.core.models import AuditEvent
from mrv.roles import Role
from reporting.models import ActivityRecord, ReportVersion
from tests.factories import World, api_client, world
from tests.reporting_cast import prepare, rest_rows
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> World:
    made = world()
    prepare(made)
    return made


@pytest.fixture
def erp(cast: World) -> Client:
    """The enterprise's own system."""
    _, bearer = api_client(cast.enterprise, Role.REPORTER, Role.RESPONSIBLE_PERSON)
    return Client(headers={"Authorization": bearer, "Accept-Language": "en"})


def send(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body or {})
    return getattr(client, method)(f"/api/v1{path}", text, content_type="application/json", headers=headers)


def opened(erp: Client) -> str:
    answer = send(erp, "post", "/reports", {"facility_code": "FAC-1", "compliance_year": 2017})
    assert answer.status_code == 201, answer.content
    return f"/reports/{answer.json()['id']}"


def filled(erp: Client) -> str:
    report = opened(erp)
    answer = send(erp, "put", f"{report}/activity-records", {"rows": rest_rows()})
    assert answer.status_code == 200, answer.content
    return report


def test_an_enterprise_system_does_the_whole_job(erp: Client) -> None:
    report = filled(erp)
    for result in erp.get(f"/api/v1{report}/check-results").json()["results"]:
        text = {"explanation": "Metered by the supplier, invoice on file."}
        send(erp, "put", f"{report}/check-results/{result['id']}/explanation", text)
    submitted = send(erp, "post", f"{report}/submit", {"acknowledgement": True})
    assert submitted.status_code == 202, submitted.content
    run_jobs()
    assert erp.get(submitted.json()["job"]).json()["state"] == "done"
    version = erp.get(f"/api/v1{report}").json()["version"]
    assert version["state"] == "computed"
    lines = erp.get(f"/api/v1{report}/emission-lines").json()["results"]
    total = ReportVersion.objects.get().total_co2e_t
    from decimal import Decimal

    assert sum(Decimal(line["co2e_t"]) for line in lines) == total == Decimal(version["total_co2e_t"])
    explanation = erp.get(f"/api/v1/emission-lines/{lines[0]['id']}/explanation")
    assert explanation.status_code == 200
    assert "formula" in explanation.json()


def test_opening_twice_says_so(erp: Client) -> None:
    opened(erp)
    answer = send(erp, "post", "/reports", {"facility_code": "FAC-1", "compliance_year": 2017})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/compliance_year")


def test_f22_opening_again_with_the_same_key_gives_the_same_report(erp: Client) -> None:
    body, key = {"facility_code": "FAC-1", "compliance_year": 2017}, {"Idempotency-Key": "open-1"}
    first, second = (send(erp, "post", "/reports", body, **key) for _ in range(2))
    assert first.content == second.content


def test_replacing_the_rows_again_leaves_the_same_rows(erp: Client) -> None:
    report = filled(erp)
    before = ActivityRecord.objects.count()
    assert send(erp, "put", f"{report}/activity-records", {"rows": rest_rows()}).status_code == 200
    assert ActivityRecord.objects.count() == before


def test_a_bad_row_is_placed_and_nothing_is_stored(erp: Client) -> None:
    report = opened(erp)
    rows = rest_rows()
    rows[1] = {**rows[1], "quantity": "1_000"}
    answer = send(erp, "put", f"{report}/activity-records", {"rows": rows})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/rows/1/quantity"
    assert not ActivityRecord.objects.exists()


def test_an_edit_on_an_old_revision_is_a_conflict(erp: Client) -> None:
    report = filled(erp)
    answer = send(erp, "put", f"{report}/activity-records", {"rows": rest_rows(), "expected_revision": 0})
    assert answer.status_code == 409


def test_b11_deep_nesting_is_refused(erp: Client) -> None:
    answer = send(erp, "put", f"{opened(erp)}/activity-records", "[" * 100_000)
    assert answer.status_code == 400


def test_submitting_an_empty_report_lists_the_checks(erp: Client) -> None:
    answer = send(erp, "post", f"{opened(erp)}/submit", {"acknowledgement": True})
    assert (answer.status_code, answer.json()["code"]) == (422, "checks_failed")
    assert answer.json()["errors"][0]["detail"]


def test_a20_a_submitted_report_takes_no_rows(erp: Client) -> None:
    report = filled(erp)
    for result in erp.get(f"/api/v1{report}/check-results").json()["results"]:
        text = {"explanation": "Metered by the supplier, invoice on file."}
        send(erp, "put", f"{report}/check-results/{result['id']}/explanation", text)
    send(erp, "post", f"{report}/submit", {"acknowledgement": True})
    assert send(erp, "put", f"{report}/activity-records", {"rows": rest_rows()}).status_code == 409


@pytest.mark.parametrize(
    "address",
    ["", "/versions", "/activity-records", "/emission-lines", "/check-results", "/differences?from=1&to=1"],
)
def test_a01_a_report_of_another_enterprise_does_not_exist(cast: World, erp: Client, address: str) -> None:
    report = filled(erp)
    stranger = signed_in(cast.people["second_reporter"])
    answer = stranger.get(f"/api/v1{report}{address}")
    nothing = stranger.get(f"/api/v1/reports/00000000-0000-0000-0000-000000000007{address}")
    assert answer.status_code == nothing.status_code == 404
    assert answer.json()["detail"] == nothing.json()["detail"]


def test_a03_a_facility_of_another_enterprise_cannot_be_reported_on(erp: Client) -> None:
    answer = send(erp, "post", "/reports", {"facility_code": "FAC-2", "compliance_year": 2017})
    unknown = send(erp, "post", "/reports", {"facility_code": "FAC-9", "compliance_year": 2017})
    assert answer.status_code == unknown.status_code == 422
    assert answer.json()["errors"] == unknown.json()["errors"]


def test_a02_lists_show_only_the_own(cast: World, erp: Client) -> None:
    filled(erp)
    stranger = signed_in(cast.people["second_reporter"])
    assert stranger.get("/api/v1/reports").json()["results"] == []
    assert [row["code"] for row in stranger.get("/api/v1/facilities").json()["results"]] == ["FAC-2"]
    assert len(erp.get("/api/v1/reports").json()["results"]) == 1


def test_an_upload_is_read_in_the_background_and_answers_by_row(erp: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    report = opened(erp)
    head = "facility_code,source_stream,month,parameter,quantity,unit,data_source,evidence_ref,remark\n"
    row = rest_rows()[0]
    bad = f"FAC-1,{row['source_stream']},1,,NaN,{row['unit']},,,\n"
    upload = SimpleUploadedFile("data.csv", (head + bad).encode(), content_type="text/csv")
    answer = erp.post(f"/api/v1{report}/imports", {"file": upload})
    assert answer.status_code == 202, answer.content
    run_jobs()
    outcome = erp.get(answer.headers["Location"]).json()
    assert outcome["state"] == "rejected"
    assert outcome["problems"][0]["column"] == "quantity"
    copy = erp.get(outcome["annotated"])
    assert b"NaN" in b"".join(copy.streaming_content)


def test_a_draft_is_not_shown_to_the_authority(cast: World, erp: Client) -> None:
    report = filled(erp)
    assert signed_in(cast.people["regulator"]).get(f"/api/v1{report}").json()["version"] is None


def test_every_act_is_in_the_ledger(erp: Client) -> None:
    filled(erp)
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"reporting:report:open", "reporting:activity:replace"} <= actions
