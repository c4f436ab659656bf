"""Area sources as pages show them: the list, one with its explanation and versions."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from inventory.models import AreaSource
from inventory.publication.content import plain
from inventory.selectors.labels import label, labels_of
from inventory.states import Provenance
from inventory.tables.axes import Axis
from mrv.accounting.catalogue import all_methods
from mrv.accounting.catalogue import method as find_method
from mrv.accounting.errors import AccountingError
from mrv.accounting.gwp import GwpSet
from mrv.portal.components import Cell, Column, Event, ExplainedInput, Explanation, Fact, Row, Table
from mrv.portal.figures import read_unit
from reporting.selectors.explanation import inputs_of

PROVENANCES: Mapping[str, str | Promise] = {
    Provenance.STATISTICS: gettext_lazy("Statistics"),
    Provenance.IMPLIED: gettext_lazy("Implied activity"),
    Provenance.ESTIMATE: gettext_lazy("Estimate"),
    Provenance.SYNTHETIC: gettext_lazy("Synthetic"),
}


def area_table(sources: Sequence[AreaSource]) -> Table:
    """The list of sources in force."""
    fuels, sectors = labels_of(Axis.FUEL), labels_of(Axis.SECTOR)
    rows = [
        Row(
            [
                Cell(
                    source.code,
                    href=reverse("inventory:area_source", args=[source.public_id]),
                    hint=f"v{source.number}",
                ),
                str(label(sectors, source.sector.code)),
                source.district.name,
                str(label(fuels, source.fuel)),
                trimmed(source.activity_quantity),
                read_unit(source.activity_unit),
                _amount(source),
                str(PROVENANCES[source.provenance]),
            ]
        )
        for source in sources
    ]
    columns = [
        Column(_("Code"), kind="code"),
        Column(_("Sector")),
        Column(_("District")),
        Column(_("Fuel or activity")),
        Column(_("Activity"), kind="number"),
        Column(_("Unit")),
        Column(_("tCO₂e"), kind="number", places=2),
        Column(_("Kind of data")),
    ]
    return Table(
        _("Area sources"), columns, rows, empty_title=_("No area source fits the filters"), is_caption_hidden=True
    )


def trimmed(amount: Decimal | None) -> Decimal | None:
    """The same number without trailing zeros, never in exponent form."""
    return None if amount is None else Decimal(plain(amount))


def _amount(source: AreaSource) -> Cell:
    return Cell(None, notation=source.notation_key) if source.notation_key else Cell(source.co2e_t)


def area_facts(source: AreaSource) -> list[Fact]:
    """What is declared and what came out."""
    facts = [
        Fact(_("Sector"), source.sector.name),
        Fact(_("District"), source.district.name),
        Fact(_("Scope"), source.scope),
        Fact(_("Fuel or activity"), str(label(labels_of(Axis.FUEL), source.fuel))),
        Fact(_("Source"), source.source),
        Fact(_("Allocation to the district"), source.proxy or _("stated for the district")),
        Fact(
            _("Uncertainty, 95 %"),
            _("unknown") if source.known_percent is None else f"± {source.known_percent.normalize():f} %",
            hint=_("IPCC approach 1"),
        ),
        Fact(_("Recorded"), source.recorded_at, "datetime", hint=source.recorded_by),
    ]
    if source.notation_key:
        facts.insert(0, Fact(_("Notation key"), source.notation_key, hint=source.explanation))
    else:
        facts.insert(0, Fact(_("Emission"), source.co2e_t, "tonnes"))
        facts += [Fact(name, trimmed(amount), "number", unit="t") for name, amount in masses(source) if amount]
    if source.reason:
        facts.append(Fact(_("Reason of this version"), source.reason))
    return facts


def masses(source: AreaSource) -> list[tuple[str, Decimal]]:
    """Masses by gas."""
    return [
        ("CO₂", source.co2_t),
        ("CH₄", source.ch4_t),
        ("N₂O", source.n2o_t),
        (_("F-gases, tCO₂e"), source.fgas_co2e_t),
        (_("Biogenic CO₂"), source.biogenic_co2_t),
    ]


def area_explanation(source: AreaSource) -> Explanation | None:
    """The formula with its numbers, computed again from the stored inputs; None where nothing was computed."""
    if not source.method:
        return None
    try:
        method = find_method(source.method)
        gwp = GwpSet(
            source.gwp_set_code, source.gwp_set_code, {"CO2": Decimal(1), "CH4": source.gwp_ch4, "N2O": source.gwp_n2o}
        )
        explained = method.calculate(inputs_of(source.inputs), gwp=gwp).explanation.to_dict()
    except AccountingError:
        return None
    steps: Any = explained["formula"]
    is_chinese = (get_language() or "").startswith("zh")
    inputs: Any = explained["inputs"]
    return Explanation(
        result=Decimal(plain(source.co2e_t)),
        method=all_methods()[source.method].title.to(get_language() or "en"),
        citation=str(method.citation),
        formula="\n".join(step["symbolic"] for step in steps),
        formula_with_numbers="\n".join(f"{s['substituted']} = {s['value']} {s['unit']}".rstrip() for s in steps),
        inputs=[_input(source, one, is_chinese=is_chinese) for one in inputs],
        facts=[
            Fact(_("GWP set"), source.gwp_set_code),
            Fact(_("Rounding rule"), source.rounding, "code"),
            Fact(_("Method"), source.method, "code", hint=source.method_fingerprint),
            Fact(_("Engine build"), source.engine_build, "code"),
        ],
    )


def _input(source: AreaSource, one: Mapping[str, str], *, is_chinese: bool) -> ExplainedInput:
    record: Mapping[str, Any] = source.inputs.get(one["name"], {})
    number, _blank, unit = one["given"].partition(" ")
    factor = record.get("factor") or {}
    where = " · ".join(filter(None, (factor.get("set", ""), str(record.get("source", "") or one["source"]))))
    return ExplainedInput(
        symbol=one["symbol"],
        name=one["title_zh"] if is_chinese else one["title_en"],
        value=Decimal(str(record.get("value", number))),
        unit=str(record.get("unit", unit)),
        source=where,
    )


def version_events(source: AreaSource) -> list[Event]:
    """All versions of a source, newest first."""
    versions = AreaSource.objects.filter(jurisdiction=source.jurisdiction_id, code=source.code, year=source.year)
    return [
        Event(
            at=one.recorded_at,
            by=one.recorded_by,
            title=_("Version %(number)s") % {"number": one.number},
            detail=one.reason or one.explanation,
            href=reverse("inventory:area_source", args=[one.public_id]),
        )
        for one in versions.order_by("-number")
    ]
