"""The REST doors of verification: the whole case by JSON, placed errors, 404 for what is not yours."""

from typing import Any

import pytest
from django.test import Client

from mrv.core.models import AuditEvent
from tests.factories import World, world
from tests.integration.verification import stage as play
from tests.support import run_jobs, signed_in
from verification.models import Decision, Finding, VerificationEngagement, VerificationStatement
from verification.services.withdraw import withdraw

pytestmark = pytest.mark.django_db


def send(client: Client, path: str, body: Any = None, *, method: str = "post", **headers: str) -> Any:
    return getattr(client, method)(f"/api/v1/{path}", body or {}, content_type="application/json", headers=headers)


def client_of(world: World, name: str) -> Client:
    return signed_in(world.people[name])


TEAM = [
    {"person": "lead_verifier", "role": "lead"},
    {"person": "verifier", "role": "verifier"},
    {"person": "independent_reviewer", "role": "independent_reviewer"},
]


def test_whole_case_by_json() -> None:
    made = world()
    version = play.computed(made)
    body = {"version": str(version.public_id), "body": "VB-1", "team": TEAM}
    answer = send(client_of(made, "regulator"), "engagements", body)
    assert answer.status_code == 201, answer.json()
    case = f"engagements/{answer.json()['id']}"
    verifier, lead = client_of(made, "verifier"), client_of(made, "lead_verifier")
    enterprise = client_of(made, "responsible_person")
    assert send(verifier, f"{case}/start-review").json()["state"] == "document_review"
    finding = {"type": "misstatement", "text": "Too low.", "effect_tco2e": "12.5", "line_number": 1}
    raised = send(verifier, f"{case}/findings", finding)
    assert (raised.status_code, raised.json()["effect_tco2e"]) == (201, "12.5")
    assert send(verifier, f"{case}/issue-findings").json()["state"] == "findings_issued"
    mine = enterprise.get(f"/api/v1/{case}/findings").json()["results"]
    assert [row["number"] for row in mine] == [1]
    assert send(enterprise, f"findings/{raised.json()['id']}/answer", {"response": "Corrected."}).status_code == 200
    assert send(enterprise, f"{case}/respond").json()["turn"] == "verifier"
    send(verifier, f"{case}/review-again")
    judged = send(
        verifier, f"findings/{raised.json()['id']}/judgement", {"judgement": "accepted", "text": "Plausible."}
    )
    assert judged.json()["state"] == "closed"
    visit = {"visit_date": "2018-04-12", "place": "Boiler house", "observations": "Meters were read."}
    assert send(verifier, f"{case}/visits", visit).status_code == 201
    assert send(verifier, f"{case}/samples", {"line_number": 1, "outcome": "agrees"}).status_code == 200
    digits = version.result_hash
    draft = {"opinion": "verified", "criteria": "ISO 14064-3:2019", "scope_text": "All sources", "result_hash": digits}
    assert send(lead, f"{case}/statement-draft", draft, method="put").json()["revision"] == 1
    reviewer = client_of(made, "independent_reviewer")
    assert send(reviewer, f"{case}/second-review", {"revision": 1, "is_agreed": True}).status_code == 201
    signed = send(lead, f"{case}/conclude", {"opinion": "verified", "result_hash": digits})
    assert (signed.status_code, signed.json()["verified_tco2e"]) == (201, "100000")
    decision = {"outcome": "accepted", "result_hash": digits}
    regulator = client_of(made, "regulator")
    assert send(regulator, f"report-versions/{version.public_id}/decision", decision).status_code == 201
    version.refresh_from_db()
    assert version.state == "decided"
    genuine = send(Client(), "statements/verify", {"jws": signed.json()["signature"]}).json()
    assert genuine["is_genuine"]
    assert genuine["content"]["verified_tco2e"] == "100000"


def test_a28_statement_altered_by_one_character_is_not_genuine() -> None:
    stage = play.concluded()
    head, body, tail = stage.notes["statement"].signature.split(".")
    altered = f"{head}.{body[:-2]}{'A' if body[-2] != 'A' else 'B'}{body[-1]}.{tail}"
    answer = send(Client(), "statements/verify", {"jws": altered}).json()
    assert not answer["is_genuine"]
    assert answer["content"] is None


def test_conflict_names_its_rule_and_is_kept_in_the_ledger() -> None:
    made = world()
    made.body.parent = made.enterprise.parent = made.second_body
    made.body.save()
    made.enterprise.save()
    version = play.computed(made)
    body = {"version": str(version.public_id), "body": "VB-1", "team": TEAM}
    answer = send(client_of(made, "regulator"), "engagements", body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "same_group")
    denied = AuditEvent.objects.get(action="verification:access:deny")
    assert denied.payload == {"rules": ["same_group"]}
    assert not VerificationEngagement.objects.exists()


def test_a01_body_sees_only_what_it_was_assigned() -> None:
    stage = play.under_review()
    outside = client_of(stage.world, "outside_verifier")
    case = f"engagements/{stage.case.public_id}"
    missing = "engagements/00000000-0000-4000-8000-000000000000"
    foreign, absent = outside.get(f"/api/v1/{case}"), outside.get(f"/api/v1/{missing}")
    assert foreign.status_code == absent.status_code == 404
    assert {**foreign.json(), "instance": ""} == {**absent.json(), "instance": ""}
    assert outside.get("/api/v1/verification/queue").json()["results"] == []
    finding = {"type": "recommendation", "text": "Ours now."}
    assert send(outside, f"{case}/findings", finding).status_code == 404


def test_queue_sorts_by_risk_and_pages_by_keyset(django_assert_max_num_queries: Any) -> None:
    made = world()
    quiet = play.computed(made, lines=(("coal", 1, "10"),), year=2016)
    loud = play.computed(made, warn="coal", year=2017)
    run_jobs()
    regulator = client_of(made, "regulator")
    with django_assert_max_num_queries(8):
        page = regulator.get("/api/v1/verification/queue?page_size=1")
    assert [row["id"] for row in page.json()["results"]] == [str(loud.public_id)]
    following = page["Link"].split(">")[0][1:]
    row = regulator.get(following).json()["results"][0]
    assert row["id"] == str(quiet.public_id)
    assert row["risk"]["causes"][0]["code"] == "first_report"
    by_tonnes = regulator.get("/api/v1/verification/queue?sort=tonnes").json()["results"]
    assert [row["total_co2e_t"] for row in by_tonnes] == ["100000", "10"]


def test_a05_forged_cursor_is_refused() -> None:
    made = world()
    regulator = client_of(made, "regulator")
    for forged in ("WyJhIiwiYiIsImMiLCJkIl0", "!!"):
        answer = regulator.get(f"/api/v1/verification/queue?after={forged}")
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"type": "misstatement", "text": "x", "effect_tco2e": "1,234"}, "/effect_tco2e"),
        ({"type": "misstatement", "text": "x", "effect_tco2e": "NaN"}, "/effect_tco2e"),
        ({"type": "misstatement", "text": "x"}, "/effect_tco2e"),
        ({"type": "recommendation", "text": "x", "effect_tco2e": "1"}, "/effect_tco2e"),
        ({"type": "guess", "text": "x"}, "/type"),
        ({"type": "recommendation", "text": " "}, "/text"),
        ({"type": "recommendation", "text": "x", "line_number": 99}, "/line_number"),
        ({"type": "recommendation", "text": "x", "state": "closed"}, "/state"),
    ],
)
def test_bad_finding_is_refused_at_its_field(body: dict[str, Any], pointer: str) -> None:
    stage = play.under_review()
    answer = send(client_of(stage.world, "verifier"), f"engagements/{stage.case.public_id}/findings", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert not Finding.objects.exists()


def test_a24_f22_repeated_signature_with_one_key_signs_once() -> None:
    stage = play.reviewed(play.under_review())
    lead = client_of(stage.world, "lead_verifier")
    body = {"opinion": "verified", "result_hash": stage.version.result_hash}
    path = f"engagements/{stage.case.public_id}/conclude"
    first = send(lead, path, body, **{"Idempotency-Key": "one"})
    again = send(lead, path, body, **{"Idempotency-Key": "one"})
    other = send(lead, path, body)
    assert (first.status_code, again.content, other.status_code) == (201, first.content, 409)
    assert VerificationStatement.objects.count() == 1


def test_a22_stale_digits_answer_409() -> None:
    stage = play.concluded()
    decision = {"outcome": "accepted", "result_hash": "0" * 64}
    path = f"report-versions/{stage.version.public_id}/decision"
    assert send(client_of(stage.world, "regulator"), path, decision).status_code == 409


def test_a24_an_approval_played_again_has_no_second_effect() -> None:
    stage = play.concluded()
    regulator, other = (client_of(stage.world, name) for name in ("regulator", "second_regulator"))
    path = f"report-versions/{stage.version.public_id}/decision"
    body = {"outcome": "accepted", "result_hash": stage.version.result_hash}
    first = send(regulator, path, body, **{"Idempotency-Key": "captured"})
    again = send(regulator, path, body, **{"Idempotency-Key": "captured"})
    assert (first.status_code, again.content, again.headers["Idempotent-Replay"]) == (201, first.content, "true")
    assert [send(client, path, body).status_code for client in (regulator, other)] == [409, 409]
    borrowed = send(other, path, body, **{"Idempotency-Key": "captured"})
    assert (borrowed.status_code, "Idempotent-Replay" in borrowed.headers) == (409, False)
    assert Decision.objects.count() == 1
    assert AuditEvent.objects.filter(action="reporting:report_version:decide").count() == 1


def test_a24_an_approval_captured_before_a_withdrawal_does_not_undo_it() -> None:
    stage = play.concluded()
    regulator = client_of(stage.world, "regulator")
    path = f"report-versions/{stage.version.public_id}/decision"
    body = {"outcome": "accepted", "result_hash": stage.version.result_hash}
    headers = {"Idempotency-Key": "captured"}
    assert send(regulator, path, body, **headers).status_code == 201
    withdraw(version=stage.version, reason="Fraud.", by=stage.actor("regulator"))
    assert send(regulator, path, body, **headers).headers["Idempotent-Replay"] == "true"
    assert send(regulator, path, body).status_code == 409
    assert stage.reload().state == "withdrawn"
