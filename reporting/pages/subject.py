"""One report as a page needs it: the version shown and what this actor may do with it now."""

from dataclasses import dataclass

from django.utils import timezone

from mrv.core.actor import Actor
from mrv.core.models import Facility
from reporting.models import EmissionsReport, ReportVersion
from reporting.states import CORRECTABLE, COUNTED, REPORT_VERSION


@dataclass(frozen=True)
class Subject:
    """A report with its newest visible version; ``version`` is None while only a draft of others exists."""

    report: EmissionsReport
    version: ReportVersion | None
    actor: Actor

    @property
    def facility(self) -> Facility:
        """The facility reported on."""
        return self.report.facility

    @property
    def title(self) -> str:
        """Facility and year."""
        return f"{self.facility.name} · {self.report.compliance_year}"

    @property
    def state(self) -> str:
        """State of the version shown."""
        return self.version.state if self.version else "draft"

    @property
    def is_own(self) -> bool:
        """Whether the actor acts for the enterprise."""
        return self.facility.enterprise_id in self.actor.enterprise_ids

    @property
    def is_draft(self) -> bool:
        """Whether rows can still change."""
        return self.version is not None and self.version.state == "draft"

    @property
    def can_edit(self) -> bool:
        """Whether this actor may change the rows now."""
        return self.is_draft and self.is_own and self.actor.may("report:edit")

    @property
    def can_submit(self) -> bool:
        """Whether this actor may sign now, if the checks allow it."""
        return self.is_draft and self.is_own and self.actor.may("report:submit")

    @property
    def can_recall(self) -> bool:
        """Whether this actor may take the version back now."""
        moves = REPORT_VERSION.open_from(self.state, self.actor.permissions)
        return self.version is not None and self.is_own and any(move.name == "recall" for move in moves)

    @property
    def can_correct(self) -> bool:
        """Whether this actor may open a corrected version now."""
        return self.is_own and self.state in CORRECTABLE | COUNTED and self.actor.may("report:correct")

    @property
    def is_overdue(self) -> bool:
        """Whether the day to submit has passed with nothing submitted."""
        due = self.report.due_date
        return due is not None and self.is_draft and due < timezone.localdate()
