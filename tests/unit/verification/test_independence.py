"""Independence: every rule refuses by its name, and only what it is about."""

from dataclasses import replace
from datetime import date

import pytest

from verification import independence as rules
from verification.independence import BodyFacts, Company, Employment, Human, Rule, TeamMember, Tie
from verification.states import TeamRole

TODAY = date(2018, 5, 1)
ALL = {code: Rule(code, 3) for code in rules.RULES}
ENTERPRISE = Company(id=1, group_id=10)
BODY = Company(id=2, group_id=20)
CLEAN = BodyFacts(
    body=BODY, enterprise=ENTERPRISE, staff=(), ties=(), verified_years=frozenset(), compliance_year=2017, on=TODAY
)


def employed(group: int, start: date, end: date | None = None, account: int = 7) -> Human:
    return Human(account, "Somebody", employments=(Employment(group, start, end),))


def codes(conflicts: tuple[rules.Conflict, ...]) -> list[str]:
    return [conflict.rule for conflict in conflicts]


def test_unrelated_body_is_free() -> None:
    assert rules.body_conflicts(CLEAN, ALL) == ()


def test_body_of_the_same_group_is_barred_and_nothing_more_is_said() -> None:
    same = replace(CLEAN, body=Company(2, 10), staff=(employed(10, date(2010, 1, 1)),))
    assert codes(rules.body_conflicts(same, ALL)) == [rules.SAME_GROUP]


def test_staff_on_both_sides_bars_the_body_and_is_named() -> None:
    shared = replace(CLEAN, staff=(employed(10, date(2010, 1, 1)),))
    (conflict,) = rules.body_conflicts(shared, ALL)
    assert (conflict.rule, conflict.facts["who"]) == (rules.SHARED_STAFF, "Somebody")


def test_staff_that_left_the_enterprise_does_not_bar_the_body() -> None:
    assert rules.body_conflicts(replace(CLEAN, staff=(employed(10, date(2010, 1, 1), date(2018, 4, 30)),)), ALL) == ()


@pytest.mark.parametrize("kind", ["consulting", "trading"])
@pytest.mark.parametrize("direction", [(20, 10), (10, 20)])
def test_business_of_the_last_three_years_bars_in_either_direction(kind: str, direction: tuple[int, int]) -> None:
    recent = Tie(kind, *direction, start=date(2012, 1, 1), end=date(2015, 5, 1))
    older = replace(recent, end=date(2015, 4, 30))
    assert codes(rules.body_conflicts(replace(CLEAN, ties=(recent,)), ALL)) == [kind]
    assert rules.body_conflicts(replace(CLEAN, ties=(older,)), ALL) == ()


def test_business_with_somebody_else_is_no_matter() -> None:
    assert rules.body_conflicts(replace(CLEAN, ties=(Tie("trading", 20, 99, date(2012, 1, 1)),)), ALL) == ()


@pytest.mark.parametrize(
    ("years", "barred"),
    [({2014, 2015, 2016}, True), ({2015, 2016}, False), ({2013, 2014, 2015}, False), ({2012, 2014, 2015, 2016}, True)],
)
def test_rotation_counts_years_in_a_row_up_to_last_year(years: set[int], barred: bool) -> None:
    found = rules.body_conflicts(replace(CLEAN, verified_years=frozenset(years)), ALL)
    assert (codes(found) == [rules.ROTATION]) is barred


def test_rule_that_is_not_in_force_bars_nobody() -> None:
    tied = replace(CLEAN, body=Company(2, 10), verified_years=frozenset({2014, 2015, 2016}))
    assert rules.body_conflicts(tied, {}) == ()


@pytest.mark.parametrize(("left", "barred"), [(date(2015, 5, 1), True), (date(2015, 4, 30), False), (None, True)])
def test_former_employee_waits_three_years(left: date | None, barred: bool) -> None:
    human = employed(10, date(2010, 1, 1), left)
    found = rules.member_conflicts(human, enterprise=ENTERPRISE, preparers=[], on=TODAY, rules=ALL)
    assert (codes(found) == [rules.RECENT_EMPLOYMENT]) is barred


def test_leap_day_looks_back_to_the_28th() -> None:
    assert rules.years_before(date(2016, 2, 29), 3) == date(2013, 2, 28)


def test_who_prepared_the_report_does_not_verify_it_under_another_account_either() -> None:
    preparer, second_account = Human(1, "Consultant", identity="a"), Human(2, "Consultant", identity="a")
    found = rules.member_conflicts(second_account, enterprise=ENTERPRISE, preparers=[preparer], on=TODAY, rules=ALL)
    assert codes(found) == [rules.SELF_REVIEW]


def test_two_accounts_without_identity_are_two_people() -> None:
    assert not Human(1, "A").is_same_as(Human(2, "B"))


def member(role: TeamRole, account: int, identity: str = "") -> TeamMember:
    return TeamMember(Human(account, f"P{account}", identity), role)


FULL = [member(TeamRole.LEAD, 1), member(TeamRole.VERIFIER, 2), member(TeamRole.REVIEWER, 3)]


def test_team_of_three_different_people_is_complete() -> None:
    assert rules.team_conflicts(FULL, ALL) == ()


def test_team_without_lead_or_reviewer_is_incomplete() -> None:
    found = rules.team_conflicts([FULL[1]], ALL)
    assert [conflict.facts["role"] for conflict in found] == ["lead", "independent_reviewer"]


def test_reviewer_is_never_one_of_the_workers() -> None:
    found = rules.team_conflicts([*FULL[:2], member(TeamRole.REVIEWER, 2)], ALL)
    assert codes(found) == [rules.SECOND_PAIR_OF_EYES]


def test_one_person_is_on_the_team_once() -> None:
    found = rules.team_conflicts([*FULL, member(TeamRole.VERIFIER, 9), member(TeamRole.VERIFIER, 9)], ALL)
    assert codes(found) == [rules.SAME_PERSON]


def test_signer_is_neither_preparer_nor_reviewer() -> None:
    signer = Human(1, "Lead")
    found = rules.signer_conflicts(signer, preparers=[signer], reviewer=signer, rules=ALL)
    assert codes(found) == [rules.SELF_REVIEW, rules.SECOND_PAIR_OF_EYES]
    assert rules.signer_conflicts(signer, preparers=[], reviewer=Human(3, "R"), rules=ALL) == ()


def test_reviewer_who_did_work_or_prepared_is_refused() -> None:
    reviewer = Human(3, "R")
    found = rules.reviewer_conflicts(reviewer, preparers=[reviewer], workers=[reviewer], rules=ALL)
    assert codes(found) == [rules.SELF_REVIEW, rules.SECOND_PAIR_OF_EYES]


def test_official_who_took_part_or_works_for_the_enterprise_does_not_decide() -> None:
    official = employed(10, date(2010, 1, 1))
    found = rules.decider_conflicts(official, enterprise=ENTERPRISE, involved=[official], on=TODAY, rules=ALL)
    assert codes(found) == [rules.DECIDER_INVOLVED, rules.SHARED_STAFF]
    assert rules.decider_conflicts(Human(8, "O"), enterprise=ENTERPRISE, involved=[], on=TODAY, rules=ALL) == ()
