"""F13: two acts on one report at the same moment, through two web processes. One wins, the other is told so (409)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from mrv.core.models import AuditEvent
from mrv.core.services.ledger import seal_ledger, verify_ledger
from mrv.roles import OrganizationKind
from reporting.models import ReportVersion
from reporting.services.open_correction import open_correction
from reporting.states import COUNTED
from tests.factories import World, facility, organization, world
from tests.faults import play as reports
from tests.faults.processes import Answer, Plant
from tests.integration.verification import stage as play
from tests.support import run_jobs, signed_in
from verification.models import Decision, VerificationStatement
from verification.services.issue_findings import issue_findings
from verification.services.respond import respond
from verification.services.review_again import review_again

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
CSRF = "c" * 32
Act = Callable[[], Answer]


class Court:
    """A web server of two processes, the cast, and a person's requests."""

    def __init__(self, plant: Plant, made: World) -> None:
        self.world = made
        self.web = plant.web(processes=2)
        self.cookies: dict[str, str] = {}
        self.rounds = 0

    def act(self, person: str, path: str, **body: Any) -> Act:
        """A request of a person, signed in already, to be made when called."""
        if person not in self.cookies:
            session = signed_in(self.world.people[person]).cookies[settings.SESSION_COOKIE_NAME].value
            self.cookies[person] = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={CSRF}"
        headers = {"Cookie": self.cookies[person], "X-CSRFToken": CSRF}
        return lambda: self.web.request("POST", f"/api/v1/{path}", body, **headers)

    def concluded(self) -> play.Stage:
        """A report with a signed statement, of an enterprise of its own (so rotation never matters)."""
        return play.concluded(world=self.world, facility=self.site())

    def site(self) -> Any:
        """A facility of a new enterprise."""
        self.rounds += 1
        owner = organization(OrganizationKind.ENTERPRISE, f"RACE-{self.rounds}")
        made = self.world
        return facility(owner, f"RACE-{self.rounds}", district=made.districts[0], sector=made.sectors[0])

    def decision(self, person: str, stage: play.Stage, outcome: str = "accepted") -> Act:
        """The act of deciding, on the digits as they are now."""
        path = f"report-versions/{stage.version.public_id}/decision"
        return self.act(person, path, outcome=outcome, result_hash=stage.version.result_hash, reason="Looked at.")


@pytest.fixture
def court(plant: Plant, transactional_db: None) -> Iterator[Court]:
    """The court; at the end the ledger is whole."""
    yield Court(plant, world())
    seal_ledger()
    assert verify_ledger().faults == ()


def race(*acts: Callable[[], Any]) -> list[Any]:
    """Start all acts at one moment; what each brought."""
    start = Barrier(len(acts))

    def act(deed: Callable[[], Any]) -> Any:
        start.wait(timeout=30)
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=120) for future in [pool.submit(act, deed) for deed in acts]]


def statuses(answers: list[Answer]) -> list[int]:
    """In order of size."""
    return sorted(answer.status for answer in answers)


def moves(version: ReportVersion, name: str) -> int:
    """How often the ledger says that this move was made."""
    return AuditEvent.objects.about(version).filter(action=f"reporting:report_version:{name}").count()


def test_f13_of_two_regulators_who_approve_at_once_one_succeeds(court: Court) -> None:
    for _ in range(30):
        stage = court.concluded()
        answers = race(court.decision("regulator", stage), court.decision("second_regulator", stage))
        assert statuses(answers) == [201, 409], [answer.body for answer in answers]
        assert (stage.reload().state, moves(stage.version, "decide")) == ("decided", 1)
        assert Decision.objects.filter(version=stage.version).count() == 1


def test_f13_report_is_either_approved_or_sent_back(court: Court) -> None:
    for _ in range(10):
        stage = court.concluded()
        answers = race(court.decision("regulator", stage), court.decision("second_regulator", stage, "sent_back"))
        assert statuses(answers) == [201, 409], [answer.body for answer in answers]
        won = stage.reload().state
        assert won == ("decided" if answers[0].status == 201 else "re_review")
        assert moves(stage.version, "decide") + moves(stage.version, "send_back") == 1


def test_f13_report_is_either_signed_by_the_lead_or_returned_by_the_verifier(court: Court) -> None:
    for _ in range(10):
        stage = play.reviewed(play.under_review(world=court.world, facility=court.site()))
        case = f"engagements/{stage.case.public_id}"
        answers = race(
            court.act("lead_verifier", f"{case}/conclude", opinion="verified", result_hash=stage.version.result_hash),
            court.act("verifier", f"{case}/return", reason="Line 1 is wrong."),
        )
        assert statuses(answers)[1] == 409, [answer.body for answer in answers]
        is_signed = answers[0].status == 201
        assert stage.reload().state == ("concluded" if is_signed else "returned")
        assert VerificationStatement.objects.filter(version=stage.version).count() == int(is_signed)


def test_f13_approval_never_takes_digits_computed_meanwhile(court: Court) -> None:
    for turn in range(10):
        stage = court.concluded()
        seen = stage.version.result_hash
        answer, is_recomputed = race(
            court.decision("regulator", stage), lambda stage=stage, turn=turn: recompute(stage.version, turn)
        )
        version = stage.reload()
        assert is_recomputed == (answer.status == 409), answer.body
        assert (version.state, version.result_hash == seen) == (
            ("concluded", False) if is_recomputed else ("decided", True)
        )


def recompute(version: ReportVersion, turn: int) -> bool:
    """New digits under the row lock, unless the version counts already; whether they were written."""
    with transaction.atomic():
        locked = ReportVersion.objects.select_for_update().get(pk=version.pk)
        if locked.state in COUNTED:
            return False
        play.compute(locked, (("coal", 1, f"{turn + 1}"),), build="meanwhile")
    return True


def test_f13_approval_and_resubmission_leave_one_counted_version_and_lose_neither(court: Court) -> None:
    reports.gwp_set()
    reports.factor_set(court.world.people["factor_steward"], court.world.people["second_factor_steward"])
    for number in range(5):
        stage = corrected_while_concluded(court, number)
        draft = stage.version.report.versions.get(state="draft")
        answers = race(
            court.decision("regulator", stage),
            court.act("responsible_person", f"reports/{draft.report.public_id}/submit", acknowledgement=True),
        )
        assert answers[1].status == 202, answers[1].body
        assert answers[0].status in {201, 409}, answers[0].body
        run_jobs()
        draft.refresh_from_db()
        is_decided = answers[0].status == 201
        assert stage.reload().state == ("decided" if is_decided else "concluded")
        assert draft.state == ("computed" if is_decided else "re_review")
        assert draft.result_hash == reports.faultless_digits(draft)


def corrected_while_concluded(court: Court, number: int) -> play.Stage:
    """Version 1 is signed and waits for the decision; the enterprise holds a corrected draft of it."""
    version = reports.submit(reports.draft(court.world, number))
    run_jobs()
    stage = play.Stage(court.world, version)
    stage.engagement = play.assign_body(
        version=version, body=court.world.body, team=play.team(court.world), by=stage.actor("regulator")
    )
    play.start_review(version=version, by=stage.actor("verifier"))
    finding = play.misstatement(stage, "0")
    issue_findings(version=version, by=stage.actor("verifier"))
    play_answer(stage, finding)
    open_correction(version=version, by=stage.actor("reporter"), reason="A meter was read wrongly.")
    review_again(version=version, by=stage.actor("verifier"))
    play.judge_finding(
        version=version, finding=finding, judgement=play.Judgement.ACCEPTED, text="Plausible.", by=stage.actor("verifier")
    )  # fmt: skip
    play.reviewed(stage)
    play.signed(stage)
    return stage


def play_answer(stage: play.Stage, finding: Any) -> None:
    """The enterprise answers the finding and hands it back."""
    from verification.services.answer_finding import answer_finding

    person = stage.actor("responsible_person")
    answer_finding(finding=finding, response="The meter was read again.", by=person)
    respond(version=stage.version, by=person)
