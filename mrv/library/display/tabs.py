"""The views of the library, as tabs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.models import FactorSet
from mrv.portal.components.flow import Tab


def library_tabs(actor: Actor, current: str) -> list[Tab]:
    """All views, the current one marked; stewards get their proposals with the number that waits."""
    labels = {
        "library": _("Search values"),
        "sets": _("Factor sets"),
        "compare": _("Compare two sets"),
        "contradictions": _("Where sets differ"),
        "gwp": _("Warming potentials"),
    }
    tabs = [Tab(label, reverse(f"factors:{name}"), is_current=name == current) for name, label in labels.items()]
    if actor.may("factor:propose"):
        waiting = FactorSet.objects.filter(state__in=["draft", "proposed"]).count()
        tabs.append(Tab(_("Proposals"), reverse("factors:proposals"), current == "proposals", count=waiting))
    return tabs
