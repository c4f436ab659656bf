"""Purchased electricity both ways, side by side: location-based as of record, market-based next to it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrv.portal.components import Cell, Column, Fact, KeyNumber, Row, Table
from reporting.models import MarketResult
from reporting.selectors.market import Scope2

BASES: Mapping[str, str | Promise] = {
    "residual_mix": gettext_lazy("Residual mix of the pinned factor sets"),
    "untraded_mix": gettext_lazy("No residual mix is published; the grid mix without market-traded non-fossil power"),
    "line_factor": gettext_lazy("No residual mix is published for this place and year; the factor of the lines"),
}


def scope_2_numbers(found: Scope2 | None) -> list[KeyNumber]:
    """The second figure of scope 2, where electricity was bought."""
    if found is None or not found.results:
        return []
    note = _("Beside the location-based figure, never added to it; certificates for %(mwh)s MWh")
    certified = f"{found.certified_mwh.normalize():f}"
    return [KeyNumber(_("Scope 2, market-based"), found.market_co2e_t, note=note % {"mwh": certified})]


def market_table(results: Sequence[MarketResult], names: Mapping[str, str]) -> Table:
    """One row per stream of purchased electricity."""
    columns = [
        Column(_("Purchased electricity"), is_wide=True),
        Column(_("Electricity, MWh"), "number"),
        Column(_("Covered by certificates, MWh"), "number"),
        Column(_("Location-based, t CO₂"), "number"),
        Column(_("Market-based, t CO₂"), "number"),
        Column(_("Factor of the rest, tCO₂/MWh"), "number"),
    ]
    rows = [Row(_cells(one, names), key=one.stream_code) for one in results]
    return Table(_("Purchased electricity, both ways"), columns, rows)


def _cells(one: MarketResult, names: Mapping[str, str]) -> list[object]:
    amounts = (one.electricity_mwh, one.certified_mwh, one.location_co2_t, one.market_co2_t)
    return [
        Cell(names.get(one.stream_code, one.stream_code), hint=one.stream_code),
        *(_trimmed(amount) for amount in amounts),
        Cell(_trimmed(one.residual_factor), hint=BASES[one.residual_basis]),
    ]


def market_facts(found: MarketResult | None) -> list[Fact]:
    """What the page of a line says about the market-based result of its stream."""
    if found is None:
        return []
    words = {
        "location": f"{_trimmed(found.location_co2_t):f}",
        "certified": f"{_trimmed(found.certified_mwh):f}",
        "electricity": f"{_trimmed(found.electricity_mwh):f}",
        "factor": f"{_trimmed(found.residual_factor):f}",
        "basis": BASES[found.residual_basis],
    }
    hint = _(
        "The whole stream and year; %(location)s t location-based. Certificates cover %(certified)s of %(electricity)s "
        "MWh, the rest takes %(factor)s tCO₂/MWh: %(basis)s."
    )
    amount = _trimmed(found.market_co2_t)
    return [Fact(_("Market-based, beside it"), amount, "number", hint=hint % words, unit="t CO₂")]


def _trimmed(amount: Decimal) -> Decimal:
    return Decimal(f"{amount.normalize():f}")
