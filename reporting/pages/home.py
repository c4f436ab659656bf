"""The first page of an enterprise: what to do next, then every report with state, whose turn, due date, tonnes."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.portal.components import Cell, Column, Row, Table, Task
from reporting.pages.next_step import list_step
from reporting.selectors.tasks import NOT_OPENED
from reporting.selectors.tasks import Task as Waiting


def is_overdue(report: Any) -> bool:
    """Whether a listed report should have been submitted by now."""
    return bool(report.newest_state == "draft" and report.due_date and report.due_date < timezone.localdate())


def own_turn(waiting: Iterable[Waiting], actor: Actor) -> list[Task]:
    """What waits for the enterprise, first due first."""
    return [
        Task(
            title=f"{one.facility.name} · {one.compliance_year}",
            state=_look(one),
            href=_href(one),
            hint=list_step(one.state, actor),
        )
        for one in waiting
        if one.is_open and (one.state != NOT_OPENED or actor.may("report:edit"))
    ]


def _look(one: Waiting) -> str:
    if one.state == NOT_OPENED:
        return "not_started"
    is_late = one.state == "draft" and one.due_date is not None and one.due_date < timezone.localdate()
    return "overdue" if is_late else one.state


def _href(one: Waiting) -> str:
    if one.report_id:
        return reverse("reporting:report", args=[one.report_id])
    return f"{reverse('reporting:open')}?{urlencode({'facility': one.facility.code, 'compliance_year': one.compliance_year})}"


def report_table(reports: Sequence[Any], *, with_enterprise: bool = False) -> Table:
    """One row per report; the authority's list names the enterprise too."""
    columns = [
        Column(_("Facility"), is_wide=True),
        Column(_("Year")),
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
        is_caption_hidden=True,
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
