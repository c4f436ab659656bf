"""Facts about people and organizations, as the independence rules want them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from mrv.core.models import AuditEvent, Membership, Organization, Person
from reporting.models import Evidence, ImportedFile, ReportVersion
from reporting.states import REPORT_VERSION
from verification.independence import BodyFacts, Company, Employment, Human, Tie
from verification.models import BusinessTie, EmploymentRecord, EngagementMember, VerificationEngagement
from verification.models.statement import VerificationStatement
from verification.states import TeamRole

# Moves that judge a report; every other act on a version is part of preparing it.
JUDGING = frozenset(
    f"reporting:report_version:{step.name}"
    for step in REPORT_VERSION.transitions
    if (step.permission or "").partition(":")[0] in {"engagement", "finding"}
    or step.permission in {"report:decide", "report:reopen"}
)


class Groups:
    """Topmost owners of all organizations, read once."""

    def __init__(self) -> None:
        self.parents = dict(Organization.objects.exclude(parent=None).values_list("pk", "parent_id"))

    def of(self, organization_id: int) -> int:
        """The topmost owner; itself when it has none."""
        seen = organization_id
        while seen in self.parents:
            seen = self.parents[seen]
        return seen

    def company(self, organization_id: int) -> Company:
        """The organization with its group."""
        return Company(organization_id, self.of(organization_id))


def humans(person_ids: Iterable[int], groups: Groups) -> dict[int, Human]:
    """The natural persons behind accounts, with everywhere they worked."""
    wanted = set(person_ids)
    jobs: dict[int, list[Employment]] = {}
    members = Membership.objects.filter(person_id__in=wanted).values_list(
        "person_id", "organization_id", "valid_from", "valid_to"
    )
    declared = EmploymentRecord.objects.filter(person_id__in=wanted).values_list(
        "person_id", "organization_id", "valid_from", "valid_to"
    )
    for person_id, organization_id, start, end in [*members, *declared]:
        jobs.setdefault(person_id, []).append(Employment(groups.of(organization_id), start, end))
    return {
        person.pk: Human(
            person.pk, person.name_of_record, person.identity_digest or "", tuple(jobs.get(person.pk, ()))
        )
        for person in Person.objects.filter(pk__in=wanted)
    }


def staff_ids(body_id: int, on: date) -> list[int]:
    """People who are members of the body on the day."""
    in_force = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return list(
        Membership.objects.filter(in_force, organization_id=body_id).values_list("person_id", flat=True).distinct()
    )


def preparer_ids(version: ReportVersion) -> set[int]:
    """Everybody who opened, edited, uploaded for or submitted any version of the report."""
    versions = list(version.report.versions.values_list("pk", "created_by_id", "submitted_by_id"))
    found = {person for row in versions for person in row[1:] if person}
    uploads = ImportedFile.objects.filter(version__report_id=version.report_id)
    evidence = Evidence.objects.filter(report_id=version.report_id)
    for query in (uploads, evidence):
        found |= set(query.exclude(uploaded_by=None).values_list("uploaded_by_id", flat=True))
    edits = AuditEvent.objects.filter(
        object_type="reporting.reportversion",
        object_id__in=[str(row[0]) for row in versions],
        action__startswith="reporting:",
        occurred_by__isnull=False,
    ).exclude(action__in=JUDGING)
    return found | set(edits.values_list("occurred_by_id", flat=True))


def team_ids(engagement: VerificationEngagement) -> dict[int, str]:
    """Present members of the team: person to role."""
    members = EngagementMember.objects.filter(engagement=engagement, left_at__isnull=True)
    return dict(members.values_list("person_id", "role"))


def worker_ids(engagement: VerificationEngagement) -> set[int]:
    """Everybody who did verification work in the engagement: workers' seats, findings, drafts, checked lines."""
    seats = engagement.members.exclude(role=TeamRole.REVIEWER.value).values_list("person_id", flat=True)
    authors = (
        engagement.findings.values_list("raised_by_id", flat=True),
        engagement.drafts.values_list("prepared_by_id", flat=True),
        engagement.samples.values_list("checked_by_id", flat=True),
        engagement.visits.values_list("recorded_by_id", flat=True),
    )
    return {person for query in (seats, *authors) for person in query if person}


def involved_ids(version: ReportVersion) -> set[int]:
    """Preparers, and everybody who ever was on a team, reviewed or signed for this report."""
    members = EngagementMember.objects.filter(engagement__report_id=version.report_id)
    signers = VerificationStatement.objects.filter(version__report_id=version.report_id)
    return (
        preparer_ids(version)
        | set(members.values_list("person_id", flat=True))
        | set(signers.values_list("signed_by_id", flat=True))
    )


def ties_of(group_ids: set[int], groups: Groups) -> tuple[Tie, ...]:
    """Declared business between members of these groups."""
    ties = (
        Tie(tie.kind, groups.of(tie.provider_id), groups.of(tie.client_id), tie.valid_from, tie.valid_to)
        for tie in BusinessTie.objects.all()
    )
    return tuple(tie for tie in ties if {tie.provider_group_id, tie.client_group_id} <= group_ids)


def years_verified(body_id: int, enterprise_id: int) -> frozenset[int]:
    """Compliance years for which the body signed a statement on a facility of the enterprise."""
    signed = VerificationStatement.objects.filter(
        engagement__body_id=body_id, engagement__report__facility__enterprise_id=enterprise_id
    )
    return frozenset(signed.values_list("engagement__report__compliance_year", flat=True).distinct())


def body_facts(version: ReportVersion, body_id: int, *, on: date, groups: Groups | None = None) -> BodyFacts:
    """Everything the rules need to know about a body and the enterprise of a version."""
    groups = groups or Groups()
    report = version.report
    body, enterprise = groups.company(body_id), groups.company(report.facility.enterprise_id)
    return BodyFacts(
        body=body,
        enterprise=enterprise,
        staff=tuple(humans(staff_ids(body_id, on), groups).values()),
        ties=ties_of({body.group_id, enterprise.group_id}, groups),
        verified_years=years_verified(body_id, enterprise.id),
        compliance_year=report.compliance_year,
        on=on,
    )
