"""Independence: who may not verify, review or decide, and by which rule.

Pure, on plain facts. Rules (ISO 14065:2020, 5.4 and Annex B): same owner or parent
group; staff shared, or employed by the enterprise within N years; consulting for or trading with the
enterprise; the same body for more than N consecutive years; nobody acts twice on one report: who
prepared or submitted it, who verified it, who reviewed it and who decides on it are different natural
persons, told apart by identity, not by account. Which rules are in force, and N, are data. Every
conflict names its rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from verification.states import TeamRole

SAME_GROUP = "same_group"
SHARED_STAFF = "shared_staff"
RECENT_EMPLOYMENT = "recent_employment"
CONSULTING = "consulting"
TRADING = "trading"
ROTATION = "rotation"
SELF_REVIEW = "self_review"
SAME_PERSON = "same_person"
SECOND_PAIR_OF_EYES = "second_pair_of_eyes"
DECIDER_INVOLVED = "decider_involved"
TEAM_COMPLETE = "team_complete"

RULES = (
    SAME_GROUP, SHARED_STAFF, RECENT_EMPLOYMENT, CONSULTING, TRADING, ROTATION,
    SELF_REVIEW, SAME_PERSON, SECOND_PAIR_OF_EYES, DECIDER_INVOLVED, TEAM_COMPLETE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in force; ``years`` where the rule looks back."""

    code: str
    years: int = 0


@dataclass(frozen=True, slots=True)
class Company:
    """A legal entity and the topmost owner of its group."""

    id: int
    group_id: int


@dataclass(frozen=True, slots=True)
class Employment:
    """A person worked for a member of this group; no end means still."""

    group_id: int
    start: date
    end: date | None = None

    def touches(self, since: date) -> bool:
        """Whether it lasted into the time after ``since``."""
        return self.end is None or self.end >= since


@dataclass(frozen=True, slots=True)
class Human:
    """A natural person behind an account. Accounts with one identity are one person."""

    account_id: int
    label: str
    identity: str = ""
    employments: tuple[Employment, ...] = ()

    def is_same_as(self, other: "Human") -> bool:
        """One account, or two accounts with one identity."""
        return self.account_id == other.account_id or bool(self.identity and self.identity == other.identity)


@dataclass(frozen=True, slots=True)
class Tie:
    """Consulting or trading between two groups."""

    kind: str
    provider_group_id: int
    client_group_id: int
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A person with the part played in the engagement."""

    human: Human
    role: TeamRole


@dataclass(frozen=True, slots=True)
class Conflict:
    """A refusal: its rule, and the facts that go into its sentence."""

    rule: str
    facts: Mapping[str, str] = field(default_factory=dict)


Rules = Mapping[str, Rule]


def years_before(day: date, years: int) -> date:
    """The same day ``years`` earlier; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What is known about a body and an enterprise on a day."""

    body: Company
    enterprise: Company
    staff: tuple[Human, ...]
    ties: tuple[Tie, ...]
    verified_years: frozenset[int]
    compliance_year: int
    on: date


def body_conflicts(facts: BodyFacts, rules: Rules) -> tuple[Conflict, ...]:
    """Why this body may not verify this enterprise; empty when it may."""
    if owned := tuple(_same_group(facts, rules)):
        return owned  # one owner: that its people count as shared staff says nothing more
    return (*_shared_staff(facts, rules), *_tied(facts, rules), *_rotation(facts, rules))


def _same_group(facts: BodyFacts, rules: Rules) -> Iterable[Conflict]:
    if SAME_GROUP in rules and facts.body.group_id == facts.enterprise.group_id:
        yield Conflict(SAME_GROUP)


def _shared_staff(facts: BodyFacts, rules: Rules) -> Iterable[Conflict]:
    if SHARED_STAFF not in rules:
        return
    shared = [human for human in facts.staff if _worked_for(human, facts.enterprise, facts.on)]
    if shared:
        yield Conflict(SHARED_STAFF, {"who": ", ".join(human.label for human in shared)})


def _worked_for(human: Human, company: Company, since: date) -> bool:
    return any(job.group_id == company.group_id and job.touches(since) for job in human.employments)


def _tied(facts: BodyFacts, rules: Rules) -> Iterable[Conflict]:
    for tie in facts.ties:
        rule = rules.get(tie.kind)
        between = {tie.provider_group_id, tie.client_group_id} == {facts.body.group_id, facts.enterprise.group_id}
        if rule and between and (tie.end is None or tie.end >= years_before(facts.on, rule.years)):
            yield Conflict(rule.code, {"until": tie.end.isoformat() if tie.end else ""})


def _rotation(facts: BodyFacts, rules: Rules) -> Iterable[Conflict]:
    rule = rules.get(ROTATION)
    if rule is None:
        return
    run = consecutive_years(facts.verified_years, before=facts.compliance_year)
    if run >= rule.years:
        yield Conflict(ROTATION, {"years": str(run), "allowed": str(rule.years)})


def consecutive_years(years: Iterable[int], *, before: int) -> int:
    """How many years in a row end at the year before ``before``."""
    known, run = set(years), 0
    while before - run - 1 in known:
        run += 1
    return run


def member_conflicts(
    human: Human, *, enterprise: Company, preparers: Sequence[Human], on: date, rules: Rules
) -> tuple[Conflict, ...]:
    """Why this person may not work on a report of this enterprise; empty when allowed."""
    found = []
    rule = rules.get(RECENT_EMPLOYMENT)
    if rule and _worked_for(human, enterprise, years_before(on, rule.years)):
        found.append(Conflict(RECENT_EMPLOYMENT, {"who": human.label, "years": str(rule.years)}))
    if SELF_REVIEW in rules and any(human.is_same_as(preparer) for preparer in preparers):
        found.append(Conflict(SELF_REVIEW, {"who": human.label}))
    return tuple(found)


def team_conflicts(team: Sequence[TeamMember], rules: Rules) -> tuple[Conflict, ...]:
    """What is wrong with the team as a whole: one lead, a reviewer apart, nobody in it twice."""
    return (*_incomplete(team, rules), *_twice(team, rules))


def _incomplete(team: Sequence[TeamMember], rules: Rules) -> Iterable[Conflict]:
    if TEAM_COMPLETE not in rules:
        return
    for role in (TeamRole.LEAD, TeamRole.REVIEWER):
        if sum(member.role == role for member in team) != 1:
            yield Conflict(TEAM_COMPLETE, {"role": role.value})


def _twice(team: Sequence[TeamMember], rules: Rules) -> Iterable[Conflict]:
    for index, member in enumerate(team):
        for other in team[index + 1 :]:
            if not member.human.is_same_as(other.human):
                continue
            apart = TeamRole.REVIEWER in {member.role, other.role}
            code = SECOND_PAIR_OF_EYES if apart else SAME_PERSON
            if code in rules:
                yield Conflict(code, {"who": member.human.label})


def signer_conflicts(
    signer: Human, *, preparers: Sequence[Human], reviewer: Human | None, rules: Rules
) -> tuple[Conflict, ...]:
    """Why this person may not sign the statement."""
    found = []
    if SELF_REVIEW in rules and any(signer.is_same_as(preparer) for preparer in preparers):
        found.append(Conflict(SELF_REVIEW, {"who": signer.label}))
    if SECOND_PAIR_OF_EYES in rules and reviewer is not None and signer.is_same_as(reviewer):
        found.append(Conflict(SECOND_PAIR_OF_EYES, {"who": signer.label}))
    return tuple(found)


def reviewer_conflicts(
    reviewer: Human, *, preparers: Sequence[Human], workers: Sequence[Human], rules: Rules
) -> tuple[Conflict, ...]:
    """Why this person may not be the second pair of eyes: prepared the report, or did the work."""
    found = []
    if SELF_REVIEW in rules and any(reviewer.is_same_as(preparer) for preparer in preparers):
        found.append(Conflict(SELF_REVIEW, {"who": reviewer.label}))
    if SECOND_PAIR_OF_EYES in rules and any(reviewer.is_same_as(worker) for worker in workers):
        found.append(Conflict(SECOND_PAIR_OF_EYES, {"who": reviewer.label}))
    return tuple(found)


def decider_conflicts(
    decider: Human, *, enterprise: Company, involved: Sequence[Human], on: date, rules: Rules
) -> tuple[Conflict, ...]:
    """Why this official may not decide: took part before, or works for the enterprise."""
    found = []
    if DECIDER_INVOLVED in rules and any(decider.is_same_as(other) for other in involved):
        found.append(Conflict(DECIDER_INVOLVED, {"who": decider.label}))
    if SHARED_STAFF in rules and _worked_for(decider, enterprise, on):
        found.append(Conflict(SHARED_STAFF, {"who": decider.label}))
    return tuple(found)
