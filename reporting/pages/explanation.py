"""How one emission line came to be, as the explanation panel shows it, and the proof that it comes out again."""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mrv.accounting.catalogue import all_methods
from mrv.accounting.rules.conditions import BASES, COMPONENTS
from mrv.portal.components import DiffRow, ExplainedInput, Explanation, Fact, FactorChoice, RejectedFactor
from mrv.words.records import actor_text
from reporting.calculation.declared import plain
from reporting.pages.market import market_facts
from reporting.pages.results import GAS_LABELS
from reporting.selectors.line_trace import LineTrace
from reporting.selectors.provenance import Provenance
from reporting.selectors.uncertainty import assessed

ORIGINS: Mapping[str, str | Promise] = {
    "declared": gettext_lazy("Declared by the enterprise"),
    "measured": gettext_lazy("Measured by the enterprise"),
    "plan": gettext_lazy("Approved in the monitoring plan"),
    "factor": gettext_lazy("Factor library"),
    "default": gettext_lazy("Default of the method"),
    "choice": gettext_lazy("Choice of the method"),
}
ACTS: Mapping[str, str | Promise] = {
    "declared": gettext_lazy("Declared by %(who)s"),
    "approved": gettext_lazy("Approved by %(who)s"),
    "released": gettext_lazy("Released by %(who)s"),
}


def explanation_of(found: LineTrace) -> Explanation:
    """The panel of one line."""
    line, explained = found.line, found.explained
    method = all_methods().get(line.method)
    steps = explained.get("formula", [])
    return Explanation(
        result=trimmed(line.co2e_t),
        method=method.title.to(_language()) if method else line.method,
        citation=str(method.citation) if method else "",
        formula="\n".join(step["symbolic"] for step in steps),
        formula_with_numbers="\n".join(_with_numbers(step) for step in steps),
        inputs=[_input(found, one) for one in explained.get("inputs", [])],
        factors=[_choice(_title(found, name), one) for name, one in explained.get("resolutions", {}).items()],
        facts=line_facts(found),
        json_href=reverse("reporting:line_json", args=[line.public_id]),
    )


def _with_numbers(step: Mapping[str, str]) -> str:
    return f"{step['substituted']} = {step['value']} {step['unit']}".rstrip()


def _language() -> str:
    return get_language() or "en"


def _input(found: LineTrace, one: Mapping[str, str]) -> ExplainedInput:
    record: Mapping[str, Any] = found.line.inputs.get(one["name"], {})
    value, unit = _value_of(record, one)
    origin = str(record.get("origin") or one["origin"])
    behind = found.provenance.get(one["name"], Provenance(""))
    words = ORIGINS.get(origin, origin)
    source = str(record.get("source") or one["source"])
    evidence = behind.evidence
    return ExplainedInput(
        symbol=one["symbol"],
        name=one["title_zh" if _language().startswith("zh") else "title_en"],
        value=value,
        unit=unit,
        source=_("%(origin)s: %(source)s") % {"origin": words, "source": source} if source else words,
        evidence_href=reverse("reporting:evidence_file", args=[evidence.public_id]) if evidence else "",
        evidence_label=evidence.original_name if evidence else "",
        by=str(ACTS[behind.act]) % {"who": behind.by} if behind.by else "",
        at=behind.at,
        refers_to=_refers_to(behind),
    )


def _refers_to(behind: Provenance) -> str:
    """The state of the material a figure refers to, and what it is a content of."""
    words = [BASES[behind.basis][0]] if behind.basis in BASES else []
    words += [COMPONENTS[behind.component][0]] if behind.component in COMPONENTS else []
    return " · ".join(one.to(_language()) for one in words)


def _value_of(record: Mapping[str, Any], one: Mapping[str, str]) -> tuple[Decimal, str]:
    if "value" in record:
        return Decimal(str(record["value"])), str(record["unit"])
    number, _blank, unit = one["given"].partition(" ")
    with suppress(InvalidOperation):
        return Decimal(number), unit
    return Decimal(0), one["given"]


def _title(found: LineTrace, name: str) -> str:
    """The name of an input as the method calls it."""
    inputs = found.explained.get("inputs", [])
    key = "title_zh" if _language().startswith("zh") else "title_en"
    return next((str(one[key]) for one in inputs if one["name"] == name), name)


def trimmed(amount: Decimal) -> Decimal:
    """The same number without trailing zeros, never in exponent form."""
    text = plain(f"{amount:f}")
    return Decimal(text)


def _choice(title: str, resolution: Mapping[str, Any]) -> FactorChoice:
    chosen, reason = resolution["chosen"], resolution["reason"]
    return FactorChoice(
        label=title,
        value=Decimal(chosen["value"]),
        unit=chosen["unit"],
        factor_set=chosen["set"],
        source=_factor_source(chosen),
        reason=reason["zh" if _language().startswith("zh") else "en"],
        href=_factor_href(chosen),
        rejected=[_rejected(other) for other in resolution.get("rejected", [])],
    )


def _factor_source(chosen: Mapping[str, str]) -> str:
    until = chosen.get("valid_to") or _("open")
    validity = _("valid %(first)s to %(last)s") % {"first": chosen["valid_from"], "last": until}
    grade = _("grade %(grade)s") % {"grade": chosen["grade"]}
    return " · ".join(filter(None, (chosen["identifier"], chosen["source"], validity, grade)))


def _factor_href(chosen: Mapping[str, str]) -> str:
    with suppress(NoReverseMatch, ValueError):
        code, _blank, version = chosen["set"].rpartition(" v")
        return reverse("factors:set_version", args=[code, int(version)])
    return ""


def _rejected(other: Mapping[str, str]) -> RejectedFactor:
    value = Decimal(other["value"]) if other.get("value") else Decimal(0)
    why = other["zh" if _language().startswith("zh") else "en"]
    return RejectedFactor(other["identifier"], value, other.get("unit", ""), why)


def line_facts(found: LineTrace) -> list[Fact]:
    """Masses per gas, GWP, rounding, engine."""
    line = found.line
    masses = [
        Fact(GAS_LABELS[gas], trimmed(getattr(line, gas)), "number")
        for gas in ("co2_t", "ch4_t", "n2o_t", "fgas_co2e_t", "biogenic_co2_t")
        if getattr(line, gas)
    ]
    species = [Fact(f"{gas}, t", Decimal(str(mass)), "number") for gas, mass in sorted(line.species.items())]
    gwp = ", ".join(f"{gas} = {value}" for gas, value in sorted(line.gwp_values.items()))
    percent = assessed(line)[1]
    uncertainty = _("unknown") if percent is None else f"± {percent.normalize():f} %"
    return [
        *masses,
        *market_facts(found.market),
        *species,
        Fact(_("Uncertainty, 95 %"), uncertainty),
        Fact(_("GWP set"), line.gwp_set_code, hint=gwp),
        Fact(
            _("Rounding rule"),
            line.rounding,
            "code",
            hint=_("Each mass is rounded once; CO₂e is the sum of rounded masses times GWP."),
        ),
        Fact(
            _("Method"),
            line.method,
            "code",
            hint=_("version %(version)s, digest %(digest)s")
            % {"version": line.method_version, "digest": line.method_fingerprint},
        ),
        Fact(_("Engine build"), line.engine_build, "code"),
        Fact(_("Computed"), found.run.computed_at, "datetime", hint=actor_text(found.run.computed_by)),
    ]


def differences(found: LineTrace) -> list[DiffRow]:
    """Amounts that came out differently now; none in a healthy platform."""
    again = found.recomputed
    if again is None:
        return []
    pairs = [(name, again.stored[name], again.recomputed[name]) for name in again.stored]
    return [DiffRow(GAS_LABELS.get(name, name), stored, now, "t") for name, stored, now in pairs if stored != now]
