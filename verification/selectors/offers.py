"""Which bodies and people the authority can choose for a report, and why the others are barred."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from mrv.core.models import Membership, Organization
from reporting.models import ReportVersion
from verification.independence import Conflict, consecutive_years
from verification.selectors.conflicts import body_conflicts_of, person_conflicts_of
from verification.selectors.parameters import rules_in_force
from verification.selectors.people import Groups, humans, staff_ids, years_verified


@dataclass(frozen=True)
class BodyOffer:
    """A verification body: how busy it is, how long it knows the enterprise, what stands against it."""

    body: Organization
    open_cases: int
    years_in_a_row: int
    conflicts: tuple[Conflict, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can be chosen."""
        return not self.conflicts


def body_offers(version: ReportVersion) -> list[BodyOffer]:
    """All verification bodies, those without conflicts and with the least work first."""
    groups, rules = Groups(), rules_in_force()
    bodies = Organization.objects.filter(kind="verification_body").annotate(
        open_cases=Count("engagements", filter=Q(engagements__state="open"))
    )
    report = version.report
    offers = [
        BodyOffer(
            body,
            body.open_cases,
            consecutive_years(years_verified(body.pk, report.facility.enterprise_id), before=report.compliance_year),
            body_conflicts_of(version, body.pk, groups=groups, rules=rules),
        )
        for body in bodies
    ]
    return sorted(offers, key=lambda offer: (not offer.is_open, offer.open_cases, offer.body.code))


@dataclass(frozen=True)
class PersonOffer:
    """A member of a body, the roles held there, and what stands against a part in the team."""

    person_id: int
    label: str
    roles: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def people_offers(version: ReportVersion, body: Organization) -> list[PersonOffer]:
    """Members of the body with their conflicts."""
    today = timezone.localdate()
    groups = Groups()
    people = humans(staff_ids(body.pk, today), groups)
    against = person_conflicts_of(version, list(people.values()), groups=groups, rules=rules_in_force())
    roles: dict[int, list[str]] = {}
    held = Membership.objects.filter(organization=body, valid_from__lte=today).exclude(valid_to__lt=today)
    for person_id, role in held.values_list("person_id", "role"):
        roles.setdefault(person_id, []).append(role)
    return [
        PersonOffer(key, human.label, tuple(roles.get(key, ())), against[key])
        for key, human in sorted(people.items(), key=lambda item: item[1].label)
    ]
