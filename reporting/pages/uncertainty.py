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
from mrv.portal.figures import span
from mrv.reference.uncertainty import Default, default_of
from reporting.models import EmissionLine, ReportVersion, UncertaintyProfile, VersionSimulation
from reporting.pages.scopes import SCOPES
from reporting.pages.simulation import simulation_list
from reporting.selectors.uncertainty import ReportUncertainty, assessed

SHARED: Mapping[str, str | Promise] = {
    "factor": gettext_lazy("All lines that use this factor"),
    "plan": gettext_lazy("All lines that use this constant"),
    "measured": gettext_lazy("All months of this stream"),
    "convention": gettext_lazy("Exact by convention"),
    "": gettext_lazy("This line alone"),
}


GAS_NAMES: Mapping[str, str | Promise] = {
    "CO2": "CO₂",
    "CH4": "CH₄",
    "N2O": "N₂O",
    "FGAS": gettext_lazy("Fluorinated and other gases, CO₂e"),
    "CO2_BIO": gettext_lazy("Biogenic CO₂, in no total"),
}


STANDING_WORDS: Mapping[str, str | Promise] = {
    "unchecked": gettext_lazy("weak source: not yet compared with the printed table"),
    "choice": gettext_lazy("weak source: the marks are a choice of this platform"),
}


def percent_text(found: Uncertain) -> str:
    """The 95 % interval in percent, or that it is unknown; both ends where it is wide and so not symmetric."""
    if found.bounds is None:
        return _("unknown")
    below, above = found.bounds
    return f"−{below:.1f} % … +{above:.1f} %" if found.is_skewed else f"± {above:.1f} %"


def uncertainty_number(found: Uncertain, gas: str = "CO2e") -> KeyNumber:
    """The headline: half width, interval, and how many tonnes it covers."""
    return KeyNumber(_("Uncertainty, 95 %"), percent_text(found), kind="text", note=uncertainty_words(found, gas))


def uncertainty_words(found: Uncertain, gas: str = "CO2e") -> str:
    """The interval and its coverage in a sentence; amounts are of one gas or of CO2e."""
    if found.interval is None:
        return _("No line states or implies one; unknown is not zero.")
    low, high = found.interval
    words = _("%(low)s to %(high)s %(unit)s, IPCC approach 1") % span(low, high, gas)
    if found.coverage == 100:
        return words
    covered = _("known for %(percent)s %% of the tonnes; the rest is unknown, not zero") % {"percent": found.coverage}
    return _("%(interval)s; %(coverage)s") % {"interval": words, "coverage": covered}


def parts_table(line: EmissionLine) -> Table | None:
    """What the uncertainty of a line consists of: each input with its share, its own uncertainty, what it rests on."""
    profile = UncertaintyProfile.objects.filter(digest=assessed(line)[0]).first()
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
        Column(_("Uncertainty, 95 %")),
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


def gas_table(found: ReportUncertainty) -> Table:
    """One row per gas, by mass; gases of a line share its activity, so their parts do not add up to the total's."""
    columns = [
        Column(_("Gas"), is_wide=True),
        Column(_("Mass, t"), "number", places=6),
        Column(_("Uncertainty, 95 %")),
        Column(_("From, t"), "number", places=6),
        Column(_("To, t"), "number", places=6),
        Column(_("Known for, %"), "number", places=1),
    ]
    rows = [Row([GAS_NAMES[gas], *_amounts(one)]) for gas, one in found.gases.items()]
    return Table(_("Uncertainty by gas, scopes 1 and 2"), columns, rows)


def _amounts(found: Uncertain) -> list[object]:
    low, high = found.interval or (None, None)
    return [found.amount, percent_text(found), low, high, found.coverage]


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
    found = default_of(basis)
    return _default_words(found) if found else basis


def _default_words(found: Default) -> str:
    words = {"title": found.title.to(get_language() or "en"), "range": found.range, "source": found.source}
    if found.is_pedigree:
        said = _("%(title)s, from pedigree marks; %(source)s") % words
    else:
        said = _("%(title)s, default range %(range)s; %(source)s") % words
    weak = STANDING_WORDS.get(found.standing)
    return f"{said} [{weak}]" if weak else said
