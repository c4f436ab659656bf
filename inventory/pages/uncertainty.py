"""The uncertainty of the city, a sector or a district: approach 1 by sector and district, what it covers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from inventory.models import CitySimulation
from inventory.pages.question import Question
from inventory.selectors.data_quality import DataQuality
from inventory.selectors.labels import AXIS_NAMES, Label, label
from inventory.selectors.uncertainty import Uncertainties, open_to
from inventory.tables.axes import Axis
from inventory.tables.pivot import Key, Pivot
from mrv.accounting.uncertainty import Uncertain
from mrv.portal.components import Cell, Column, KeyNumber, Row, Table
from reporting.pages.simulation import simulation_list
from reporting.pages.uncertainty import percent_text, uncertainty_number

Found = tuple[Uncertain | None, DataQuality | None]
PAGE = "inventory:uncertainty"
BY = (Axis.SECTOR, Axis.DISTRICT)


def uncertainty_page(question: Question) -> dict[str, Any]:
    """What the page shows; ``total`` None where the question has no uncertainty."""
    pivot, spread = question.sums(*BY), question.uncertainties(*BY)
    total = open_to(pivot.total, spread.total) if question.request.adds_up else None
    tables = [axis_table(question, axis, pivot, spread) for axis in BY] if total is not None else []
    if total is not None and question.request.gas is None:
        by_gas = question.uncertainties(Axis.GAS)
        tables.append(axis_table(question, Axis.GAS, question.sums(Axis.GAS), by_gas))
    return {"total": total, "numbers": numbers(question, total), "tables": tables}


def here_of(question: Question, **more: str) -> str:
    """The address of the page for the same question."""
    kept = {name: getattr(question.request, name) for name in ("sector", "district", "fuel")}
    return question.href(PAGE, **kept, **more)


def simulation_table(question: Question, held: Iterable[CitySimulation]) -> Table:
    """The simulations of the question, newest first."""
    rows = [(one, here_of(question, simulation=str(one.public_id))) for one in held]
    return simulation_list(rows, _("Simulations of this question"))


def numbers(question: Question, total: Uncertain | None) -> list[KeyNumber]:
    """Total, its uncertainty, how much of it that covers."""
    if total is None:
        return []
    covered = "-" if total.coverage is None else f"{total.coverage} %"
    note = _("share of tonnes whose uncertainty is known")
    quality = question.data_quality().get((), DataQuality())
    return [
        KeyNumber(_("Total"), total.amount, gas=question.gas),
        uncertainty_number(total, question.gas),
        KeyNumber(_("Known for"), covered, kind="text", note=note),
        KeyNumber(_("Data quality (GPC)"), quality_text(quality), kind="text", note=_("activity data · factors")),
    ]


def quality_text(quality: DataQuality) -> str:
    """Both marks by their letters; a dash where most tonnes have none."""
    marks = (quality.activity, quality.factors)
    return " · ".join(mark.value if mark else "-" for mark in marks) if any(marks) else "-"


def axis_table(question: Question, axis: Axis, pivot: Pivot, spread: Uncertainties) -> Table:
    """One row per sector or district, and the total, in which shared factors meet again."""
    names, along = question.names(axis), pivot.along(axis.value)
    beside, marks = spread.along(axis.value), _marks(question, axis)
    rows = [
        _row(question, axis, names, found.key[0], (open_to(found, beside.get(found.key)), marks.get(found.key)))
        for found in along.ranked()
    ]
    total = _cells(axis, open_to(pivot.total, spread.total), marks.get(()))
    rows.append(Row([_("Total"), *total], is_total=True))
    columns = [
        Column(AXIS_NAMES[axis], is_wide=True),
        Column(_("Amount, t"), "number", places=2),
        Column(_("Uncertainty, 95 %")),
        Column(_("From, t"), "number", places=2),
        Column(_("To, t"), "number", places=2),
        Column(_("Known for, %"), "number", places=1),
        *([Column(_("Data quality (GPC)"))] if axis is not Axis.GAS else []),
    ]
    return Table(AXIS_NAMES[axis], columns, rows, is_caption_hidden=True)


def _marks(question: Question, axis: Axis) -> dict[Key, DataQuality]:
    """By key of the axis, and of the whole; lines are not told apart by gas, so gases have none."""
    if axis is Axis.GAS:
        return {}
    return {**question.data_quality(axis), **question.data_quality()}


def _row(question: Question, axis: Axis, names: Mapping[str, Label], key: str, found: Found) -> Row:
    kept = {name: getattr(question.request, name) for name in ("sector", "district", "fuel")}
    href = question.href(PAGE, **{**kept, axis.value: key})
    shown = str(label(names, key))
    return Row([Cell(shown, href=href), *_cells(axis, *found)])


def _cells(axis: Axis, found: Uncertain | None, quality: DataQuality | None) -> list[object]:
    is_marked = axis is not Axis.GAS
    if found is None:
        return [Cell(None, notation="C"), None, None, None, None, *([None] if is_marked else [])]
    low, high = found.interval or (None, None)
    marks = [quality_text(quality or DataQuality())] if is_marked else []
    return [found.amount, percent_text(found), low, high, found.coverage, *marks]
