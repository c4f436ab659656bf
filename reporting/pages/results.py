"""Computed emissions as tables: by stream, by month, by scope, line by line. Exact digits, so they add up on paper."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrv.portal.components import Cell, Column, KeyNumber, Row, Tab, Table
from mrv.portal.components.grid import month_names
from reporting.models import EmissionLine, ReportVersion
from reporting.pages.scopes import SCOPES
from reporting.pages.subject import Subject
from reporting.pages.uncertainty import percent_text
from reporting.selectors.emissions import GASES, IN_TOTAL, Sums, Totals, sum_of
from reporting.selectors.uncertainty import ReportUncertainty

GAS_LABELS: Mapping[str, str | Promise] = {
    "co2_t": gettext_lazy("CO₂, t"),
    "ch4_t": gettext_lazy("CH₄, t"),
    "n2o_t": gettext_lazy("N₂O, t"),
    "fgas_co2e_t": gettext_lazy("Other gases, t CO₂e"),
    "biogenic_co2_t": gettext_lazy("Biogenic CO₂, t (apart)"),
    "co2e_t": gettext_lazy("Total, t CO₂e"),
}
VIEWS = ("stream", "month", "line")
Names = Mapping[str, str]


def result_tabs(version: ReportVersion, current: str) -> list[Tab]:
    """The ways to cut the same lines."""
    labels = {"stream": _("By stream"), "month": _("By month"), "line": _("Every line")}
    href = reverse("reporting:version", args=[version.public_id])
    return [Tab(label, f"{href}?by={key}", key == current) for key, label in labels.items()]


def result_numbers(version: ReportVersion, totals: Totals) -> list[KeyNumber]:
    """Total and scopes."""
    numbers = [
        KeyNumber(_("Scopes 1 and 2"), totals.total, note=_("GWP set %(code)s") % {"code": version.gwp_set_code})
    ]
    numbers += [KeyNumber(SCOPES[scope], amount) for scope, amount in sorted(totals.scopes.items())]
    if totals.biogenic:
        numbers.append(KeyNumber(_("Biogenic CO₂"), totals.biogenic, note=_("Shown apart, in no total")))
    return numbers


def places_of(amounts: Iterable[Decimal]) -> int:
    """Decimals needed to write every amount exactly."""
    return max((max(0, -int(amount.normalize().as_tuple().exponent)) for amount in amounts), default=0)


def stream_table(sums: Sequence[Sums], names: Names, spread: ReportUncertainty) -> Table:
    """One row per scope and stream, a total per scope and the total of scopes 1 and 2, each with its uncertainty."""
    gases = shown_gases(sums)
    columns = [Column(_("Source stream"), is_wide=True), Column(_("Scope"))]
    columns += [Column(GAS_LABELS[gas], "number", places=places_of(s.amounts[gas] for s in sums)) for gas in gases]
    columns.append(Column(_("Uncertainty, 95 %")))
    rows = []
    for scope in sorted({int(str(one.key[0])) for one in sums}):
        of_scope = [one for one in sums if one.key[0] == scope]
        for one in of_scope:
            rows.append(Row([*_stream_cells(one, gases, names), percent_text(spread.streams[scope, str(one.key[1])])]))
        if len(of_scope) > 1:
            whole = percent_text(spread.scopes[scope])
            rows.append(Row([SCOPES[scope], str(scope), *_totals(of_scope, gases), whole], is_total=True))
    counted = [one for one in sums if one.key[0] in IN_TOTAL]
    both = [*_totals(counted, gases), percent_text(spread.total)]
    rows.append(Row([_("Scopes 1 and 2"), "1+2", *both], is_total=True))
    return Table(_("Emissions by stream"), columns, rows)


def shown_gases(sums: Iterable[Sums]) -> list[str]:
    """The mass columns that hold anything, CO2 and the total always."""
    found = list(sums)
    return [gas for gas in GASES if gas in ("co2_t", "co2e_t") or any(one.amounts[gas] for one in found)]


def _stream_cells(one: Sums, gases: Sequence[str], names: Names) -> list[object]:
    scope, code = one.key[0], str(one.key[1])
    return [
        Cell(names.get(code, code), hint=code, href=f"?by=line&stream={code}"),
        str(scope),
        *(one.amounts[g] for g in gases),
    ]


def _totals(sums: Sequence[Sums], gases: Sequence[str]) -> list[Decimal]:
    return [sum_of([one.amounts[gas] for one in sums]) for gas in gases]


def month_table(sums: Sequence[Sums]) -> Table:
    """Months down, scopes across; what was declared for the year as a whole stands in its own row."""
    scopes = sorted({int(str(one.key[1])) for one in sums})
    places = places_of(one.co2e_t for one in sums)
    columns = [Column(_("Month"))]
    columns += [Column(SCOPES[scope], "number", places=places) for scope in scopes]
    columns.append(Column(_("Scopes 1 and 2"), "number", places=places))
    cells = {(one.key[0], one.key[1]): one.co2e_t for one in sums}
    months = sorted({one.key[0] for one in sums}, key=lambda month: int(str(month or 13)))
    rows = [Row([_month(month), *_across([cells.get((month, s)) for s in scopes], scopes)]) for month in months]
    whole = [sum_of([one.co2e_t for one in sums if one.key[1] == scope]) for scope in scopes]
    rows.append(Row([_("Year"), *_across(whole, scopes)], is_total=True))
    return Table(_("Emissions by month, t CO₂e"), columns, rows)


def _across(amounts: Sequence[Decimal | None], scopes: Sequence[int]) -> list[Decimal | None]:
    counted = [
        amount for amount, scope in zip(amounts, scopes, strict=True) if scope in IN_TOTAL and amount is not None
    ]
    return [*amounts, sum_of(counted)]


def _month(month: object) -> str:
    return month_names()[int(str(month)) - 1] if month else _("Whole year")


def line_table(lines: Sequence[EmissionLine], names: Names) -> Table:
    """Every line with its explanation behind the number."""
    columns = [
        Column(_("Source stream"), is_wide=True),
        Column(_("Month")),
        Column(_("Scope")),
        Column(_("Activity"), "number", places=places_of(line.activity_quantity for line in lines)),
        Column(_("Unit")),
        Column(_("Emissions, t CO₂e"), "number", places=places_of(line.co2e_t for line in lines)),
        Column(_("Uncertainty, 95 %")),
    ]
    rows = [
        Row(
            [
                names.get(line.stream_code, line.stream_code),
                _month(line.month),
                str(line.scope),
                line.activity_quantity,
                line.activity_unit,
                Cell(line.co2e_t, href=reverse("reporting:line", args=[line.public_id])),
                _percent(line),
            ],
            key=str(line.line_number),
        )
        for line in lines
    ]
    return Table(_("Emission lines"), columns, rows)


def _percent(line: EmissionLine) -> str:
    """What the line says, or what was assessed later."""
    later = getattr(line, "assessment", None)
    percent = later.percent if later else line.uncertainty_percent
    return _("unknown") if percent is None else f"± {percent:.1f} %"


def version_heading(subject: Subject, version: ReportVersion) -> str:
    """The title of the page of one version."""
    return _("%(report)s, version %(number)d") % {"report": subject.title, "number": version.number}
