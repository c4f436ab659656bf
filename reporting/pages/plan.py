"""A monitoring plan to read: its validity and pins, and every stream with method, fuel, unit, what is measured."""

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mrv.accounting.catalogue import all_methods
from mrv.core.models import FactorSet, Fuel
from mrv.portal.components import Cell, Column, Fact, Row, Table
from mrv.reference.uncertainty import determinations
from reporting.models import MonitoringPlan, SourceStream
from reporting.pages.constants import shown_constant
from reporting.pages.plan_template import named
from reporting.pages.scopes import SCOPES
from reporting.selectors.templates import missing_sources, template_of


def plan_facts(plan: MonitoringPlan) -> list[Fact]:
    """Head of the plan."""
    until = plan.valid_to or _("open")
    facts = [
        Fact(_("State"), plan.state, "state"),
        Fact(_("Facility"), plan.facility.name, hint=plan.facility.code),
        Fact(_("Version"), plan.number, "number"),
        Fact(_("Valid from"), plan.valid_from, "date"),
        Fact(_("Valid until"), until, "date" if plan.valid_to else "text"),
        Fact(_("GWP set"), plan.gwp_set_code),
        Fact(_("Purpose of the factors"), _("Compliance") if plan.purpose == "compliance" else _("Statistics")),
    ]
    facts.append(_template_fact(plan))
    if plan.approved_at:
        facts.append(Fact(_("Approved"), plan.approved_at, "datetime", hint=str(plan.approved_by or "")))
    return facts


def _template_fact(plan: MonitoringPlan) -> Fact:
    href = reverse("reporting:plan_template", args=[plan.public_id])
    template = template_of(plan)
    if template is None:
        return Fact(_("Sector template"), _("None chosen"), href=href)
    missing = len(missing_sources(plan))
    words = ngettext("%(count)d source is missing", "%(count)d sources are missing", missing) % {"count": missing}
    return Fact(_("Sector template"), f"{template.code} · {named(template)}", href=href, hint=words if missing else "")


def factor_set_table(plan: MonitoringPlan) -> Table:
    """Factor sets a calculation may take from, in the order in which they are asked."""
    sets = {
        one.code: one for one in FactorSet.objects.filter(code__in=plan.factor_set_codes).order_by("code", "version")
    }
    columns = [Column(_("Order"), "number"), Column(_("Factor set"), is_wide=True), Column(_("Published by"))]
    rows = [
        Row(
            [
                place,
                Cell(sets[code].title, hint=code) if code in sets else code,
                sets[code].publisher if code in sets else "",
            ]
        )
        for place, code in enumerate(plan.factor_set_codes, 1)
    ]
    return Table(_("Factor sets, best first"), columns, rows, empty_title=_("No factor set yet"))


def stream_list(plan: MonitoringPlan, *, can_edit: bool = False) -> Table:
    """Every stream of the plan."""
    fuels = {fuel.code: fuel.name for fuel in Fuel.objects.filter(code__in=plan.streams.values("fuel"))}
    columns = [
        Column(_("Source stream"), is_wide=True),
        Column(_("Scope")),
        Column(_("Method"), is_wide=True),
        Column(_("Fuel or material")),
        Column(_("Unit")),
        Column(_("Measured by the enterprise")),
        Column(_("Constants approved in the plan"), is_wide=True),
        Column(_("Uncertainty of the activity")),
    ]
    rows = [Row(_stream_cells(stream, fuels, can_edit)) for stream in plan.streams.order_by("code")]
    return Table(_("Source streams"), columns, rows, empty_title=_("No source stream yet"))


def _stream_cells(stream: SourceStream, fuels: dict[str, str], can_edit: bool) -> list[object]:
    language = get_language() or "en"
    method = all_methods().get(stream.method)
    titles = {spec.name: spec.title.to(language) for spec in method.inputs} if method else {}
    href = reverse("reporting:plan_stream", args=[stream.plan.public_id, stream.code]) if can_edit else ""
    measured = ", ".join(titles.get(name, name) for name in stream.measured_parameters)
    return [
        Cell(stream.name, hint=" · ".join(filter(None, (stream.code, stream.furnace_code))), href=href),
        SCOPES[stream.scope],
        Cell(method.title.to(language) if method else stream.method, hint=str(method.citation) if method else ""),
        fuels.get(stream.fuel, stream.fuel),
        stream.unit,
        measured or _("nothing; factors come from the sets"),
        "; ".join(shown_constant(titles.get(name, name), kept) for name, kept in stream.approved_inputs.items()),
        _activity_uncertainty(stream),
    ]


def _activity_uncertainty(stream: SourceStream) -> str:
    means = determinations().get(stream.determination)
    percent = means.percent if means else None
    if stream.uncertainty_percent is not None:
        percent = stream.uncertainty_percent.normalize()
    words = means.title.to(get_language() or "en") if means else ""
    shown = "" if percent is None else f"± {percent:f} %"
    return " · ".join(filter(None, (words, shown))) or _("as the data source implies")
