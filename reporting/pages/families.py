"""Words for the families of methods; a family without words is shown by its own name."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# In the order in which they are offered: what most facilities need comes first.
FAMILIES: Mapping[str, str | Promise] = {
    "combustion": _("Combustion of fuels"),
    "purchased energy": _("Purchased electricity and heat"),
    "process": _("Industrial processes"),
    "minerals": _("Minerals"),
    "metals": _("Metals"),
    "chemicals": _("Chemicals"),
    "refining": _("Refining"),
    "mass balance": _("Mass balance"),
    "fluorinated gases": _("Fluorinated gases"),
    "fugitive": _("Fugitive emissions"),
    "transferred CO2": _("Transferred CO₂"),
    "measurement": _("Continuous measurement"),
    "energy": _("Energy industry"),
    "transport": _("Transport"),
    "waste": _("Waste"),
    "agriculture": _("Agriculture"),
    "land use": _("Land use"),
    "general": _("General methods"),
}
# Methods that add up other results are no way to compute a stream.
NOT_FOR_STREAMS = frozenset({"totals"})


def place_of(family: str) -> int:
    """Where a family stands in lists."""
    names = list(FAMILIES)
    return names.index(family) if family in FAMILIES else len(names)
