"""The three totals of the GPC with what each leaves out (GPC 1.1, tables 3.1 and 4.2)."""

from django.utils.translation import gettext as _

from inventory.gpc import REFERENCES, GpcTotal, NotationKey, roll_up
from inventory.models import NotationEntry
from inventory.pages.question import Question
from inventory.tables.axes import Axis, Scope, View
from mrv.portal.components import Cell, Column, Row, Table

KEYS = 8


def gpc_levels(question: Question) -> Table:
    """BASIC, BASIC+ and territorial totals; cells without a number are named."""
    pivot = question.sums(Axis.SECTOR, view=View.GPC, scope=Scope.ALL, gas=None)
    cells = {key: found.value for (key,), found in pivot.sums.items() if key in REFERENCES}
    entries = NotationEntry.objects.filter(
        jurisdiction=question.jurisdiction, year=question.year, sector__system="gpc"
    )
    keys = {code: NotationKey(key) for code, key in entries.values_list("sector__code", "key") if code in REFERENCES}
    totals = roll_up({**keys, **cells})
    named = ((_("BASIC"), totals.basic), (_("BASIC+"), totals.basic_plus), (_("Territorial"), totals.territorial))
    rows = [_row(name, total) for name, total in named]
    columns = [
        Column(_("Level")),
        Column(_("Total, tCO₂e"), kind="number", places=2),
        Column(_("Lines without a number"), is_wide=True),
    ]
    return Table(_("Totals of the GPC"), columns, rows)


def _row(name: str, total: GpcTotal) -> Row:
    keyed = [f"{key.value}: {', '.join(codes)}" for key, codes in total.keyed.items() if codes]
    absent = ", ".join(total.absent[:KEYS])
    if len(total.absent) > KEYS:
        absent = _("%(codes)s and %(count)s more") % {"codes": absent, "count": len(total.absent) - KEYS}
    gaps = [*keyed, _("not stated: %(codes)s") % {"codes": absent}] if total.absent else keyed
    return Row([name, Cell(total.tco2e), "; ".join(gaps) or _("none: complete")])
