"""The history of a report in words, and what differs between two versions."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrv.core.models import AuditEvent
from mrv.portal.components import DiffRow, Event
from mrv.portal.components.grid import month_names
from mrv.words.acts import action_text
from mrv.words.records import doer_text
from reporting.calculation.declared import plain
from reporting.intake.rules import PlanRules
from reporting.pages.grid import stream_label
from reporting.pages.parameters import parameter_label
from reporting.selectors.differences import Change, Differences

SAVED = "reporting:activity:replace"


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
    title = action_text(event.action)
    details = [_("Version %(number)d") % {"number": numbers[event.object_id]}] if event.object_id in numbers else []
    if count > 1:
        details.append(ngettext("%(count)d time", "%(count)d times", count) % {"count": count})
    if event.reason:
        details.append(event.reason)
    return Event(
        at=timezone.localtime(event.occurred_at),
        by=doer_text(event),
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


def certificate_rows(found: Differences, rules: PlanRules) -> list[DiffRow]:
    """Every use of a certificate that differs, MWh."""
    rows = []
    for change in found.certificates:
        stream = rules.by_name.get(change.stream_code)
        name = stream_label(stream) if stream else change.stream_code
        cause = _cause(change.before_mwh, change.after_mwh)
        if not cause and change.before_reference != change.after_reference:
            cause = _("Cancellation record: %(before)s → %(after)s") % {
                "before": change.before_reference, "after": change.after_reference,
            }  # fmt: skip
        label = _(", ").join((name, change.certificate))
        rows.append(DiffRow(label, _number(change.before_mwh), _number(change.after_mwh), "MWh", cause))
    return rows


def line_rows(found: Differences, rules: PlanRules) -> list[DiffRow]:
    """Every emission line that differs, t CO2e."""
    rows = []
    for line in found.lines:
        stream = rules.by_name.get(line.stream_code)
        name = stream_label(stream) if stream else line.stream_code
        period = month_names()[line.month - 1] if line.month else _("Year")
        before, after = _number(line.before_co2e_t), _number(line.after_co2e_t)
        cause = _cause(line.before_co2e_t, line.after_co2e_t)
        rows.append(DiffRow(_(", ").join((name, period)), before, after, "t CO₂e", cause))
    return rows


def _cause(before: str | None, after: str | None) -> str:
    return _("added") if before is None else _("removed") if after is None else ""


def _number(text: str | None) -> Decimal | None:
    return Decimal(plain(text)) if text else None
