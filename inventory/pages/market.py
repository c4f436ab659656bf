"""Scope 2 on the dashboard and on a release: location-based, which is of record, and market-based beside it."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from inventory.pages.question import Question
from inventory.selectors.labels import Label, label
from inventory.selectors.market import AMOUNTS, BothWays, CityScope2, scope_2_of
from inventory.tables.axes import Axis, View
from mrv.portal.components import Cell, Column, KeyNumber, Row, Table


def scope_2_parts(question: Question) -> dict[str, object]:
    """Both totals, and for officials the sectors behind them; nothing where no electricity was bought.

    Only for the plain question (all gases, sectors, districts and fuels): a part of one total beside the whole of
    another would mislead.
    """
    asked = question.request
    if asked.gas is not None or asked.gwp or asked.sector or asked.district or asked.fuel:
        return {}
    found = scope_2_of(question.choice)
    if found.market_co2e_t is None:
        return {}
    return {
        "scope_2": scope_2_numbers(found),
        "scope_2_table": scope_2_table(question, found) if question.is_official else None,
        "scope_2_file": question.scope_2_href("xlsx"),
    }


def scope_2_numbers(found: CityScope2) -> list[KeyNumber]:
    """The two totals side by side; the first alone where the second is confidential or nothing was bought."""
    numbers = [KeyNumber(_("Scope 2, location-based"), found.location_co2e_t, note=_("The figure of record"))]
    if found.market_co2e_t is None:
        return numbers
    note = _("Beside the location-based figure, never added to it; certificates for %(mwh)s MWh")
    certified = f"{found.sum('certified_mwh').normalize():,f}"
    return [*numbers, KeyNumber(_("Scope 2, market-based"), found.market_co2e_t, note=note % {"mwh": certified})]


def scope_2_table(question: Question, found: CityScope2) -> Table:
    """Purchased electricity of the reports, by inventory sector."""
    names = question.names(Axis.SECTOR, View.INVENTORY)
    columns = [
        Column(_("Sector"), is_wide=True),
        Column(_("Electricity, MWh"), "number", places=0),
        Column(_("Covered by certificates, MWh"), "number", places=0),
        Column(_("Location-based, t CO₂"), "number", places=2),
        Column(_("Market-based, t CO₂"), "number", places=2),
    ]
    shown = [Row([_sector(row, names), *_amounts(row)], key=row.sector) for row in found.rows]
    shown.append(Row([_("Total"), *(found.sum(name) for name in AMOUNTS)], is_total=True))
    return Table(_("Purchased electricity of the reports, both ways"), columns, shown)


def _sector(row: BothWays, names: Mapping[str, Label]) -> Cell:
    name = str(label(names, row.sector))
    return Cell(name, hint=_("C: confidential, left out, not zero") if row.notation else row.sector)


def _amounts(row: BothWays) -> list[Decimal | None]:
    return [None if row.is_hidden else getattr(row, name) for name in AMOUNTS]
