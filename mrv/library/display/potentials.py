"""Warming potentials as a table beside a chosen set, and the three gases that matter most as charts."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from mrv.core.models import GwpSet
from mrv.library import words
from mrv.library.figures import percent
from mrv.library.selectors.potentials import PotentialRow
from mrv.portal.components.charts import About, Chart, Series, trend_chart
from mrv.portal.components.tables import Cell, Column, Row, Table

REPORTS = {"SAR": "1995", "TAR": "2001", "AR4": "2007", "AR5": "2013", "AR6": "2021"}
CHARTED = ("CH4", "N2O", "SF6")


def potential_table(sets: Sequence[GwpSet], rows: Sequence[PotentialRow], base: str) -> Table:
    """Every gas in every set; below each value how far it is from the set compared with."""
    columns = [Column(_("Gas")), *(Column(found.code, kind="number") for found in sets)]
    codes = [found.code for found in sets]
    body = [Row([words.gas(row.gas), *(_cell(row, code, base) for code in codes)], key=row.gas) for row in rows]
    return Table(_("kg CO₂e per kg, 100 years"), columns, body, is_sticky=True)


def _cell(row: PotentialRow, code: str, base: str) -> Cell:
    value, reference = row.values.get(code), row.values.get(base)
    if value is None or reference is None or code == base or value == reference:
        return Cell(value)
    apart = percent(reference, value) or Decimal(0)
    return Cell(value, hint=f"{apart:+.1f} %".replace("-", "\u2212"))


def potential_charts(rows: Sequence[PotentialRow]) -> list[Chart]:
    """How the value of a gas moved from report to report."""
    held = {row.gas: row.values for row in rows}
    return [_chart(gas, held[gas]) for gas in CHARTED if gas in held]


def _chart(gas: str, values: dict[str, Decimal]) -> Chart:
    points = [(code, year, values.get(code)) for code, year in REPORTS.items()]
    shown = [value for _code, _year, value in points if value is not None]
    about = About(
        key=f"gwp-{gas.lower()}",
        title=words.gas(gas),
        unit=_("kg CO₂e/kg"),
        summary=_("From %(low)s to %(high)s, by IPCC report") % {"low": f"{min(shown):f}", "high": f"{max(shown):f}"},
    )
    years = [f"{code} ({year})" for code, year, _value in points]
    return trend_chart(about, years=years, series=[Series(words.gas(gas), [value for _c, _y, value in points])])


def set_facts(sets: Sequence[GwpSet]) -> Table:
    """Title and source of every set."""
    columns = [Column(_("Set"), "code"), Column(_("Title"), is_wide=True), Column(_("Source"), is_wide=True)]
    return Table(_("Sources"), columns, [Row([found.code, found.title, found.source]) for found in sets])
