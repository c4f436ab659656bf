"""Independence at the doors that matter (A13-A19): assignment, second review, signature, decision."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from mrv.core.models import Membership, Person
from mrv.roles import Role
from tests.factories import START, person, world
from tests.integration.verification import stage as play
from verification import independence as rules
from verification.errors import IndependenceRefused, NotOnTheTeam
from verification.models import BusinessTie, EmploymentRecord, IndependenceRule, VerificationEngagement
from verification.services.assign_body import Seat, assign_body
from verification.services.change_team import change_team
from verification.services.decide import decide
from verification.services.second_review import second_review
from verification.states import TeamRole

pytestmark = pytest.mark.django_db


def refused(stage: play.Stage, **changes: Any) -> list[str]:
    """The rules by which the assignment is refused."""
    made = stage.world
    wanted = {"body": made.body, "team": play.team(made), **changes}
    with pytest.raises(IndependenceRefused) as caught:
        assign_body(version=stage.version, by=made.actor("regulator"), **wanted)
    assert not VerificationEngagement.objects.exists()
    assert stage.reload().state == "computed"
    return [conflict.rule for conflict in caught.value.conflicts]


@pytest.fixture
def stage() -> play.Stage:
    made = world()
    return play.Stage(made, play.computed(made))


def also(stage: play.Stage, name: str, organization: Any, role: Role) -> Person:
    """Give one of the cast a further role."""
    member = stage.world.people[name]
    Membership.objects.create(person=member, organization=organization, role=role.value, valid_from=START)
    return member


def test_a13_verifier_does_not_verify_what_he_submitted(stage: play.Stage) -> None:
    member = also(stage, "verifier", stage.world.enterprise, Role.RESPONSIBLE_PERSON)
    stage.version.submitted_by = member
    stage.version.save(update_fields=["submitted_by"])
    Membership.objects.filter(person=member, organization=stage.world.enterprise).update(
        valid_to=timezone.localdate() - timedelta(days=4000)
    )
    assert refused(stage) == [rules.SELF_REVIEW]


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a14_body_of_the_same_group_is_refused_at_any_depth(stage: play.Stage, depth: int) -> None:
    made = stage.world
    owner = made.second_enterprise
    made.enterprise.parent = owner
    made.enterprise.save()
    chain = [made.body, made.second_body, made.registry][: depth + 1]
    for child, parent in zip(chain, [*chain[1:], owner], strict=True):
        child.parent = parent
        child.save()
    assert refused(stage) == [rules.SAME_GROUP]


def test_a14_staff_on_both_sides_bars_the_body(stage: play.Stage) -> None:
    outside = person("moonlighter", stage.world.body, Role.VERIFIER)
    EmploymentRecord.objects.create(
        person=outside, organization=stage.world.enterprise, valid_from=START, declared_at=timezone.now()
    )
    assert refused(stage) == [rules.SHARED_STAFF]


def test_a15_consultant_who_prepared_an_earlier_version_is_refused(stage: play.Stage) -> None:
    stage.version.created_by = stage.world.people["lead_verifier"]
    stage.version.save(update_fields=["created_by"])
    assert refused(stage) == [rules.SELF_REVIEW]


@pytest.mark.parametrize("kind", ["consulting", "trading"])
def test_a15_business_between_body_and_enterprise_bars_it(stage: play.Stage, kind: str) -> None:
    BusinessTie.objects.create(
        kind=kind, provider=stage.world.body, client=stage.world.enterprise, valid_from=START,
        valid_to=timezone.localdate() - timedelta(days=900), declared_at=timezone.now(),
    )  # fmt: skip
    assert refused(stage) == [kind]


def test_a16_second_account_of_one_person_cannot_be_opened(stage: play.Stage) -> None:
    Person.objects.filter(username="verifier").update(identity_digest="d" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(username="responsible_person").update(identity_digest="d" * 64)


def test_a16_former_employee_of_the_enterprise_waits(stage: play.Stage) -> None:
    EmploymentRecord.objects.create(
        person=stage.world.people["verifier"], organization=stage.world.enterprise, valid_from=START,
        valid_to=timezone.localdate() - timedelta(days=700), declared_at=timezone.now(),
    )  # fmt: skip
    assert refused(stage) == [rules.RECENT_EMPLOYMENT]


def test_a17_reviewer_is_not_one_of_the_verifiers(stage: play.Stage) -> None:
    lead = also(stage, "lead_verifier", stage.world.body, Role.INDEPENDENT_REVIEWER)
    team = [Seat(lead, TeamRole.LEAD), Seat(lead, TeamRole.REVIEWER)]
    assert refused(stage, team=team) == [rules.SECOND_PAIR_OF_EYES]


def test_a17_reviewer_who_did_work_meanwhile_is_refused() -> None:
    stage = play.under_review()
    reviewer = also(stage, "independent_reviewer", stage.world.body, Role.VERIFIER)
    stage.case.findings.create(
        version=stage.version, number=1, type="recommendation", text="x", raised_at=timezone.now(), raised_by=reviewer
    )
    revision = play.prepared(stage)
    with pytest.raises(IndependenceRefused, match=rules.SECOND_PAIR_OF_EYES):
        second_review(version=stage.version, revision=revision, is_agreed=True, by=stage.actor("independent_reviewer"))


@pytest.mark.parametrize(
    "name", ["lead_verifier", "verifier", "independent_reviewer", "responsible_person", "reporter"]
)
def test_a17_nobody_who_took_part_decides(name: str) -> None:
    stage = play.concluded()
    also(stage, name, stage.world.authority, Role.REGULATOR)
    with pytest.raises(IndependenceRefused, match=rules.DECIDER_INVOLVED):
        decide(version=stage.version, result_hash=stage.version.result_hash, by=stage.actor(name))
    assert stage.reload().state == "concluded"


def test_a18_body_that_had_its_years_is_refused_and_the_number_is_data() -> None:
    made = world()
    for year in (2015, 2016):
        play.concluded(world=made, year=year)
    stage = play.Stage(made, play.computed(made, year=2017))
    IndependenceRule.objects.filter(code=rules.ROTATION).update(years=2)
    with pytest.raises(IndependenceRefused, match="2 years in a row"):
        assign_body(version=stage.version, body=made.body, team=play.team(made), by=made.actor("regulator"))
    IndependenceRule.objects.filter(code=rules.ROTATION).update(years=3)
    assert assign_body(version=stage.version, body=made.body, team=play.team(made), by=made.actor("regulator"))


@pytest.mark.parametrize("name", ["lead_verifier", "verifier", "responsible_person", "inventory_compiler"])
def test_a19_only_the_authority_changes_the_team(name: str) -> None:
    stage = play.under_review()
    ally = person("ally", stage.world.body, Role.LEAD_VERIFIER)
    team = [Seat(ally, TeamRole.LEAD), *play.team(stage.world)[1:]]
    with pytest.raises(PermissionDenied, match="engagement:assign"):
        change_team(version=stage.version, team=team, by=stage.actor(name), reason="An ally.")


def test_a19_colleague_who_is_not_on_the_team_cannot_act() -> None:
    stage = play.under_review()
    person("colleague", stage.world.body, Role.LEAD_VERIFIER)
    stage.world.people["colleague"] = Person.objects.get(username="colleague")
    with pytest.raises(NotOnTheTeam, match="team"):
        play.prepare_statement(
            version=stage.version, statement=play.StatementText(play.Opinion.VERIFIED, "x", "y"),
            result_hash=stage.version.result_hash, by=stage.actor("colleague"),
        )  # fmt: skip


def test_member_who_left_the_body_can_no_longer_act() -> None:
    stage = play.under_review()
    Membership.objects.filter(person__username="verifier").update(valid_to=date(2018, 1, 1))
    with pytest.raises(PermissionDenied):
        play.misstatement(stage, "1")


def test_replaced_member_loses_the_case_and_the_new_one_has_it() -> None:
    stage = play.under_review()
    fresh = person("fresh_lead", stage.world.body, Role.LEAD_VERIFIER)
    stage.world.people["fresh_lead"] = fresh
    team = [Seat(fresh, TeamRole.LEAD), *play.team(stage.world)[1:]]
    change_team(version=stage.version, team=team, by=stage.actor("regulator"), reason="Illness of the lead.")
    with pytest.raises(NotOnTheTeam):
        play.prepared(stage)
    members = stage.case.members.filter(left_at__isnull=True).values_list("person__username", flat=True)
    assert "fresh_lead" in members


def test_seat_needs_the_same_role_in_the_body(stage: play.Stage) -> None:
    made = stage.world
    team = [Seat(made.people["verifier"], TeamRole.LEAD), *play.team(made)[1:]]
    with pytest.raises(PermissionDenied, match="lead_verifier"):
        assign_body(version=stage.version, body=made.body, team=team, by=made.actor("regulator"))
