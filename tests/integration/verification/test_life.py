"""The life of a report in verification: from assignment to the decision, with findings, returns and corrections."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.utils import ProgrammingError
from django.utils import timezone

from mrv.core.models import AuditEvent
from mrv.core.services.transition import ReasonMissing, StaleState
from mrv.workflow import IllegalTransition
from tests.factories import world
from tests.integration.verification import stage as play
from tests.support import run_jobs
from verification.models import Finding, ReviewSample, RiskAssessment, VerifiedAdjustment
from verification.services.answer_finding import answer_finding
from verification.services.conclude import conclude
from verification.services.decide import decide
from verification.services.issue_findings import issue_findings
from verification.services.judge_finding import judge_finding
from verification.services.lapse_answers import lapse_answers
from verification.services.respond import respond
from verification.services.return_version import return_version
from verification.services.review_again import review_again
from verification.services.second_review import second_review
from verification.services.send_back import send_back
from verification.services.withdraw import withdraw
from verification.states import Judgement, Opinion
from verification.tasks import hand_back_overdue_answers

pytestmark = pytest.mark.django_db


def decided(stage: play.Stage) -> None:
    decide(version=stage.version, result_hash=stage.version.result_hash, by=stage.actor("regulator"))
    stage.reload()


def test_clean_report_goes_from_assignment_to_decision() -> None:
    stage = play.concluded()
    assert stage.version.state == "concluded"
    decided(stage)
    assert (stage.version.state, stage.case.state) == ("decided", "closed")
    statement = stage.notes["statement"]
    assert statement.verified_tco2e == statement.reported_tco2e == play.TOTAL
    assert {row.scope: row.co2e_t for row in statement.figures.all()} == {1: Decimal(86_000), 2: Decimal(14_000)}
    assert not VerifiedAdjustment.objects.exists()


def test_every_step_is_in_the_ledger_with_its_person() -> None:
    stage = play.concluded()
    decided(stage)
    moves = AuditEvent.objects.about(stage.version).values_list("action", "occurred_by__username")
    assert [(action.rpartition(":")[2], who) for action, who in moves][2:] == [
        ("assign", "regulator"),
        ("start_review", "verifier"),
        ("conclude", "lead_verifier"),
        ("decide", "regulator"),
    ]


def test_review_begins_with_a_proposed_sample() -> None:
    stage = play.under_review(warn="diesel")
    reasons = {s.line_number: s.reasons for s in ReviewSample.objects.filter(version=stage.version)}
    assert reasons[4][0] == "flagged"
    assert "heavy" in reasons[1]


def test_findings_are_answered_judged_and_closed() -> None:
    stage = play.under_review()
    finding = play.misstatement(stage, "100")
    issue_findings(version=stage.version, by=stage.actor("verifier"))
    person = stage.actor("responsible_person")
    with pytest.raises(ValidationError, match="#1"):
        respond(version=stage.version, by=person)
    answer_finding(finding=Finding.objects.get(), response="The meter was read again.", by=person)
    respond(version=stage.version, by=person)
    review_again(version=stage.version, by=stage.actor("verifier"))
    judged = judge_finding(
        version=stage.version, finding=finding, judgement=Judgement.ACCEPTED, text="The reading is plausible.",
        by=stage.actor("verifier"),
    )  # fmt: skip
    assert (judged.state, judged.response, judged.closed_by_id) == (
        "closed", "The meter was read again.", stage.actor("verifier").person_id,
    )  # fmt: skip
    play.reviewed(stage)
    assert play.signed(stage).opinion == "verified"


def test_answer_that_is_not_sufficient_goes_out_again() -> None:
    stage = play.under_review()
    play.unresolved(stage, "100")
    issue_findings(version=stage.version, by=stage.actor("verifier"))
    assert Finding.objects.get().state == "issued"


def test_answer_is_possible_only_while_findings_are_with_the_enterprise() -> None:
    stage = play.under_review()
    finding = play.misstatement(stage, "1")
    with pytest.raises(StaleState, match="Document review"):
        answer_finding(finding=finding, response="Early.", by=stage.actor("responsible_person"))


def test_time_over_hands_the_findings_back_unanswered() -> None:
    stage = play.under_review()
    play.misstatement(stage, "100")
    issue_findings(version=stage.version, by=stage.actor("verifier"))
    assert lapse_answers() == 0
    case = stage.case
    case.answers_due_date = case.answers_due_date.replace(year=case.answers_due_date.year - 1)
    case.save()
    assert hand_back_overdue_answers() == 1
    assert stage.reload().state == "enterprise_response"
    assert hand_back_overdue_answers() == 0


def test_time_over_leaves_a_version_alone_that_was_followed_by_a_correction() -> None:
    stage = play.under_review()
    play.misstatement(stage, "100")
    issue_findings(version=stage.version, by=stage.actor("verifier"))
    play.computed(stage.world)
    next_year = timezone.now() + timedelta(days=400)
    assert lapse_answers(at=next_year) == 0
    assert stage.reload().state == "findings_issued"


def test_returned_report_comes_back_corrected_to_the_same_team() -> None:
    stage = play.under_review()
    play.misstatement(stage, "5000")
    return_version(version=stage.version, reason="Line 1 is wrong.", by=stage.actor("verifier"))
    assert stage.reload().state == "returned"
    corrected = play.computed(stage.world, lines=(("coal", 1, "65000"), *play.LINES[1:]))
    run_jobs()
    corrected.refresh_from_db()
    assert corrected.state == "re_review"
    assert corrected.samples.exists()
    stage.version = corrected
    judge_finding(
        version=corrected, finding=Finding.objects.get(), judgement=Judgement.CORRECTED, text="Line 1 was corrected.",
        by=stage.actor("verifier"),
    )  # fmt: skip
    play.reviewed(stage)
    assert play.signed(stage).verified_tco2e == Decimal(105_000)
    decided(stage)
    assert list(stage.version.report.versions.values_list("state", flat=True)) == ["decided", "superseded"]


def test_version_that_was_followed_by_a_correction_is_no_longer_worked_on() -> None:
    stage = play.under_review()
    play.misstatement(stage, "10")
    issue_findings(version=stage.version, by=stage.actor("verifier"))
    play.computed(stage.world)
    with pytest.raises(StaleState, match="followed by version 2"):
        respond(version=stage.version, by=stage.actor("responsible_person"))
    with pytest.raises(StaleState, match="Computed"):
        answer_finding(finding=Finding.objects.get(), response="Late.", by=stage.actor("responsible_person"))


def test_return_needs_a_reason() -> None:
    stage = play.under_review()
    with pytest.raises(ReasonMissing):
        return_version(version=stage.version, reason=" ", by=stage.actor("verifier"))


def test_material_misstatement_closes_every_opinion_but_two() -> None:
    stage = play.under_review()
    play.unresolved(stage, "5000.000001")
    for opinion in (Opinion.VERIFIED, Opinion.WITH_COMMENTS):
        with pytest.raises(ValidationError, match="material"):
            play.prepared(stage, opinion)
    assert play.prepared(stage, Opinion.NOT_VERIFIED)


def test_misstatement_at_the_threshold_still_allows_comments() -> None:
    stage = play.under_review()
    play.unresolved(stage, "5000")
    with pytest.raises(ValidationError, match="unresolved"):
        play.prepared(stage, Opinion.VERIFIED)
    play.reviewed(stage, Opinion.WITH_COMMENTS)
    statement = play.signed(stage, Opinion.WITH_COMMENTS)
    assert statement.misstatement_percent == Decimal("5.0000")


def test_conservative_estimate_counts_with_an_adjustment() -> None:
    stage = play.under_review()
    play.unresolved(stage, "6000")
    with pytest.raises(ValidationError, match="at least"):
        play.prepared(stage, Opinion.CONSERVATIVE, imposed={1: Decimal(91_999)})
    play.reviewed(stage, Opinion.CONSERVATIVE, imposed={1: Decimal(92_500)})
    statement = play.signed(stage, Opinion.CONSERVATIVE)
    assert (statement.reported_tco2e, statement.verified_tco2e) == (play.TOTAL, Decimal(106_500))
    assert not VerifiedAdjustment.objects.in_force(stage.version.pk).exists()
    decided(stage)
    adjustment = VerifiedAdjustment.objects.in_force(stage.version.pk).get()
    assert (adjustment.scope, adjustment.co2e_t, adjustment.co2_t) == (1, Decimal(6500), Decimal(6500))


def test_statement_of_not_verified_cannot_count() -> None:
    stage = play.concluded(Opinion.NOT_VERIFIED)
    with pytest.raises(ValidationError, match="not verified"):
        decided(stage)


def test_sent_back_report_needs_a_new_review_and_a_new_signature() -> None:
    stage = play.concluded()
    send_back(
        version=stage.version,
        reason="The visit is missing.",
        result_hash=stage.version.result_hash,
        by=stage.actor("regulator"),
    )
    assert stage.reload().state == "re_review"
    with pytest.raises(ValidationError, match="not looked"):
        play.signed(stage)
    play.reviewed(stage)
    play.signed(stage)
    decided(stage)
    assert stage.version.decisions.count() == 2


def test_objection_of_the_reviewer_blocks_the_signature() -> None:
    stage = play.under_review()
    revision = play.prepared(stage)
    reviewer = stage.actor("independent_reviewer")
    with pytest.raises(ReasonMissing):
        second_review(version=stage.version, revision=revision, is_agreed=False, by=reviewer)
    second_review(version=stage.version, revision=revision, is_agreed=False, by=reviewer, note="Look at line 3.")
    with pytest.raises(ValidationError, match="Look at line 3"):
        play.signed(stage)


def test_draft_changed_after_the_review_has_to_be_reviewed_again() -> None:
    stage = play.reviewed(play.under_review())
    play.prepared(stage, Opinion.WITH_COMMENTS)
    with pytest.raises(ValidationError, match="not looked"):
        play.signed(stage, Opinion.WITH_COMMENTS)


def test_finding_raised_after_the_review_closes_the_opinion() -> None:
    stage = play.reviewed(play.under_review())
    play.misstatement(stage, "10")
    with pytest.raises(ValidationError, match="unresolved"):
        play.signed(stage)


def test_later_decision_supersedes_the_earlier_counted_version() -> None:
    stage = play.concluded()
    decided(stage)
    first = stage.version
    made = stage.world
    second = play.assigned(world=made, lines=(("coal", 1, "50000"), *play.LINES[1:]))
    second.version = play.start_review(version=second.version, by=made.actor("verifier"))
    play.reviewed(second)
    play.signed(second)
    decide(version=second.version, result_hash=second.version.result_hash, by=made.actor("regulator"))
    first.refresh_from_db()
    assert (first.state, second.reload().state) == ("superseded", "decided")


@pytest.mark.parametrize("reached", ["computed", "assigned", "document_review"])
def test_a20_decision_cannot_skip_steps(reached: str) -> None:
    build = {
        "computed": lambda: play.Stage(w := world(), play.computed(w)),
        "assigned": play.assigned,
        "document_review": play.under_review,
    }
    stage = build[reached]()
    with pytest.raises((StaleState, IllegalTransition)):
        decided(stage)
    assert stage.reload().state == reached


def test_a22_stale_digits_are_refused_at_conclusion_and_decision() -> None:
    stage = play.reviewed(play.under_review())
    old = stage.version.result_hash
    play.compute(stage.version, (("coal", 1, "1"),), build="other")
    with pytest.raises(StaleState, match="computed anew"):
        conclude(
            engagement=stage.case,
            version=stage.version,
            opinion=Opinion.VERIFIED,
            result_hash=old,
            by=stage.actor("lead_verifier"),
        )
    with pytest.raises(StaleState, match="other digits"):
        play.signed(stage)


def test_withdrawn_report_no_longer_counts() -> None:
    stage = play.concluded()
    decided(stage)
    with pytest.raises(PermissionDenied):
        withdraw(version=stage.version, reason="Wrong.", by=stage.actor("lead_verifier"))
    assert withdraw(version=stage.version, reason="Fraud.", by=stage.actor("regulator")).state == "withdrawn"


@pytest.mark.usefixtures("as_owner")
def test_a21_statement_decision_and_adjustment_are_unchangeable() -> None:
    stage = play.concluded()
    statement = stage.notes["statement"]
    statement.verified_tco2e = 1
    with pytest.raises(ProgrammingError, match="Cannot update"):
        statement.save()


def test_computed_version_gets_its_risk_score() -> None:
    stage = play.Stage(w := world(), play.computed(w, warn="coal"))
    run_jobs()
    assessment = RiskAssessment.objects.get(version=stage.version)
    assert assessment.score == sum(cause.points for cause in assessment.causes.all()) == 6 * 2 + 16 + 10
    assert {cause.code for cause in assessment.causes.all()} == {"checks", "tonnes", "first_report"}
