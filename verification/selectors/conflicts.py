"""All conflicts of a proposed body and team with a version: what the assignment page shows and the service refuses."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from reporting.models import ReportVersion
from verification import independence
from verification.independence import Conflict, Human, Rules, TeamMember
from verification.selectors.parameters import rules_in_force
from verification.selectors.people import Groups, body_facts, humans, preparer_ids
from verification.states import TeamRole

Proposal = Sequence[tuple[int, TeamRole]]


def body_conflicts_of(
    version: ReportVersion,
    body_id: int,
    *,
    on: date | None = None,
    groups: Groups | None = None,
    rules: Rules | None = None,
) -> tuple[Conflict, ...]:
    """Why the body may not verify the report."""
    facts = body_facts(version, body_id, on=on or timezone.localdate(), groups=groups)
    return independence.body_conflicts(facts, rules_in_force() if rules is None else rules)


def person_conflicts_of(
    version: ReportVersion, people: Sequence[Human], *, groups: Groups, rules: Rules
) -> dict[int, tuple[Conflict, ...]]:
    """Why each of these people may not work on the report."""
    enterprise = groups.company(version.report.facility.enterprise_id)
    preparers = list(humans(preparer_ids(version), groups).values())
    today = timezone.localdate()
    return {
        human.account_id: independence.member_conflicts(
            human, enterprise=enterprise, preparers=preparers, on=today, rules=rules
        )
        for human in people
    }


def conflicts_of(version: ReportVersion, *, body_id: int, team: Proposal) -> tuple[Conflict, ...]:
    """Everything that stands against the proposal: body, each member, the team as a whole."""
    groups, rules = Groups(), rules_in_force()
    known = humans([person_id for person_id, _role in team], groups)
    members = [TeamMember(known[person_id], role) for person_id, role in team]
    against_body = body_conflicts_of(version, body_id, groups=groups, rules=rules)
    as_a_team = independence.team_conflicts(members, rules)
    if any(conflict.rule == independence.SAME_GROUP for conflict in against_body):
        return (*against_body, *as_a_team)
    single = person_conflicts_of(version, list(known.values()), groups=groups, rules=rules)
    return (*against_body, *(conflict for found in single.values() for conflict in found), *as_a_team)
