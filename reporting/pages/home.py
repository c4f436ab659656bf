"""The first page of an enterprise: what to do next, then every report with state, whose turn, due date, tonnes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.portal.components import Cell, Column, Row, Table, Task
from reporting.pages.next_step import list_step
from reporting.states import ENTERPRISE, REPORT_VERSION


def is_overdue(report: Any) -> bool:
    """Whether a listed report should have been submitted by now."""
    return bool(report.newest_state == "draft" and report.due_date and report.due_date < timezone.localdate())


def turn_of(report: Any) -> str:
    """Whose turn a listed report is."""
    return REPORT_VERSION.state(report.newest_state or "draft").turn


def own_turn(reports: Iterable[Any], actor: Actor) -> list[Task]:
    """What waits for the enterprise, the overdue first."""
    waiting = [report for report in reports if turn_of(report) == ENTERPRISE]
    waiting.sort(key=lambda report: (not is_overdue(report), report.due_date or timezone.localdate().max))
    return [
        Task(
            title=f"{report.facility.name} · {report.compliance_year}",
            state="overdue" if is_overdue(report) else report.newest_state,
            href=reverse("reporting:report", args=[report.public_id]),
            hint=list_step(report.newest_state, actor),
        )
        for report in waiting
    ]


def report_table(reports: Sequence[Any], *, with_enterprise: bool = False) -> Table:
    """One row per report; the authority's list names the enterprise too."""
    columns = [
        Column(_("Facility"), is_wide=True),
        Column(_("Year"), "code"),
        Column(_("State"), "state"),
        Column(_("Due"), "date"),
        Column(_("Submitted"), "date"),
        Column(_("Emissions"), "tonnes"),
    ]
    rows = [Row(_cells(report, with_enterprise), key=str(report.pk)) for report in reports]
    return Table(
        _("Reports"),
        columns,
        rows,
        empty_title=_("No report yet"),
        empty_text=_("Reports appear here as soon as one is opened."),
    )


def _cells(report: Any, with_enterprise: bool) -> list[object]:
    facility = report.facility
    place = facility.enterprise.name if with_enterprise else facility.sector.name
    submitted = report.submitted_time
    return [
        Cell(
            facility.name,
            href=reverse("reporting:report", args=[report.public_id]),
            hint=f"{facility.code} · {place} · {facility.district.name}",
        ),
        str(report.compliance_year),
        report.newest_state or "draft",
        Cell(report.due_date, state="overdue" if is_overdue(report) else ""),
        timezone.localtime(submitted).date() if submitted else None,
        report.total_co2e_t,
    ]
