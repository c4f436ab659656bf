"""The history of a report in words, and what differs between two versions."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mrv.core.models import AuditEvent
from mrv.portal.components import DiffRow, Event
from mrv.portal.components.grid import month_names
from reporting.calculation.declared import plain
from reporting.intake.rules import PlanRules
from reporting.pages.grid import stream_label
from reporting.pages.parameters import parameter_label
from reporting.selectors.differences import Change, Differences

Text = str | Promise
SAVED = "reporting:activity:replace"

WORDS: Mapping[str, Text] = {
    "reporting:report:open": gettext_lazy("Report opened"),
    SAVED: gettext_lazy("Activity data changed"),
    "reporting:file:receive": gettext_lazy("File uploaded"),
    "reporting:file:accept": gettext_lazy("File accepted"),
    "reporting:file:reject": gettext_lazy("File not accepted"),
    "reporting:check_result:explain": gettext_lazy("Warning explained"),
    "reporting:report_version:correct": gettext_lazy("Corrected version opened"),
    "reporting:report_version:submit": gettext_lazy("Signed and submitted"),
    "reporting:report_version:complete_calculation": gettext_lazy("Emissions computed"),
    "reporting:report_version:fail_checks": gettext_lazy("Emissions could not be computed"),
    "reporting:report_version:recall": gettext_lazy("Recalled"),
    "reporting:report_version:assign": gettext_lazy("Verification body assigned"),
    "reporting:report_version:resume_review": gettext_lazy("Review resumed"),
    "reporting:report_version:start_review": gettext_lazy("Document review started"),
    "reporting:report_version:start_site_visit": gettext_lazy("Site visit started"),
    "reporting:report_version:issue_findings": gettext_lazy("Findings issued"),
    "reporting:report_version:respond": gettext_lazy("Findings answered"),
    "reporting:report_version:review_again": gettext_lazy("Second review started"),
    "reporting:report_version:return_for_correction": gettext_lazy("Returned for correction"),
    "reporting:report_version:conclude": gettext_lazy("Verification concluded"),
    "reporting:report_version:send_back": gettext_lazy("Sent back to the verification body"),
    "reporting:report_version:decide": gettext_lazy("Decided"),
    "reporting:report_version:release": gettext_lazy("Released in an inventory"),
    "reporting:report_version:withdraw": gettext_lazy("Decision withdrawn"),
    "reporting:report_version:supersede": gettext_lazy("Superseded by a later version"),
}


def timeline(events: Iterable[AuditEvent], numbers: Mapping[str, int]) -> list[Event]:
    """Newest first; changes saved one after the other by one person are one entry."""
    return [_event(event, count, numbers) for event, count in _gathered(events)]


def _gathered(events: Iterable[AuditEvent]) -> Iterator[tuple[AuditEvent, int]]:
    held: AuditEvent | None = None
    count = 0
    for event in events:
        if held is not None and _is_same_act(held, event):
            count += 1
            continue
        if held is not None:
            yield held, count
        held, count = event, 1
    if held is not None:
        yield held, count


def _is_same_act(first: AuditEvent, second: AuditEvent) -> bool:
    both = (first, second)
    return all(one.action == SAVED for one in both) and (
        (first.actor_label, first.object_id) == (second.actor_label, second.object_id)
    )


def _event(event: AuditEvent, count: int, numbers: Mapping[str, int]) -> Event:
    title = str(WORDS.get(event.action, event.action))
    details = [_("Version %(number)d") % {"number": numbers[event.object_id]}] if event.object_id in numbers else []
    if count > 1:
        details.append(ngettext("%(count)d time", "%(count)d times", count) % {"count": count})
    if event.reason:
        details.append(event.reason)
    return Event(
        at=timezone.localtime(event.occurred_at),
        by=_("the platform") if event.actor_label.startswith("system:") else event.actor_name,
        title=title,
        detail=" · ".join(details),
    )


def declared_rows(found: Differences, rules: PlanRules) -> list[DiffRow]:
    """Every declared cell that differs."""
    return [_declared(change, rules) for change in found.declared]


def _declared(change: Change, rules: PlanRules) -> DiffRow:
    before, after = change.before or {}, change.after or {}
    units = {values["unit"] for values in (before, after) if values}
    is_one_unit = len(units) == 1
    return DiffRow(
        label=_place(change, rules),
        before=_amount(before, is_one_unit),
        after=_amount(after, is_one_unit),
        unit=units.pop() if is_one_unit else "",
        cause=_other_changes(change),
        kind="number" if is_one_unit else "text",
    )


def _place(change: Change, rules: PlanRules) -> str:
    stream = rules.by_name.get(change.stream_code)
    name = stream_label(stream) if stream else change.stream_code
    period = month_names()[change.month - 1] if change.month else _("Year")
    if stream is None or change.parameter == stream.activity_parameter:
        return _(", ").join((name, period))
    return _(", ").join((name, parameter_label(stream, change.parameter), period))


def _amount(values: Mapping[str, str], is_one_unit: bool) -> Decimal | str | None:
    if not values:
        return None
    return Decimal(values["quantity"]) if is_one_unit else f"{values['quantity']} {values['unit']}"


def _other_changes(change: Change) -> str:
    if change.kind == "added":
        return _("added")
    if change.kind == "removed":
        return _("removed")
    labels = {
        "data_source": _("Data source"),
        "evidence_ref": _("Evidence"),
        "remark": _("Remark"),
        "uncertainty_percent": _("Uncertainty, ± %"),
        "basis": _("Basis"),
        "component": _("Analyzed component"),
    }
    before, after = change.before or {}, change.after or {}
    return _("; ").join(
        f"{labels[name]}: {before.get(name) or '—'} → {after.get(name) or '—'}"
        for name in change.changed
        if name in labels
    )


def line_rows(found: Differences, rules: PlanRules) -> list[DiffRow]:
    """Every emission line that differs, t CO2e."""
    rows = []
    for line in found.lines:
        stream = rules.by_name.get(line.stream_code)
        name = stream_label(stream) if stream else line.stream_code
        period = month_names()[line.month - 1] if line.month else _("Year")
        before, after = _tonnes(line.before_co2e_t), _tonnes(line.after_co2e_t)
        cause = _("added") if before is None else _("removed") if after is None else ""
        rows.append(DiffRow(_(", ").join((name, period)), before, after, "t CO₂e", cause))
    return rows


def _tonnes(text: str | None) -> Decimal | None:
    return Decimal(plain(text)) if text else None
