"""The difference between two stands as a waterfall and as tables: by cause, by sector, by source."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inventory.pages.amounts import Measure
from inventory.selectors.comparison import Comparison, Part
from inventory.selectors.labels import label, labels_of
from inventory.states import Cause
from inventory.tables.axes import Axis
from mrv.portal.components import About, Chart, Column, Item, Row, Table, waterfall_chart

SHOWN = 100
CAUSES: Mapping[Cause, str | Promise] = {
    Cause.ADDED: gettext_lazy("New reports"),
    Cause.WITHDRAWN: gettext_lazy("Reports taken out"),
    Cause.ACTIVITY: gettext_lazy("Activity data corrected"),
    Cause.FACTOR: gettext_lazy("Factors changed"),
    Cause.METHOD: gettext_lazy("Method changed"),
    Cause.BOUNDARY: gettext_lazy("Boundary changed"),
    Cause.AREA_SOURCE: gettext_lazy("Area sources changed"),
}


def comparison_parts(
    found: Comparison, before: str, after: str, *, shows_sectors: bool, shows_sources: bool
) -> dict[str, Any]:
    """Chart and tables of a comparison; sectors and sources only where the reader may see them."""
    return {
        "waterfall": waterfall(found, before, after),
        "by_sector": sector_table(found) if shows_sectors else None,
        "by_source": source_table(found) if shows_sources else None,
        "is_same": not found.parts,
        "difference": found.difference_t,
    }


def waterfall(found: Comparison, before: str, after: str) -> Chart:
    """From the first total to the second, one step per cause."""
    causes = found.by_cause()
    measure = Measure.for_values([found.before_t, found.after_t, *causes.values()], "CO2e")
    steps = [Item(CAUSES[cause], measure.of(tonnes)) for cause, tonnes in causes.items()]
    items = [
        Item(before, measure.of(found.before_t), is_total=True),
        *steps,
        Item(after, measure.of(found.after_t), is_total=True),
    ]
    words = {"before": before, "after": after, "amount": f"{measure.of(found.difference_t):+,.3f} {measure.unit}"}
    about = About(
        key="difference",
        title=_("What changed, by cause"),
        unit=measure.unit,
        summary=_("From %(before)s to %(after)s: %(amount)s, scope 1.") % words,
    )
    return waterfall_chart(about, items=items, heading=_("Step"))


def sector_table(found: Comparison) -> Table:
    """The difference by cause and sector."""
    names = labels_of(Axis.SECTOR)
    rows = [
        Row([CAUSES[cause], str(label(names, sector)), tonnes])
        for (cause, sector), tonnes in found.by_sector().items()
    ]
    columns = [
        Column(_("Cause")),
        Column(_("Sector"), is_wide=True),
        Column(_("Difference, tCO₂e"), kind="number", places=6),
    ]
    rows.append(Row([_("Total"), "", found.difference_t], is_total=True))
    return Table(_("Difference by cause and sector"), columns, rows)


def source_table(found: Comparison) -> Table:
    """The largest differences by report or area source."""
    columns = [
        Column(_("Report or area source"), is_wide=True),
        Column(_("Cause")),
        Column(_("Sector")),
        Column(_("District")),
        Column(_("Difference, tCO₂e"), kind="number", places=6),
    ]
    sectors, districts = labels_of(Axis.SECTOR), labels_of(Axis.DISTRICT)
    rows = [
        Row([p.reference, CAUSES[p.cause], str(label(sectors, p.sector)), str(label(districts, p.district)), p.co2e_t])
        for p in _largest(found)
    ]
    title = (
        _("The %(count)s largest differences") % {"count": len(rows)} if len(found.parts) > SHOWN else _("By source")
    )
    return Table(title, columns, rows, empty_title=_("No source differs"))


def _largest(found: Comparison) -> tuple[Part, ...]:
    return found.parts[:SHOWN]
