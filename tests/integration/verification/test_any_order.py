"""Whatever is tried in whatever order by whomever: the case keeps its promises (Hypothesis, bounded)."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from mrv.core.models import AuditEvent
from mrv.core.services.signing import verify
from mrv.core.services.transition import ReasonMissing, StaleState
from mrv.workflow import IllegalTransition
from reporting.models import ReportVersion
from reporting.states import REPORT_VERSION
from tests.integration.verification import stage as play
from tests.support import run_jobs
from verification.guards import current_version
from verification.models import Decision, Finding, SecondReview, VerificationStatement
from verification.selectors.people import preparer_ids
from verification.services.answer_finding import answer_finding
from verification.services.conclude import conclude
from verification.services.decide import decide
from verification.services.issue_findings import issue_findings
from verification.services.judge_finding import judge_finding
from verification.services.prepare_statement import StatementText, prepare_statement
from verification.services.respond import respond
from verification.services.return_version import return_version
from verification.services.review_again import review_again
from verification.services.second_review import second_review
from verification.services.send_back import send_back
from verification.services.start_site_visit import start_site_visit
from verification.services.write_statement import KIND
from verification.states import Judgement, Opinion

REFUSALS = (PermissionDenied, ValidationError, StaleState, IllegalTransition, ReasonMissing)
PEOPLE = st.sampled_from(
    ["responsible_person", "verifier", "lead_verifier", "independent_reviewer", "regulator", "outside_verifier"]
)
LIKELY = {
    "verify": "verifier",
    "sign": "lead_verifier",
    "review": "independent_reviewer",
    "answer": "responsible_person",
}


class Case(RuleBasedStateMachine):
    """One report and everybody who might touch it."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.stage = play.under_review()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def version(self) -> ReportVersion:
        found = current_version(self.stage.version.report)
        assert found is not None
        return found

    def attempt(self, act: Any, **arguments: Any) -> None:
        try:
            with transaction.atomic():
                act(**arguments)
        except REFUSALS:
            return

    def by(self, who: str) -> dict[str, Any]:
        return {"version": self.version, "by": self.stage.actor(who)}

    @rule(who=PEOPLE, effect=st.sampled_from(["0", "1", "4000", "-2500", "9000"]))
    def raise_a_finding(self, who: str, effect: str) -> None:
        finding = play.FindingText(play.FindingType.MISSTATEMENT, "Differs.", effect_tco2e=Decimal(effect))
        self.attempt(play.raise_finding, finding=finding, **self.by(who))

    @rule(who=PEOPLE, act=st.sampled_from([issue_findings, respond, review_again, start_site_visit]))
    def move_on(self, who: str, act: Any) -> None:
        self.attempt(act, **self.by(who))

    @rule(act=st.sampled_from([issue_findings, review_again]))
    def move_on_as_verifier(self, act: Any) -> None:
        self.attempt(act, **self.by(LIKELY["verify"]))

    @rule(who=PEOPLE)
    def answer_everything(self, who: str) -> None:
        for finding in Finding.objects.filter(state="issued"):
            self.attempt(answer_finding, finding=finding, response="So it is.", by=self.stage.actor(who))

    @rule()
    def answer_and_send_as_enterprise(self) -> None:
        self.answer_everything(LIKELY["answer"])
        self.attempt(respond, **self.by(LIKELY["answer"]))

    @rule(who=PEOPLE, judgement=st.sampled_from(list(Judgement)))
    def judge_everything(self, who: str, judgement: Judgement) -> None:
        for finding in Finding.objects.all():
            self.attempt(judge_finding, finding=finding, judgement=judgement, text="Seen.", **self.by(who))

    @rule(opinion=st.sampled_from(list(Opinion)), imposed=st.sampled_from(["86000", "120000"]))
    def prepare(self, opinion: Opinion, imposed: str) -> None:
        values = {1: Decimal(imposed)} if opinion == Opinion.CONSERVATIVE else {}
        text = StatementText(opinion, "ISO 14064-3:2019", "All", "Why.", values)
        digits = self.version.result_hash
        self.attempt(prepare_statement, statement=text, result_hash=digits, **self.by(LIKELY["sign"]))

    @rule(who=PEOPLE, revision=st.integers(1, 4), is_agreed=st.booleans())
    def review_by_anybody(self, who: str, revision: int, is_agreed: bool) -> None:
        self.attempt(second_review, revision=revision, is_agreed=is_agreed, note="Read.", **self.by(who))

    @rule()
    def review_the_newest_draft(self) -> None:
        draft = getattr(self.version, "statement_draft", None)
        if draft is not None:
            self.attempt(second_review, revision=draft.revision, is_agreed=True, **self.by(LIKELY["review"]))

    @rule(who=PEOPLE, opinion=st.sampled_from(list(Opinion)))
    def sign_by_anybody(self, who: str, opinion: Opinion) -> None:
        digits = self.version.result_hash
        self.attempt(conclude, engagement=self.stage.case, opinion=opinion, result_hash=digits, **self.by(who))

    @rule()
    def sign_what_is_prepared(self) -> None:
        draft = getattr(self.version, "statement_draft", None)
        if draft is not None:
            self.sign_by_anybody(LIKELY["sign"], Opinion(draft.opinion))

    @rule(opinion=st.sampled_from(list(Opinion)), then=st.sampled_from([None, decide, decide, send_back]))
    def go_all_the_way(self, opinion: Opinion, then: Any) -> None:
        self.prepare(opinion, "120000")
        self.review_the_newest_draft()
        self.sign_what_is_prepared()
        if then is not None:
            self.rule_on_it("regulator", then)

    @rule(who=PEOPLE, act=st.sampled_from([decide, send_back]))
    def rule_on_it(self, who: str, act: Any) -> None:
        self.attempt(act, result_hash=self.version.result_hash, reason="So be it.", **self.by(who))

    @rule(lines=st.sampled_from(["50000", "60000"]))
    def recalculate(self, lines: str) -> None:
        if self.version.state not in {"decided", "released"}:
            play.compute(self.version, (("coal", 1, lines),), build=f"b{self.version.runs.count()}")

    @rule(is_meant=st.sampled_from([True, False, False, False]))
    def return_and_correct(self, is_meant: bool) -> None:
        if not is_meant:
            return
        self.attempt(return_version, reason="Wrong.", **self.by(LIKELY["verify"]))
        if self.version.state == "returned":
            play.computed(self.stage.world)
            run_jobs()

    @invariant()
    def history_is_a_path_through_the_table(self) -> None:
        for version in ReportVersion.objects.all():
            moves = AuditEvent.objects.about(version).filter(action__startswith="reporting:report_version:")
            here = REPORT_VERSION.initial
            for event in moves:
                step = REPORT_VERSION.find(event.action.rpartition(":")[2], here)
                assert event.payload["from"] == here
                here = step.target
            assert version.state == here

    @invariant()
    def what_counts_was_decided_once_on_its_own_digits(self) -> None:
        for version in ReportVersion.objects.filter(state__in=["decided", "released"]):
            accepted = Decision.objects.get(version=version, outcome="accepted")
            assert accepted.result_hash == version.result_hash == accepted.statement.result_hash
            assert accepted.statement.opinion != Opinion.NOT_VERIFIED
        assert ReportVersion.objects.filter(state="decided").count() <= 1

    @invariant()
    def nobody_acted_twice(self) -> None:
        for statement in VerificationStatement.objects.all():
            preparers = preparer_ids(statement.version)
            reviewers = set(SecondReview.objects.values_list("reviewed_by_id", flat=True))
            deciders = set(statement.decisions.values_list("decided_by_id", flat=True))
            assert statement.signed_by_id not in preparers | reviewers | deciders
            assert not deciders & (preparers | reviewers)

    @invariant()
    def every_statement_is_signed_and_says_what_is_material(self) -> None:
        for statement in VerificationStatement.objects.all():
            assert verify(statement.signature, kind=KIND).decode() == statement.payload
            share = statement.misstatement_percent or Decimal(0)
            if statement.opinion in {Opinion.VERIFIED, Opinion.WITH_COMMENTS}:
                assert share <= statement.threshold_percent
                assert statement.verified_tco2e == statement.reported_tco2e
            elif statement.opinion == Opinion.CONSERVATIVE:
                assert statement.verified_tco2e >= statement.reported_tco2e


@pytest.mark.django_db
def test_case_keeps_its_promises_in_any_order_of_acts() -> None:
    checks = list(HealthCheck)
    bounded = settings(max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(Case, settings=bounded)
    assert not ReportVersion.objects.exists(), "every example is undone"
