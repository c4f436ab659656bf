"""Two at once (F13): exactly one wins, the other is told, and nothing counts on stale digits."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from mrv.core.actor import system_actor
from mrv.core.models import AuditEvent
from mrv.core.services.transition import StaleState
from mrv.workflow import IllegalTransition
from reporting.models import CalculationRun, ReportVersion
from tests.integration.verification import stage as play
from verification.models import Decision, VerificationStatement
from verification.services.conclude import conclude
from verification.services.decide import decide
from verification.services.return_version import return_version
from verification.services.send_back import send_back
from verification.states import Opinion

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 30
MANY_ROUNDS, ROUNDS_A_PART = 300, 100
LOST = (StaleState, IllegalTransition)


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run the acts in threads with connections of their own, from one starting gun: ``won`` or the refusal."""
    gun = threading.Barrier(len(acts))
    outcomes = [""] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gun.wait(timeout=10)
            act()
            outcomes[place] = "won"
        except LOST:
            outcomes[place] = "409"
        except Exception as error:
            outcomes[place] = repr(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def decide_as(stage: play.Stage, name: str) -> Callable[[], Any]:
    actor, version = stage.actor(name), stage.version
    return lambda: decide(version=version, result_hash=version.result_hash, by=actor)


def send_back_as(stage: play.Stage, name: str) -> Callable[[], Any]:
    actor, version = stage.actor(name), stage.version
    return lambda: send_back(version=version, reason="Look again.", result_hash=version.result_hash, by=actor)


def sign_as_lead(stage: play.Stage) -> Callable[[], Any]:
    actor, version, case = stage.actor("lead_verifier"), stage.version, stage.case
    return lambda: conclude(
        engagement=case, version=version, opinion=Opinion.VERIFIED, result_hash=version.result_hash, by=actor
    )


def recalculate(stage: play.Stage) -> Callable[[], Any]:
    """Another run puts other digits in force, unless the version counts already."""
    old = CalculationRun.objects.get(version=stage.version)
    version = stage.version

    def act() -> None:
        with transaction.atomic():
            row = ReportVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
            if row.state in {"decided", "released"}:
                raise StaleState("It counts already.")
            ReportVersion.objects.filter(pk=row.pk).update(result_hash="0" * 64)

    assert old.result_hash == version.result_hash
    return act


def again(rounds: int) -> Any:
    """The states of one report are played again and again on one stage: the year changes."""
    made = play.world()
    for year in range(1991, 1991 + rounds):
        yield year % 100, play.Stage(made, play.computed(made, year=year))


def concluded_on(stage: play.Stage) -> play.Stage:
    stage.engagement = play.assign_body(
        version=stage.version, body=stage.world.body, team=play.team(stage.world), by=stage.actor("regulator")
    )
    stage.version = play.start_review(version=stage.version, by=stage.actor("verifier"))
    play.reviewed(stage)
    play.signed(stage)
    return stage


@pytest.fixture(autouse=True)
def _no_rotation() -> None:
    from verification.models import IndependenceRule

    IndependenceRule.objects.filter(code="rotation").update(is_active=False)


def expect_one_winner(rounds: int) -> None:
    for _number, stage in again(rounds):
        concluded_on(stage)
        outcomes = at_once(decide_as(stage, "regulator"), decide_as(stage, "second_regulator"))
        assert sorted(outcomes) == ["409", "won"]
        assert Decision.objects.filter(version=stage.version).count() == 1
        decided = AuditEvent.objects.about(stage.version).filter(action="reporting:report_version:decide")
        assert decided.count() == 1


def test_f13_two_officials_decide_at_once_and_one_wins() -> None:
    expect_one_winner(ROUNDS)


def test_f13_accept_against_send_back_leaves_one_outcome() -> None:
    for _number, stage in again(ROUNDS):
        concluded_on(stage)
        outcomes = at_once(decide_as(stage, "regulator"), send_back_as(stage, "second_regulator"))
        assert sorted(outcomes) == ["409", "won"]
        assert stage.reload().state == ("decided" if outcomes[0] == "won" else "re_review")
        assert Decision.objects.filter(version=stage.version).count() == 1


def test_f13_two_signatures_at_once_make_one_statement() -> None:
    for _number, stage in again(ROUNDS):
        stage.engagement = play.assign_body(
            version=stage.version, body=stage.world.body, team=play.team(stage.world), by=stage.actor("regulator")
        )
        stage.version = play.start_review(version=stage.version, by=stage.actor("verifier"))
        play.reviewed(stage)
        stage.reload()
        returning = stage.actor("verifier")
        rivals = (
            [sign_as_lead(stage), sign_as_lead(stage)]
            if stage.version.pk % 2
            else [sign_as_lead(stage), lambda v=stage.version, by=returning: return_version(version=v, reason="No.", by=by)]
        )  # fmt: skip
        outcomes = at_once(*rivals)
        assert sorted(outcomes) == ["409", "won"]
        statements = VerificationStatement.objects.filter(version=stage.version).count()
        assert statements == (stage.reload().state == "concluded")


def test_f13_decision_against_recalculation_never_counts_stale_digits() -> None:
    for _number, stage in again(ROUNDS):
        concluded_on(stage)
        seen = stage.version.result_hash
        outcomes = at_once(decide_as(stage, "regulator"), recalculate(stage))
        assert set(outcomes) <= {"won", "409"}
        assert "won" in outcomes
        stage.reload()
        if stage.version.state == "decided":
            assert stage.version.result_hash == seen
            assert Decision.objects.get(version=stage.version).result_hash == seen
        else:
            assert outcomes == ["409", "won"]


def test_f13_decision_against_withdrawal_of_an_older_version_ends_in_one_counted_version() -> None:
    for _number, stage in again(5):
        concluded_on(stage)
        decide_as(stage, "regulator")()
        second = play.Stage(stage.world, play.computed(stage.world, year=stage.version.report.compliance_year))
        concluded_on(second)
        outcomes = at_once(
            decide_as(second, "regulator"),
            lambda v=stage.version: play.move_version("withdraw", version=v, by=system_actor("test"), reason="x"),
        )
        assert outcomes[0] == "won"
        counted = ReportVersion.objects.filter(report=stage.version.report, state="decided")
        assert [version.pk for version in counted] == [second.version.pk]


@pytest.mark.faults
@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(MANY_ROUNDS // ROUNDS_A_PART))
def test_f13_three_hundred_races_to_decide(part: int) -> None:
    assert part * ROUNDS_A_PART < MANY_ROUNDS
    expect_one_winner(ROUNDS_A_PART)
