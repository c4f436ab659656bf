"""The tabs of the inventory section: what a reader may open."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.portal.components import Tab

PUBLIC = (
    ("dashboard", "inventory:dashboard"),
    ("releases", "inventory:releases"),
    ("downloads", "inventory:downloads"),
)
OFFICIAL = (("area_sources", "inventory:area_sources"), ("notation_keys", "inventory:notation_keys"))
COMPILER = (("compile", "inventory:compile"),)
RECALCULATOR = (("recalculations", "inventory:recalculations"),)


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The section's pages, the current one marked."""
    words = {
        "dashboard": _("Overview"),
        "releases": _("Releases"),
        "downloads": _("Downloads"),
        "area_sources": _("Area sources"),
        "notation_keys": _("Notation keys"),
        "compile": _("Compile and release"),
        "recalculations": _("Recalculations"),
    }
    offered = [*PUBLIC]
    offered += OFFICIAL if actor.may("inventory:read") else ()
    offered += COMPILER if actor.may("inventory:compile") else ()
    offered += RECALCULATOR if actor.may("inventory:recalculate") else ()
    return [Tab(words[key], reverse(name), is_current=key == current) for key, name in offered]
