"""The page of a report: a task list while it is a draft, then status, totals, versions and what can be done now."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrv.portal.components import Cell, Column, Fact, KeyNumber, Row, Table, Task, TaskGroup
from reporting.models import ReportVersion
from reporting.pages.next_step import findings_href
from reporting.pages.subject import Subject
from reporting.pages.submitter import submitter_of
from reporting.selectors.certificates import ELECTRICITY
from reporting.selectors.emissions import Totals
from reporting.selectors.factor_pins import pins_of
from reporting.selectors.progress import CheckSummary, StreamProgress


def report_facts(subject: Subject) -> list[Fact]:
    """What the report is about and where it stands."""
    report, version = subject.report, subject.version
    facility = subject.facility
    found = [
        Fact(_("State"), "overdue" if subject.is_overdue else subject.state, "state"),
        Fact(
            _("Facility"), facility.name, hint=f"{facility.code} · {facility.sector.name} · {facility.district.name}"
        ),
        Fact(_("Enterprise"), facility.enterprise.name, hint=facility.enterprise.uscc or facility.enterprise.code),
    ]
    if report.due_date:
        found.append(Fact(_("Due"), report.due_date, "date"))
    if version and version.submitted_at:
        by = _("by %(who)s") % {"who": submitter_of(version)}
        found.append(Fact(_("Submitted"), version.submitted_at, "datetime", hint=by))
    if report.verification_body:
        href = findings_href(subject) if subject.is_own else ""
        hint = _("Findings, statement and decision") if href else ""
        found.append(Fact(_("Verification body"), report.verification_body.name, href=href, hint=hint))
    if report.kind == "training":
        found.append(Fact(_("Kind"), _("Training: never counted")))
    return found


def headline(version: ReportVersion, totals: Totals) -> list[KeyNumber]:
    """The totals of a computed version."""
    href = reverse("reporting:version", args=[version.public_id])
    return [
        KeyNumber(
            _("Scopes 1 and 2"),
            totals.total,
            href=href,
            note=_("Sum of all lines, GWP set %(code)s") % {"code": version.gwp_set_code},
        ),
        KeyNumber(_("Scope 1, direct"), totals.scopes.get(1)),
        KeyNumber(_("Scope 2, purchased energy"), totals.scopes.get(2)),
    ]


def task_groups(
    subject: Subject, streams: Sequence[StreamProgress], checks: CheckSummary, evidence_count: int
) -> list[TaskGroup]:
    """The parts of the report in the order they are done."""
    if subject.version is None:
        return []
    return [
        TaskGroup(_("Monitoring plan"), [_plan_task(subject, subject.version), *_factor_tasks(subject)]),
        TaskGroup(_("Activity data"), _data_tasks(subject, streams)),
        TaskGroup(_("Evidence"), [_evidence_task(subject, streams, evidence_count), *_certificate_tasks(subject)]),
        TaskGroup(_("Check and explain"), [_check_task(subject, streams, checks)]),
        TaskGroup(_("Sign and submit"), [_sign_task(subject, streams, checks)]),
    ]


def _plan_task(subject: Subject, version: ReportVersion) -> Task:
    plan = version.plan
    words = _("Version %(number)d, GWP set %(gwp)s") % {"number": plan.number, "gwp": version.gwp_set_code}
    href = reverse("reporting:plan", args=[plan.public_id]) if subject.actor.may("plan:read") else ""
    return Task(_("See the monitoring plan this report follows"), plan.state, href, words)


def _factor_tasks(subject: Subject) -> list[Task]:
    """The pinned factor sets, for those who may change them."""
    if subject.version is None or not (subject.is_own and subject.actor.may("report:edit")):
        return []
    pins = pins_of(subject.version)
    newer = sum(pin.newest is not None for pin in pins) if subject.is_draft else 0
    hint = ngettext("%(count)d set has a newer version", "%(count)d sets have a newer version", newer)
    words = hint % {"count": newer} if newer else ", ".join(str(pin.pinned) for pin in pins)
    href = reverse("reporting:factors", args=[subject.report.public_id])
    return [Task(_("Factor sets the report is computed with"), "info" if newer else "complete", href, words)]


def _data_tasks(subject: Subject, streams: Sequence[StreamProgress]) -> list[Task]:
    at = [subject.report.public_id]
    by_year = any(one.has_year for one in streams) and not any(one.months for one in streams)
    amounts = Task(
        _("Amounts of all streams"),
        _overall(streams) if subject.is_draft else "complete",
        reverse("reporting:year" if by_year else "reporting:months", args=at),
        _filled(streams),
    )
    is_over = not subject.is_draft
    details = [
        Task(
            one.stream.name,
            "complete" if is_over and one.rows else one.state,
            reverse("reporting:stream", args=[*at, one.stream.code]),
            _sources(one),
        )
        for one in streams
    ]
    if not subject.can_edit:
        return [amounts, *details]
    upload = Task(
        _("Upload a file instead"),
        "optional",
        reverse("reporting:upload", args=at),
        _("Spreadsheet or csv; the template comes filled in from the plan. Or let your own system send the rows."),
    )
    return [amounts, *details, upload]


def _overall(streams: Sequence[StreamProgress]) -> str:
    states = {one.state for one in streams}
    if states <= {"complete"}:
        return "complete"
    return "not_started" if states == {"not_started"} else "in_progress"


def _filled(streams: Sequence[StreamProgress]) -> str:
    done = sum(one.state == "complete" for one in streams)
    return _("%(done)d of %(all)d streams complete") % {"done": done, "all": len(streams)}


def _sources(one: StreamProgress) -> str:
    if not one.rows:
        return _("Nothing declared yet. Declare 0 if it was not used.")
    months = (
        _("whole year") if one.has_year and not one.months else _("%(count)d of 12 months") % {"count": one.months}
    )
    bare = one.rows - one.sourced
    if not bare:
        return _("%(months)s; every row names its source") % {"months": months}
    rest = ngettext("%(count)d row names no source", "%(count)d rows name no source", bare) % {"count": bare}
    return _("; ").join((months, rest))


def _evidence_task(subject: Subject, streams: Sequence[StreamProgress], count: int) -> Task:
    words = ngettext("%(count)d file", "%(count)d files", count) % {"count": count}
    cited = sum(one.evidenced for one in streams)
    cites = ngettext("%(count)d row refers to evidence", "%(count)d rows refer to evidence", cited) % {"count": cited}
    state = "complete" if count else "optional"
    href = reverse("reporting:evidence", args=[subject.report.public_id])
    return Task(_("Evidence files"), state, href, _("; ").join((words, cites)))


def _certificate_tasks(subject: Subject) -> list[Task]:
    """Certificates for purchased electricity, where there is any."""
    version = subject.version
    if version is None or not version.plan.streams.filter(method=ELECTRICITY).exists():
        return []
    count = version.allocations.count()
    hint = ngettext("%(count)d certificate allocated", "%(count)d certificates allocated", count) % {"count": count}
    href = reverse("reporting:allocations", args=[subject.report.public_id])
    return [Task(_("Green power and certificates"), "complete" if count else "optional", href, hint)]


def _check_task(subject: Subject, streams: Sequence[StreamProgress], checks: CheckSummary) -> Task:
    title = _("Check the answers and explain what is unusual")
    if not any(one.rows for one in streams):
        return Task(title, "cannot_start", hint=_("Enter activity data first."))
    return Task(title, checks.state, reverse("reporting:checks", args=[subject.report.public_id]), _found(checks))


def _found(checks: CheckSummary) -> str:
    if not checks.is_current:
        return _("Not checked since the last change")
    parts = [
        ngettext("%(count)d error", "%(count)d errors", checks.errors) % {"count": checks.errors},
        ngettext("%(count)d warning", "%(count)d warnings", checks.warnings) % {"count": checks.warnings},
    ]
    if checks.unexplained:
        parts.append(_("%(count)d to explain") % {"count": checks.unexplained})
    return _(", ").join(parts)


def _sign_task(subject: Subject, streams: Sequence[StreamProgress], checks: CheckSummary) -> Task:
    title = _("Sign and submit the report")
    version = subject.version
    if version is not None and version.submitted_at:
        return Task(title, "complete", reverse("reporting:receipt", args=[version.public_id]), _("See the receipt"))
    if not (checks.is_ready and any(one.rows for one in streams)):
        return Task(
            title, "cannot_start", hint=_("Possible once the checks find no error and every warning is explained.")
        )
    href = reverse("reporting:submit", args=[subject.report.public_id])
    hint = "" if subject.can_submit else _("The responsible person signs; you can look at the page.")
    return Task(title, "open", href, hint)


def version_table(versions: Sequence[ReportVersion]) -> Table:
    """All versions, newest first."""
    columns = [
        Column(_("Version")),
        Column(_("State"), "state"),
        Column(_("Submitted"), "datetime"),
        Column(_("Emissions"), "tonnes"),
        Column(_("Why this version"), is_wide=True),
    ]
    rows = [
        Row(
            [
                Cell(
                    _("Version %(number)d") % {"number": one.number},
                    href=reverse("reporting:version", args=[one.public_id]),
                ),
                one.state,
                one.submitted_at and timezone.localtime(one.submitted_at),
                one.total_co2e_t,
                one.reason,
            ]
        )
        for one in versions
    ]
    return Table(_("Versions"), columns, rows, is_caption_hidden=True)
