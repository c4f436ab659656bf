"""Uncertainty on pages: the headline of a report, a column by stream, what a line's uncertainty consists of."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mrv.accounting.catalogue import all_methods
from mrv.accounting.uncertainty import Uncertain
from mrv.portal.components import Column, KeyNumber, Row, Table
from mrv.reference.uncertainty import Default, determinations, factor_defaults
from reporting.models import EmissionLine, ReportVersion, UncertaintyProfile, VersionSimulation
from reporting.pages.scopes import SCOPES
from reporting.pages.simulation import simulation_list
from reporting.selectors.uncertainty import ReportUncertainty

SHARED: Mapping[str, str | Promise] = {
    "factor": gettext_lazy("All lines that use this factor"),
    "plan": gettext_lazy("All lines that use this constant"),
    "measured": gettext_lazy("All months of this stream"),
    "convention": gettext_lazy("Exact by convention"),
    "": gettext_lazy("This line alone"),
}


def percent_text(found: Uncertain) -> str:
    """Half the 95 % interval, or that it is unknown."""
    return _("unknown") if found.percent is None else f"± {found.percent:.1f} %"


def uncertainty_number(found: Uncertain) -> KeyNumber:
    """The headline: half width, interval, and how many tonnes it covers."""
    return KeyNumber(_("Uncertainty, 95 %"), percent_text(found), kind="text", note=uncertainty_words(found))


def uncertainty_words(found: Uncertain) -> str:
    """The interval and its coverage in a sentence."""
    if found.interval is None:
        return _("No line states or implies one; unknown is not zero.")
    low, high = found.interval
    words = _("%(low)s to %(high)s t CO₂e, IPCC approach 1") % {"low": f"{low:,.1f}", "high": f"{high:,.1f}"}
    if found.coverage == 100:
        return words
    covered = _("known for %(percent)s %% of the tonnes; the rest is unknown, not zero") % {"percent": found.coverage}
    return _("%(interval)s; %(coverage)s") % {"interval": words, "coverage": covered}


def parts_table(line: EmissionLine) -> Table | None:
    """What the uncertainty of a line consists of: each input with its share, its own uncertainty, what it rests on."""
    profile = UncertaintyProfile.objects.filter(digest=line.uncertainty_profile).first()
    if profile is None:
        return None
    columns = [
        Column(_("Input"), is_wide=True),
        Column(_("Weight"), "number", places=4),
        Column(_("Uncertainty, ± %"), "number", places=3),
        Column(_("Carried into the line, ± %"), "number", places=3),
        Column(_("Rests on"), is_wide=True),
        Column(_("Shared with")),
    ]
    rows = [Row(_cells(line, part)) for part in profile.parts]
    words = "" if profile.percent is not None else _("unknown, because one of its inputs is")
    rows.append(Row([_("Line: root of the sum of squares"), None, None, profile.percent, words, ""], is_total=True))
    return Table(_("Uncertainty by input, IPCC approach 1"), columns, rows)


def report_table(found: ReportUncertainty, names: Mapping[str, str]) -> Table:
    """One row per scope and stream, each scope and scopes 1 and 2 together."""
    columns = [
        Column(_("Source stream"), is_wide=True),
        Column(_("Scope")),
        Column(_("Emissions, t CO₂e"), "number", places=3),
        Column(_("Uncertainty, ± %"), "number", places=1),
        Column(_("From, t"), "number", places=1),
        Column(_("To, t"), "number", places=1),
        Column(_("Known for, %"), "number", places=1),
    ]
    rows = [
        Row([names.get(code, code), str(scope), *_amounts(one)])
        for (scope, code), one in sorted(found.streams.items())
    ]
    rows += [
        Row([SCOPES[scope], str(scope), *_amounts(one)], is_total=True) for scope, one in sorted(found.scopes.items())
    ]
    rows.append(Row([_("Scopes 1 and 2"), "1+2", *_amounts(found.total)], is_total=True))
    return Table(_("Uncertainty by stream, IPCC approach 1"), columns, rows)


def _amounts(found: Uncertain) -> list[object]:
    low, high = found.interval or (None, None)
    return [found.amount, found.percent, low, high, found.coverage]


def simulations_of(version: ReportVersion, held: Iterable[VersionSimulation]) -> Table:
    """The simulations of a version, newest first."""
    here = reverse("reporting:uncertainty", args=[version.public_id])
    rows = [(one, f"{here}?simulation={one.public_id}") for one in held]
    return simulation_list(rows, _("Simulations of this version"))


def _cells(line: EmissionLine, part: Mapping[str, str]) -> list[object]:
    weight = Decimal(part["elasticity"])
    percent = Decimal(part["percent"]) if part["percent"] else None
    carried = abs(weight * percent) if percent is not None else None
    shared = SHARED[part["key"].partition(":")[0]]
    return [_title(line, part["input"]), weight, percent, carried, basis_words(part["basis"]), shared]


def _title(line: EmissionLine, name: str) -> str:
    method = all_methods().get(line.method)
    titles = {spec.name: spec.title.to(get_language() or "en") for spec in method.inputs} if method else {}
    return titles.get(name, name)


def basis_words(basis: str) -> str:
    """What an uncertainty rests on, with its source."""
    fixed = {
        "": _("Nothing is known: neither declared nor implied by the data source"),
        "declared": _("Declared with the data"),
        "plan": _("Stated in the monitoring plan"),
        "published": _("Published with the factor"),
        "stated": _("Stated with the area source"),
        "convention": _("Default of the method, taken as exact"),
    }
    if basis in fixed:
        return fixed[basis]
    kind, _colon, code = basis.partition(":")
    found = determinations().get(code) if kind == "determination" else _default(code)
    return _default_words(found) if found else basis


def _default(code: str) -> Default | None:
    return next((one for one in factor_defaults() if one.code == code), None)


def _default_words(found: Default) -> str:
    title = found.title.to(get_language() or "en")
    if found.is_pedigree:
        return _("%(title)s, from pedigree marks; %(source)s") % {"title": title, "source": found.source}
    words = {"title": title, "range": found.range, "source": found.source}
    return _("%(title)s, default range %(range)s; %(source)s") % words
