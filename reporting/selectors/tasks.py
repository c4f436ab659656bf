"""What waits for an enterprise: reports to open, drafts to finish, failed checks, findings, what is under way."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from mrv.core.actor import Actor
from mrv.core.models import Facility
from reporting.models import EmissionsReport, MonitoringPlan, ReportVersion
from reporting.states import REPORT_VERSION


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list. ``version_id`` and ``report_id`` are None where no report is open yet."""

    facility: Facility
    compliance_year: int
    state: str
    turn: str
    report_id: UUID | None = None
    version_id: UUID | None = None
    version_number: int = 0
    due_date: date | None = None
    total_co2e_t: Decimal | None = None
    kind: str = "official"

    @property
    def is_open(self) -> bool:
        """Whether the enterprise has something to do."""
        return self.turn == "enterprise"


NOT_OPENED = "not_opened"


def task_list(actor: Actor, *, today: date | None = None) -> list[Task]:
    """Newest version of every report of the own facilities, and last year's reports not opened yet; due first."""
    tasks = [_of_version(version) for version in _newest(actor)]
    tasks += _not_opened(actor, (today or timezone.localdate()).year - 1)
    return sorted(tasks, key=_order)


def _newest(actor: Actor) -> list[ReportVersion]:
    versions = ReportVersion.objects.visible_to(actor).filter(report__facility__enterprise_id__in=actor.enterprise_ids)
    return list(versions.latest().select_related("report__facility"))


def _of_version(version: ReportVersion) -> Task:
    report = version.report
    return Task(
        facility=report.facility,
        compliance_year=report.compliance_year,
        state=version.state,
        turn=REPORT_VERSION.state(version.state).turn,
        report_id=report.public_id,
        version_id=version.public_id,
        version_number=version.number,
        due_date=report.due_date,
        total_co2e_t=version.total_co2e_t,
        kind=report.kind,
    )


def _not_opened(actor: Actor, year: int) -> list[Task]:
    """Facilities with a plan in force for last year and no official report of it."""
    opened = EmissionsReport.objects.filter(compliance_year=year, kind="official").values("facility_id")
    planned = MonitoringPlan.objects.in_force(year).values("facility_id")
    own = Facility.objects.filter(enterprise_id__in=actor.enterprise_ids, pk__in=planned).exclude(pk__in=opened)
    return [Task(facility, year, NOT_OPENED, "enterprise") for facility in own]


def _order(task: Task) -> tuple[bool, date, int, str]:
    return not task.is_open, task.due_date or date.max, -task.compliance_year, task.facility.code
