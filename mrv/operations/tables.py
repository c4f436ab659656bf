"""What the operations pages show, as plain component values."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrv.core.models import AuditEvent, AuditSeal, Facility, Job, Organization
from mrv.portal.components.flow import Fact, KeyNumber
from mrv.portal.components.tables import Cell, Column, Row, Table
from mrv.roles import Role
from mrv.schedule import SCHEDULE
from mrv.words.acts import ACTIONS, action_text
from mrv.words.records import doer_text, record_text
from mrv.words.role_names import WORDS

KINDS_SHOWN: Mapping[str, Promise] = {
    "reporting:calculate": gettext_lazy("Calculation of a report"),
    "reporting:import": gettext_lazy("Import of a file"),
    "verification:receive_version": gettext_lazy("Start of a verification"),
    "inventory:apply_version": gettext_lazy("Posting to the city inventory"),
    "inventory:release": gettext_lazy("Release of the inventory"),
    "inventory:import_area_sources": gettext_lazy("Upload of area sources"),
    "inventory:recalculate": gettext_lazy("Recalculation of the city"),
    "inventory:recalculate_part": gettext_lazy("Part of a recalculation"),
    "inventory:fill_uncertainty": gettext_lazy("Filling in of uncertainties"),
    "inventory:fill_uncertainty_part": gettext_lazy("Part of the filling in"),
    "inventory:factor_impact": gettext_lazy("Impact of a factor set"),
    "registry:publish": gettext_lazy("Publication to the registry"),
    "registry:deliver": gettext_lazy("Delivery of a webhook"),
    "operations:verify_ledger": gettext_lazy("Verification of the ledger"),
}


def kind_label(kind: str) -> str:
    """Words for a kind of job; its code when there are none."""
    return str(KINDS_SHOWN.get(kind, kind))


def shown_state(state: str) -> str:
    """A finished job is shown as succeeded."""
    return "succeeded" if state == "done" else state


def job_numbers(depth: dict[str, int]) -> list[KeyNumber]:
    """One number per state of the queue."""
    labels = {
        "queued": _("Waiting"),
        "running": _("Running"),
        "done": _("Done"),
        "failed": _("Failed"),
        "parked": _("Parked"),
    }
    return [
        KeyNumber(label, depth.get(state, 0), kind="number", href=f"{reverse('operations:home')}?state={state}")
        for state, label in labels.items()
    ]


def job_table(jobs: Iterable[Job]) -> Table:
    """Newest first."""
    columns = [
        Column(_("Job"), "text"),
        Column(_("State"), "state"),
        Column(_("Attempts"), "number"),
        Column(_("Created"), "datetime"),
        Column(_("Finished"), "datetime"),
        Column(_("Message"), is_wide=True),
    ]
    rows = [
        Row(
            [
                Cell(
                    kind_label(job.kind),
                    href=reverse("operations:job", args=[job.public_id]),
                    hint=f"#{job.subject_id}",
                ),
                shown_state(job.state),
                job.attempt,
                job.created_at,
                job.finished_time,
                job.error_text,
            ]
        )
        for job in jobs
    ]
    return Table(
        _("Background jobs"), columns, rows, empty_title=_("No jobs"), empty_text=_("Nothing matches this choice.")
    )


def job_facts(job: Job) -> list[Fact]:
    """Everything about one job."""
    facts = [
        Fact(_("Job"), kind_label(job.kind)),
        Fact(_("State"), shown_state(job.state), "state"),
        Fact(_("Record"), f"#{job.subject_id}"),
        Fact(_("Attempts"), job.attempt, "number"),
        Fact(_("Created"), job.created_at, "datetime"),
        Fact(_("Started by"), str(job.created_by or _("the platform"))),
    ]
    if job.finished_time:
        facts.append(Fact(_("Finished"), job.finished_time, "datetime"))
    if job.error_text:
        facts.append(Fact(_("Message"), job.error_text))
    return facts


def schedule_table() -> Table:
    """What runs by the clock."""
    columns = [Column(_("Purpose"), is_wide=True), Column(_("Every"), "text"), Column(_("Task"), "code")]
    rows = [Row([_(entry.purpose), _seconds(entry.every.total_seconds()), entry.task]) for entry in SCHEDULE]
    return Table(_("Schedule"), columns, rows)


def _seconds(seconds: float) -> str:
    return _("%(count)d s") % {"count": seconds} if seconds < 120 else _("%(count)d min") % {"count": seconds // 60}


def event_table(events: Iterable[AuditEvent], links: Mapping[tuple[str, str], str]) -> Table:
    """The ledger, newest first; a record leads to its page where ``links`` has one."""
    columns = [
        Column(_("No."), "code"),
        Column(_("When"), "datetime", is_one_line=True),
        Column(_("Who"), is_wide=True),
        Column(_("What"), is_one_line=True),
        Column(_("Record")),
        Column(_("Reason"), is_wide=True),
    ]
    rows = [
        Row(
            [
                event.pk,
                event.occurred_at,
                doer_text(event),
                Cell(action_text(event.action), hint=event.action if event.action in ACTIONS else ""),
                Cell(
                    record_text(event.object_type, event.object_id),
                    href=links.get((event.object_type, event.object_id), ""),
                ),
                event.reason,
            ]
        )
        for event in events
    ]
    return Table(_("Ledger"), columns, rows, empty_title=_("Nothing recorded yet"))


def seal_table(seals: Iterable[AuditSeal]) -> Table:
    """The latest links of the chain."""
    columns = [
        Column(_("Sealed"), "datetime"),
        Column(_("Events"), "text"),
        Column(_("Count"), "number"),
        Column(_("Digest"), "code"),
    ]
    rows = [
        Row([seal.sealed_at, f"{seal.first_event}-{seal.last_event}", seal.event_count, seal.digest[:16]])
        for seal in seals
    ]
    return Table(
        _("Seals"),
        columns,
        rows,
        empty_title=_("Nothing sealed yet"),
        empty_text=_("The ledger is sealed every minute."),
    )


def register_table(enterprises: Iterable[Any]) -> Table:
    """Enterprises with the number of their facilities."""
    columns = [
        Column(_("Enterprise"), is_wide=True),
        Column(_("Social credit code"), "code"),
        Column(_("Facilities"), "number"),
        Column(_("Data")),
    ]
    rows = [
        Row(
            [
                Cell(
                    enterprise.name,
                    href=reverse("operations:enterprise", args=[enterprise.code]),
                    hint=enterprise.code,
                ),
                enterprise.uscc or "",
                enterprise.facility_count,
                _("synthetic") if enterprise.is_synthetic else "",
            ]
        )
        for enterprise in enterprises
    ]
    return Table(
        _("Enterprises"),
        columns,
        rows,
        empty_title=_("No enterprise found"),
        empty_text=_("Try another name or code."),
    )


def enterprise_facts(enterprise: Organization) -> list[Fact]:
    """The register entry of one enterprise."""
    return [
        Fact(_("Code"), enterprise.code, "code"),
        Fact(_("Social credit code"), enterprise.uscc or "", "code"),
        Fact(_("Name, Chinese"), enterprise.name_zh),
        Fact(_("Name, English"), enterprise.name_en),
        Fact(_("Owner"), str(enterprise.parent or "-")),
        Fact(_("Data"), _("synthetic") if enterprise.is_synthetic else _("declared")),
    ]


def facility_table(facilities: Iterable[Facility]) -> Table:
    """Facilities of one enterprise."""
    columns = [
        Column(_("Facility"), is_wide=True),
        Column(_("District")),
        Column(_("Sector")),
        Column(_("Opened"), "date"),
    ]
    rows = [Row([Cell(f.name, hint=f.code), f.district.name, f.sector.name, f.opened_date]) for f in facilities]
    return Table(_("Facilities"), columns, rows, empty_title=_("No facility yet"))


def member_table(memberships: Iterable[Any]) -> Table:
    """People of one organization and their roles."""
    columns = [Column(_("Person")), Column(_("Role")), Column(_("From"), "date"), Column(_("Until"), "date")]
    rows = [
        Row([Cell(str(m.person), hint=m.person.username), WORDS[Role(m.role)].name, m.valid_from, m.valid_to])
        for m in memberships
    ]
    return Table(_("People"), columns, rows, empty_title=_("Nobody yet"))
