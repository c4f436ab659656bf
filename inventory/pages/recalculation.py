"""Recalculations as pages show them: the list, how far one is, its difference report, the lines of one source."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from inventory.models import RecalculatedAmount, RecalculatedSource, Recalculation
from inventory.selectors.labels import GASES, ORIGINS, label, labels_of
from inventory.selectors.recalculation import along, progress_of, releases_concerned, shifts_by, totals
from inventory.states import FactorChoice, Recomputed, ShiftCause
from inventory.tables.axes import Axis
from mrv.portal.components import Cell, Column, Fact, KeyNumber, Progress, Row, Table

CHOICES: Mapping[str, str | Promise] = {
    FactorChoice.PINNED: gettext_lazy("Factor sets as pinned"),
    FactorChoice.NEWER: gettext_lazy("Newest released factor sets"),
    FactorChoice.PROPOSAL: gettext_lazy("A proposed factor set"),
}
STATUSES: Mapping[str, str | Promise] = {
    Recomputed.IDENTICAL: gettext_lazy("Same bytes"),
    Recomputed.SAME_FIGURES: gettext_lazy("Same figures, other bytes"),
    Recomputed.CHANGED: gettext_lazy("Other figures"),
    Recomputed.FAILED: gettext_lazy("Could not be computed"),
}
CAUSES: Mapping[str, str | Promise] = {
    ShiftCause.ENGINE: gettext_lazy("Engine"),
    ShiftCause.ROUNDING: gettext_lazy("Rounding"),
    ShiftCause.FACTOR_SET: gettext_lazy("Factor set"),
}
FILES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
STATES = {"done": "succeeded"}


class OrderForm(forms.Form):
    """Which year, with which factor sets."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    sets = forms.ChoiceField(
        label=gettext_lazy("Computed with"),
        choices=[(code, CHOICES[code]) for code in (FactorChoice.PINNED, FactorChoice.NEWER)],
    )

    def __init__(self, years: Sequence[int], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(year, str(year)) for year in years]


def title_of(order: Recalculation) -> str:
    """An order in words."""
    if order.factor_set is not None:
        return _("Impact of %(set)s") % {"set": order.factor_set}
    place = order.jurisdiction.name if order.jurisdiction else ""
    return f"{place} {order.year}"


def order_table(orders: Sequence[Recalculation]) -> Table:
    """Orders, newest first."""
    rows = [
        Row(
            [
                Cell(title_of(order), href=reverse("inventory:recalculation", args=[order.public_id])),
                CHOICES[order.sets],
                order.started_at,
                order.started_by,
                "running" if _waits_for_parts(order) else STATES.get(order.job.state, order.job.state),
                _verdict(order),
            ]
        )
        for order in orders
    ]
    columns = [
        Column(_("Recalculation"), is_wide=True),
        Column(_("Computed with")),
        Column(_("Ordered"), kind="datetime"),
        Column(_("By")),
        Column(_("State"), kind="state"),
        Column(_("Outcome")),
    ]
    empty = _("A recalculation appears here when it is ordered.")
    return Table(_("Recalculations"), columns, rows, empty_title=_("None yet"), empty_text=empty)


def _waits_for_parts(order: Recalculation) -> bool:
    return order.job.state == "queued" and order.job.progress_total > 0


def _verdict(order: Recalculation) -> str:
    if not order.result_digest:
        return ""
    return _("Same bytes") if order.result_digest == order.stored_digest else _("Differs")


def progress(order: Recalculation) -> Progress:
    """How far it is, in parts."""
    found = progress_of(order)
    here = reverse("inventory:recalculation", args=[order.public_id])
    lines = _("Lines: %(done)s of %(all)s") % {"done": f"{found.lines_done:,}", "all": f"{found.lines:,}"}
    return Progress(
        title=_("Computing in parts"),
        state=STATES.get(found.state, found.state),
        done=found.parts_over,
        total=found.parts,
        poll_href=here,
        result_href=here if found.state == "done" else "",
        result_label=_("Show the difference report"),
        messages=[order.job.error_text] if order.job.error_text else [lines] if found.lines else [],
    )


def report(order: Recalculation) -> dict[str, Any]:
    """The difference report."""
    found = totals(order.sources.all())
    return {
        "is_identical": order.stored_digest == order.result_digest,
        "keys": _keys(found),
        "facts": _facts(order),
        "statuses": _status_table(found),
        "tables": [_axis_table(order, Axis.SECTOR), _axis_table(order, Axis.DISTRICT)],
        "shifts": [_shift_table(order, "cause"), _shift_table(order, "gas")],
        "releases": _release_table(order),
        "files": _file_table(order),
    }


def _keys(found: Mapping[str, Any]) -> list[KeyNumber]:
    before, after = found["before"], found["after"]
    return [
        KeyNumber(_("Reports and area sources"), found["sources"], "number"),
        KeyNumber(_("Lines"), found["lines"], "number"),
        KeyNumber(_("Lines that differ"), found["lines_changed"], "number"),
        KeyNumber(_("Stored, scopes 1 and 2"), before),
        KeyNumber(_("Difference"), after - before),
    ]


def _facts(order: Recalculation) -> list[Fact]:
    return [
        Fact(_("Computed with"), CHOICES[order.sets]),
        Fact(_("Ordered"), order.started_at, "datetime", hint=order.started_by),
        Fact(_("Finished"), order.finished_time, "datetime"),
        Fact(_("Engine build"), order.engine_build, "code"),
        Fact(_("Digest of the stored results"), order.stored_digest, "code"),
        Fact(
            _("Digest of the new results"), order.result_digest, "code",
            hint=_("SHA-256 over the result hashes; equal digests mean equal bytes."),
        ),
    ]  # fmt: skip


def _status_table(found: Mapping[str, Any]) -> Table:
    rows = [Row([STATUSES[status], found[status.value]]) for status in Recomputed]
    return Table(_("What became of them"), [Column(_("Result")), Column(_("Emission sources"), kind="number")], rows)


def _axis_table(order: Recalculation, axis: Axis) -> Table:
    names = labels_of(axis)
    rows = [
        Row(
            [
                Cell(str(label(names, one.code)), hint=one.code),
                one.sources, one.changed, one.failed or None, one.before, one.after, one.after - one.before,
            ]
        )
        for one in along(order, axis.value)
    ]  # fmt: skip
    first = _("Sector") if axis is Axis.SECTOR else _("District")
    columns = [
        Column(first, is_wide=True),
        Column(_("Emission sources"), kind="number"),
        Column(_("Differ"), kind="number"),
        Column(_("Failed"), kind="number"),
        *(Column(words, kind="number", places=6) for words in (_("Stored, t"), _("New, t"), _("Difference, t"))),
    ]
    caption = _("By sector, tCO₂e") if axis is Axis.SECTOR else _("By district, tCO₂e")
    return Table(caption, columns, rows, empty_title=_("Nothing was computed"))


def _shift_table(order: Recalculation, name: str) -> Table:
    words: Mapping[str, Any] = CAUSES if name == "cause" else GASES
    rows = [Row([str(words[code]), count, shift]) for code, count, shift in shifts_by(order, name)]
    columns = [
        Column(_("Cause") if name == "cause" else _("Gas")),
        Column(_("Amounts that differ"), kind="number"),
        Column(_("Difference, tCO₂e"), kind="number", places=6),
    ]
    caption = _("By cause, all scopes") if name == "cause" else _("By gas, all scopes")
    return Table(caption, columns, rows, empty_title=_("No amount differs"))


def _release_table(order: Recalculation) -> Table | None:
    rows = [
        Row(
            [
                Cell(
                    _("%(place)s %(year)s, release %(number)s")
                    % {"place": found.jurisdiction.name, "year": found.year, "number": found.number},
                    href=reverse("inventory:release", args=[found.public_id]),
                ),
                count,
                shift,
            ]
        )
        for found, count, shift in releases_concerned(order)
    ]
    columns = [
        Column(_("Release"), is_wide=True),
        Column(_("Sources that differ"), kind="number"),
        Column(_("Difference, tCO₂e"), kind="number", places=6),
    ]
    return Table(_("Releases that hold such sources; they stay as they are"), columns, rows) if rows else None


def _file_table(order: Recalculation) -> Table:
    names = {"summary": _("Summary"), "sources": _("Reports and area sources"), "lines": _("Lines that differ")}
    rows = [
        Row([words, *(Cell(text, href=_file_href(order, name, kind)) for kind, text in FILES.items())])
        for name, words in names.items()
    ]
    columns = [Column(_("Table"), is_wide=True), *(Column(text, kind="link") for text in FILES.values())]
    return Table(_("Download the difference report"), columns, rows)


def _file_href(order: Recalculation, name: str, kind: str) -> str:
    return f"{reverse('inventory:recalculation_file', args=[order.public_id, name])}?format={kind}"


def source_table(order: Recalculation, sources: Sequence[RecalculatedSource]) -> Table:
    """Reports and area sources, each to its lines."""
    rows = [
        Row(
            [
                Cell(
                    one.reference,
                    href=reverse("inventory:recalculated_source", args=[order.public_id, one.pk]),
                    hint=_place(one),
                ),
                str(ORIGINS[one.origin]),
                Cell(STATUSES[one.status], hint=_first_problem(one)),
                Cell(one.changed_count, hint=_("of %(count)d") % {"count": one.line_count}),
                one.before_t,
                one.after_t,
                one.after_t - one.before_t,
            ]
        )
        for one in sources
    ]
    columns = [
        Column(_("Emission source"), is_wide=True),
        Column(_("Origin")),
        Column(_("Result")),
        Column(_("Lines that differ"), kind="number"),
        *(Column(words, kind="number", places=6) for words in (_("Stored, t"), _("New, t"), _("Difference, t"))),
    ]
    caption = _("Reports and area sources, the largest difference first")
    return Table(caption, columns, rows, empty_title=_("Nothing of this kind"))


def _place(one: RecalculatedSource) -> str:
    return f"{one.year} · {one.district.name} · {label(labels_of(Axis.SECTOR), one.sector.code)}"


def _first_problem(one: RecalculatedSource) -> str:
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    return str(one.problems[0][language]) if one.problems else ""


def line_table(amounts: Sequence[RecalculatedAmount]) -> Table:
    """The amounts of a source that differ."""
    rows = [
        Row(
            [
                Cell(one.stream_code, hint=one.fuel),
                one.month,
                str(GASES[one.gas]),
                CAUSES[one.cause],
                one.before_mass_t,
                one.after_mass_t,
                one.before_co2e_t,
                one.after_co2e_t,
                one.after_co2e_t - one.before_co2e_t,
            ]
        )
        for one in amounts
    ]
    amounts_in = (_("Mass stored, t"), _("Mass new, t"), _("Stored, tCO₂e"), _("New, tCO₂e"), _("Difference, tCO₂e"))
    columns = [
        Column(_("Line"), is_wide=True),
        Column(_("Month"), kind="number"),
        Column(_("Gas")),
        Column(_("Cause")),
        *(Column(words, kind="number", places=6) for words in amounts_in),
    ]
    return Table(_("Lines that differ"), columns, rows, empty_title=_("No line differs"), is_sticky=True)


def source_facts(one: RecalculatedSource) -> list[Fact]:
    """One source: what became of it."""
    return [
        Fact(_("Result"), STATUSES[one.status], hint=_first_problem(one)),
        Fact(_("Stored, scopes 1 and 2"), one.before_t, "tonnes"),
        Fact(_("New, scopes 1 and 2"), one.after_t, "tonnes"),
        Fact(_("Difference"), Decimal(one.after_t - one.before_t), "tonnes"),
        Fact(_("Result hash stored"), one.stored_hash or "-", "code"),
        Fact(_("Result hash now"), one.result_hash or "-", "code"),
    ]
