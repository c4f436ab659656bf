"""Scope 2 on the dashboard: location-based, which is of record, and market-based beside it."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from inventory.pages.question import Question
from inventory.selectors.labels import label
from inventory.selectors.market import BothWays, both_ways
from inventory.tables.axes import Axis, Scope, View
from mrv.portal.components import Cell, Column, KeyNumber, Row, Table

#: Published figures never tell what one of few enterprises bought.
FEWEST = 3


def scope_2_parts(question: Question) -> dict[str, object]:
    """Both totals, and for officials the sectors behind them; nothing where no electricity was bought.

    Only for the plain question (all gases, sectors, districts and fuels): a part of one total beside the whole of
    another would mislead.
    """
    asked = question.request
    if asked.gas is not None or asked.gwp or asked.sector or asked.district or asked.fuel:
        return {}
    rows = both_ways(question.choice.source)
    if not rows or not (question.is_official or sum(row.enterprises for row in rows) >= FEWEST):
        return {}
    return {
        "scope_2": scope_2_numbers(question, rows),
        "scope_2_table": scope_2_table(question, rows) if question.is_official else None,
    }


def totals(question: Question, rows: Sequence[BothWays]) -> tuple[Decimal, Decimal]:
    """Scope 2 location-based, from the cells of record, and market-based."""
    release = question.release
    location = release.scope_2_co2e_t if release else question.sums(Axis.SECTOR, scope=Scope.PURCHASED).total.value
    return location, location + sum((row.shift for row in rows), Decimal(0))


def scope_2_numbers(question: Question, rows: Sequence[BothWays]) -> list[KeyNumber]:
    """The two totals side by side."""
    location, market = totals(question, rows)
    certified = sum((row.certified_mwh for row in rows), Decimal(0))
    note = _("Beside the location-based figure, never added to it; certificates for %(mwh)s MWh")
    return [
        KeyNumber(_("Scope 2, location-based"), location, note=_("The figure of record")),
        KeyNumber(_("Scope 2, market-based"), market, note=note % {"mwh": f"{certified.normalize():,f}"}),
    ]


def scope_2_table(question: Question, rows: Sequence[BothWays]) -> Table:
    """Purchased electricity of the reports, by inventory sector."""
    names = question.names(Axis.SECTOR, View.INVENTORY)
    columns = [
        Column(_("Sector"), is_wide=True),
        Column(_("Electricity, MWh"), "number", places=0),
        Column(_("Covered by certificates, MWh"), "number", places=0),
        Column(_("Location-based, t CO₂"), "number", places=2),
        Column(_("Market-based, t CO₂"), "number", places=2),
    ]
    shown = [
        Row([Cell(str(label(names, row.sector)), hint=row.sector), *_amounts(row)], key=row.sector) for row in rows
    ]
    sums = [sum(values, Decimal(0)) for values in zip(*(_amounts(row) for row in rows), strict=True)]
    shown.append(Row([_("Total"), *sums], is_total=True))
    return Table(_("Purchased electricity of the reports, both ways"), columns, shown)


def _amounts(row: BothWays) -> list[Decimal]:
    return [row.electricity_mwh, row.certified_mwh, row.location_co2_t, row.market_co2_t]
