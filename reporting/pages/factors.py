"""The factor sets of a report and what the newest ones would change, as tables."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.core.models import FactorSet
from mrv.portal.components import Cell, Column, DiffRow, KeyNumber, Row, Table
from mrv.portal.components.grid import month_names
from reporting.selectors.factor_impact import LineShift, VersionImpact
from reporting.selectors.factor_pins import Pin

GRAM = Decimal("0.000001")


def pin_table(pins: Sequence[Pin]) -> Table:
    """Pinned sets in order, with the newest version of each and the way to compare both."""
    columns = [
        Column(_("Order"), "number"),
        Column(_("Pinned set"), is_wide=True),
        Column(_("State of the set"), "status"),
        Column(_("Newest released")),
        Column(_("Compare values")),
    ]
    rows = [
        Row([place, _set_cell(pin.pinned), pin.pinned.state, _newest_cell(pin), _compare_cell(pin)])
        for place, pin in enumerate(pins, 1)
    ]
    return Table(_("Factor sets this report is computed with, best first"), columns, rows)


def _set_cell(found: FactorSet) -> Cell:
    return Cell(found.title, href=reverse("factors:set_version", args=[found.code, found.version]), hint=str(found))


def _newest_cell(pin: Pin) -> object:
    if pin.newest is None:
        return _("this one") if pin.pinned.state == "released" else ""
    return Cell(str(pin.newest), href=reverse("factors:set_version", args=[pin.newest.code, pin.newest.version]))


def _compare_cell(pin: Pin) -> object:
    if pin.newest is None:
        return ""
    query = {"a": f"{pin.pinned.code}@{pin.pinned.version}", "b": f"{pin.newest.code}@{pin.newest.version}"}
    return Cell(_("Compare"), href=f"{reverse('factors:compare')}?{urlencode(query)}")


def impact_numbers(impact: VersionImpact) -> list[KeyNumber]:
    """The totals before and after."""
    difference = impact.after - impact.before
    change = 100 * difference / impact.before if impact.before else None
    return [
        KeyNumber(_("With the pinned sets"), impact.before, note=_("Scopes 1 and 2")),
        KeyNumber(_("With the newest sets"), impact.after, note=_("Scopes 1 and 2"), change=change),
        KeyNumber(
            _("Lines that change"), len(impact.lines), "number", note=_("of %(count)d") % {"count": impact.line_count}
        ),
    ]


def shift_rows(impact: VersionImpact, names: Mapping[str, str]) -> list[DiffRow]:
    """Every line that changes, with the factors that differ as its cause."""
    return [
        DiffRow(
            label=_label(shift, names),
            before=_shown(shift.before),
            after=_shown(shift.after),
            unit="t CO₂e",
            cause=_causes(shift),
        )
        for shift in impact.lines
    ]


def _label(shift: LineShift, names: Mapping[str, str]) -> str:
    name = names.get(shift.stream_code, shift.stream_code)
    return f"{name} · {_('whole year') if shift.month is None else month_names()[shift.month - 1]}"


def _shown(amount: Decimal | None) -> Decimal | str:
    """To the gram, as lines are rounded."""
    if amount is None:
        return _("not computable")
    return amount.quantize(GRAM)


def _causes(shift: LineShift) -> str:
    language = get_language() or "en"
    texts = [f"{one.title.to(language)}: {one.before or '—'} → {one.after or '—'}" for one in shift.factors]
    return "; ".join(texts)
