"""The streams of a report: the list, the rows of one stream by parameter, and the amounts of the year of all."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.portal.components import Cell, Column, Fact, Row, Tab, Table
from mrv.portal.components.grid import month_names
from mrv.portal.figures import read_unit
from reporting.intake.rules import OWN_RESULT, STOCK_PARAMETERS, PlanRules, StreamRule
from reporting.pages.entries import Place
from reporting.pages.grid import MONTHS, stream_label
from reporting.pages.parameters import parameter_label
from reporting.pages.subject import Subject
from reporting.selectors.declared import RowKey
from reporting.selectors.progress import StreamProgress

STOCK = "stock"


def sections(rule: StreamRule) -> list[str]:
    """The tabs of a stream: its activity, each measured parameter, the stocks, the own result."""
    return [rule.activity_parameter, *rule.measured, *rule.states, STOCK, OWN_RESULT]


def section_tabs(subject: Subject, rule: StreamRule, current: str) -> list[Tab]:
    """One tab per section."""
    href = reverse("reporting:stream", args=[subject.report.public_id, rule.code])
    return [
        Tab(_("Stocks") if one == STOCK else parameter_label(rule, one), f"{href}?part={one}", one == current)
        for one in sections(rule)
    ]


def places_of(rule: StreamRule, section: str) -> list[Place]:
    """The rows of a section: the months and the year, or the four stock quantities of the year."""
    if section == STOCK:
        return [
            Place(rule, RowKey(rule.code, parameter, 0), parameter_label(rule, parameter))
            for parameter in STOCK_PARAMETERS
        ]
    names = month_names()
    months = [Place(rule, RowKey(rule.code, section, month), names[month - 1]) for month in MONTHS]
    whole = _("Stated total of the year") if section == rule.activity_parameter else _("Whole year")
    return [*months, Place(rule, RowKey(rule.code, section, 0), whole)]


def year_places(rules: PlanRules) -> list[Place]:
    """The amount of the year of every stream."""
    return [
        Place(rule, RowKey(rule.code, rule.activity_parameter, 0), stream_label(rule), prefix=f"{rule.id}.")
        for rule in rules.streams
    ]


def stream_facts(rule: StreamRule, method_title: str, citation: str) -> list[Fact]:
    """What the plan says about the stream."""
    return [
        Fact(_("Code"), rule.code, "code"),
        Fact(_("Method"), method_title, hint=citation),
        Fact(_("Unit of the plan"), read_unit(rule.unit)),
    ]


def stream_table(subject: Subject, streams: Sequence[StreamProgress]) -> Table:
    """All streams with what is declared so far."""
    heads = [
        Column(_("Source stream"), is_wide=True),
        Column(_("State"), "state"),
        Column(_("Months"), "number"),
        Column(_("Amount of the year"), is_wide=True),
        Column(_("Rows without source"), "number"),
    ]
    at = subject.report.public_id
    rows = [
        Row(
            [
                Cell(
                    one.stream.name, hint=one.stream.code, href=reverse("reporting:stream", args=[at, one.stream.code])
                ),
                Cell("", state=one.state),
                one.months,
                " + ".join(f"{amount.normalize():f} {unit}" for unit, amount in one.amounts.items()),
                one.rows - one.sourced,
            ]
        )
        for one in streams
    ]
    return Table(_("Source streams"), heads, rows, empty_title=_("The monitoring plan has no source stream"))
