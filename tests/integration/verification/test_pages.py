"""The pages of verification without scripts: the whole case by forms, errors placed, closed to strangers."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mrv.core.models import AuditEvent
from tests.integration.verification import stage as play
from tests.support import run_jobs, signed_in
from verification.models import Appeal, BusinessTie, Decision, Finding, ReviewSample, SiteVisit, VerificationStatement
from verification.services.decide import decide
from verification.services.issue_findings import issue_findings
from verification.states import Opinion

pytestmark = pytest.mark.django_db


def client_of(stage: play.Stage, name: str) -> Client:
    client = signed_in(stage.world.people[name])
    client.cookies["django_language"] = "en"
    return client


def to(name: str, record: Any) -> str:
    return reverse(f"verification:{name}", args=[record.public_id])


def post(client: Client, address: str, **fields: Any) -> Any:
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:3000]
    return answer


def test_whole_case_by_forms() -> None:
    stage = play.Stage(made := play.world(), play.computed(made, warn="coal"))
    run_jobs()
    regulator, verifier, lead = (client_of(stage, n) for n in ("regulator", "verifier", "lead_verifier"))
    people = made.people
    seats = {
        "lead": people["lead_verifier"].pk, "verifiers": [people["verifier"].pk],
        "reviewer": people["independent_reviewer"].pk, "assurance_level": "reasonable",
    }  # fmt: skip
    post(regulator, to("assign", stage.version) + "?body=VB-1", **seats)
    case = stage.version.report.engagements.get()
    post(verifier, to("start_review", case))
    post(verifier, to("raise_finding", case), type="misstatement", text="Too low.", effect_tco2e="12.5", line="1")
    post(verifier, to("send_findings", case))
    finding = Finding.objects.get()
    enterprise = client_of(stage, "responsible_person")
    post(enterprise, to("answer_finding", finding), response="Corrected in evidence E-1.")
    post(enterprise, to("send_answers", stage.version.report))
    post(verifier, to("review_again", case))
    post(verifier, to("judge_finding", finding), judgement="accepted", text="Plausible.")
    post(verifier, to("sample", case), line_number="1", outcome="agrees", note="Invoice")
    post(verifier, to("visit", case), visit_date="2018-04-12", place="Boiler house", observations="Meters read.")
    digits = stage.version.result_hash
    post(
        lead, to("statement", case), opinion="verified", criteria="ISO", scope_text="All", result_hash=digits
    )  # fmt: skip
    post(client_of(stage, "independent_reviewer"), to("second_review", case), word="agree", revision="1")
    receipt = post(lead, to("conclude", case), is_confirmed="on", opinion="verified", result_hash=digits)
    assert "The statement is signed" in receipt.content.decode()
    post(regulator, to("decide", stage.version), outcome="accepted", result_hash=digits)
    assert stage.reload().state == "decided"
    assert (SiteVisit.objects.count(), ReviewSample.objects.exclude(outcome="").count()) == (1, 1)


CASE_PAGES = ["review", "findings", "sample", "visit", "statement", "history"]


@pytest.mark.parametrize("name", CASE_PAGES)
@pytest.mark.parametrize("who", ["verifier", "lead_verifier", "independent_reviewer", "regulator"])
def test_every_page_of_a_case_is_drawn_for_everybody_who_may_see_it(name: str, who: str) -> None:
    stage = play.concluded(warn="coal")
    assert client_of(stage, who).get(to(name, stage.case)).status_code == 200


@pytest.mark.parametrize("name", CASE_PAGES)
def test_case_of_another_body_is_not_found(name: str) -> None:
    stage = play.under_review()
    assert client_of(stage, "outside_verifier").get(to(name, stage.case)).status_code == 404


def test_enterprise_sees_only_its_own_findings_and_only_those_that_were_sent() -> None:
    stage = play.under_review()
    finding = play.misstatement(stage, "120")
    report = stage.version.report
    own, other = client_of(stage, "reporter"), client_of(stage, "second_responsible_person")
    assert "The meter reads more" not in own.get(to("to_answer", report)).content.decode()
    issue_findings(version=stage.version, by=stage.actor("verifier"))
    assert "The meter reads more" in own.get(to("to_answer", report)).content.decode()
    assert other.get(to("to_answer", report)).status_code == 404
    assert other.post(to("answer_finding", finding), {"response": "x"}).status_code == 404
    assert own.post(to("answer_finding", finding), {"response": "x"}).status_code == 403
    assert Finding.objects.get().response == ""


def test_barred_body_is_shown_with_its_rule_and_cannot_be_chosen() -> None:
    stage = play.Stage(made := play.world(), play.computed(made))
    from django.utils import timezone

    BusinessTie.objects.create(
        kind="consulting", provider=made.body, client=made.enterprise, valid_from="2017-01-01", declared_at=timezone.now()
    )  # fmt: skip
    regulator = client_of(stage, "regulator")
    page = regulator.get(to("assign", stage.version)).content.decode()
    assert "Consulting" in page
    assert "?body=VB-2" in page
    assert "?body=VB-1" not in page
    people = made.people
    seats = {
        "lead": people["lead_verifier"].pk,
        "reviewer": people["independent_reviewer"].pk,
        "assurance_level": "limited",
    }
    answer = regulator.post(to("assign", stage.version) + "?body=VB-1", seats)
    assert (answer.status_code, stage.reload().state) == (422, "computed")
    assert "Choose another body" in answer.content.decode()
    assert AuditEvent.objects.get(action="verification:access:deny").payload == {"rules": ["consulting"]}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"type": "misstatement", "text": "x"}, "needs its effect"),
        ({"type": "misstatement", "text": "x", "effect_tco2e": "1,234"}, "plain number"),
        ({"type": "misstatement", "text": "x", "effect_tco2e": "１２３"}, "plain number"),
        ({"type": "misstatement", "text": "x", "effect_tco2e": "NaN"}, "plain number"),
        ({"type": "recommendation", "text": "x", "effect_tco2e": "5"}, "Only a misstatement"),
        ({"type": "recommendation", "text": ""}, "required"),
        ({"type": "recommendation", "text": "x", "line": "99"}, "99"),
    ],
)
def test_bad_finding_comes_back_with_the_message_at_its_field(fields: dict[str, str], message: str) -> None:
    stage = play.under_review()
    answer = client_of(stage, "verifier").post(to("raise_finding", stage.case), fields)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not Finding.objects.exists()


def test_opinion_that_is_closed_is_not_on_offer_and_not_taken() -> None:
    stage = play.under_review()
    play.unresolved(stage, "9000")
    lead = client_of(stage, "lead_verifier")
    assert 'value="verified"' not in lead.get(to("statement", stage.case)).content.decode()
    fields = {"opinion": "verified", "criteria": "x", "scope_text": "y", "result_hash": stage.version.result_hash}
    assert lead.post(to("statement", stage.case), fields).status_code == 422


def test_signature_needs_the_tick_and_the_digits_that_were_read() -> None:
    stage = play.reviewed(play.under_review())
    lead = client_of(stage, "lead_verifier")
    fields = {"opinion": "verified", "result_hash": stage.version.result_hash}
    assert lead.post(to("conclude", stage.case), fields).status_code == 422
    stale = {**fields, "is_confirmed": "on", "result_hash": "0" * 64}
    assert lead.post(to("conclude", stage.case), stale).status_code == 409
    assert not VerificationStatement.objects.exists()


def test_verifier_presses_no_button_of_the_authority_and_the_refusal_is_kept() -> None:
    stage = play.concluded()
    digits = stage.version.result_hash
    answer = client_of(stage, "lead_verifier").post(
        to("decide", stage.version), {"outcome": "accepted", "result_hash": digits}
    )
    assert answer.status_code == 403
    assert not Decision.objects.exists()


def test_page_that_is_no_longer_true_answers_409() -> None:
    stage = play.concluded()
    decide(version=stage.version, result_hash=stage.version.result_hash, by=stage.actor("regulator"))
    fields = {"outcome": "accepted", "result_hash": stage.version.result_hash}
    assert client_of(stage, "second_regulator").post(to("decide", stage.version), fields).status_code == 409


def test_sending_back_without_a_reason_comes_back_to_the_field() -> None:
    stage = play.concluded()
    fields = {"outcome": "sent_back", "result_hash": stage.version.result_hash}
    answer = client_of(stage, "regulator").post(to("decide", stage.version), fields)
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in answer.content.decode()


def test_anybody_checks_a_signature_without_signing_in() -> None:
    stage = play.concluded(Opinion.WITH_COMMENTS)
    statement = stage.notes["statement"]
    address = reverse("verification:verify_signature")
    broken = "\n".join(statement.signature[i : i + 60] for i in range(0, len(statement.signature), 60))
    genuine = Client().post(address, {"jws": broken}, headers={"accept-language": "en"})
    assert "Genuine and unchanged" in genuine.content.decode()
    assert "Genuine and unchanged" not in Client().post(address, {"jws": statement.signature[:-4]}).content.decode()
    assert Client().post(address, {"jws": ""}).status_code == 200


def test_enterprise_reads_the_statement_downloads_it_and_appeals() -> None:
    stage = play.concluded()
    decide(version=stage.version, result_hash=stage.version.result_hash, by=stage.actor("regulator"))
    decision, statement = Decision.objects.get(), stage.notes["statement"]
    enterprise = client_of(stage, "responsible_person")
    assert to("appeal", decision) in enterprise.get(to("signed", statement)).content.decode()
    assert enterprise.get(to("signature", statement)).content.decode() == statement.signature
    post(enterprise, to("appeal", decision), text="The grid factor is disputed.")
    appeal = Appeal.objects.get()
    assert to("appeal", decision) not in enterprise.get(to("signed", statement)).content.decode()
    assert to("ruling", appeal) not in enterprise.get(to("signed", statement)).content.decode()
    queue = client_of(stage, "second_regulator").get(reverse("verification:queue")).content.decode()
    assert to("ruling", appeal) in queue
    page = client_of(stage, "second_regulator").get(to("ruling", appeal)).content.decode()
    assert to("signed", statement) in page
    refused = client_of(stage, "regulator").post(to("ruling", appeal), {"ruling": "dismissed", "reason": "No."})
    assert refused.status_code == 422
    post(client_of(stage, "second_regulator"), to("ruling", appeal), ruling="upheld", reason="It is right.")
    assert stage.reload().state == "withdrawn"
    assert "It is right." in enterprise.get(to("signed", statement)).content.decode()
    assert (
        to("ruling", appeal) not in client_of(stage, "regulator").get(reverse("verification:queue")).content.decode()
    )


def test_a_decided_report_is_reopened_with_a_reason_and_corrected_by_the_enterprise() -> None:
    stage = play.concluded()
    decide(version=stage.version, result_hash=stage.version.result_hash, by=stage.actor("regulator"))
    regulator = client_of(stage, "regulator")
    address = to("reopen", stage.version)
    assert address in regulator.get(to("signed", stage.notes["statement"])).content.decode()
    assert regulator.post(address, {"reason": ""}).status_code == 422
    assert stage.reload().state == "decided"
    assert "is open again" in post(regulator, address, reason="The meter was wrong.").content.decode()
    assert stage.reload().state == "withdrawn"
    assert regulator.get(address).status_code == 404
    enterprise = client_of(stage, "reporter")
    correct = reverse("reporting:correct", args=[stage.version.report.public_id])
    report = reverse("reporting:report", args=[stage.version.report.public_id])
    assert f'href="{correct}"' in enterprise.get(report).content.decode()
    post(enterprise, correct, reason_text="The meter of March is corrected.")
    newest = stage.version.report.versions.order_by("-number").first()
    assert newest is not None
    assert (newest.state, newest.supersedes_id) == ("draft", stage.version.pk)


def test_the_time_to_appeal_is_said_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = play.concluded()
    decide(version=stage.version, result_hash=stage.version.result_hash, by=stage.actor("regulator"))
    decision, statement = Decision.objects.get(), stage.notes["statement"]
    enterprise = client_of(stage, "responsible_person")
    assert "You can appeal until" in enterprise.get(to("signed", statement)).content.decode()
    monkeypatch.setattr("verification.views.statement.last_day_to_appeal", lambda _decision: date(2000, 1, 1))
    assert to("appeal", decision) not in enterprise.get(to("signed", statement)).content.decode()


def test_queue_shows_each_role_what_waits_for_it() -> None:
    stage = play.concluded(warn="coal")
    run_jobs()
    decide_link = to("decide", stage.version)
    assert decide_link in client_of(stage, "regulator").get(reverse("verification:queue")).content.decode()
    verifier = client_of(stage, "verifier").get(reverse("verification:queue") + "?stage=to_decide").content.decode()
    assert to("review", stage.case) in verifier
    assert decide_link not in verifier
    assert client_of(stage, "regulator").get(reverse("verification:queue") + "?sort=name").status_code == 400
    assert client_of(stage, "reporter").get(reverse("verification:queue")).status_code == 403


def test_queue_costs_the_same_few_queries_however_long(django_assert_max_num_queries: Any) -> None:
    made = play.world()
    for year in range(2005, 2017):
        play.computed(made, year=year)
    run_jobs()
    regulator = client_of(play.Stage(made, made.facility.reports.first().versions.get()), "regulator")
    with django_assert_max_num_queries(10):
        assert regulator.get(reverse("verification:queue")).status_code == 200
