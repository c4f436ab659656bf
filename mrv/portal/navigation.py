"""The main navigation as a table: what is offered, where it leads, which permission opens it.

An item shows when the person holds one of its permissions (none listed: everybody) and its address
is routed in this installation.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class NavigationItem:
    """One entry: a stable key, its label, the URL name it opens, the permissions that show it."""

    key: str
    label: str | Promise
    url_name: str
    permissions: frozenset[str] = frozenset()

    def is_open_to(self, permissions: Collection[str]) -> bool:
        """Whether a person with these permissions sees the entry."""
        return not self.permissions or not self.permissions.isdisjoint(permissions)


def _needs(*permissions: str) -> frozenset[str]:
    return frozenset(permissions)


# In the order of the flow, so that the first entry is where the work of each role begins.
NAVIGATION: tuple[NavigationItem, ...] = (
    NavigationItem("reporting", _("Reporting"), "reporting:home", _needs("report:edit", "report:submit")),
    NavigationItem("verification", _("Verification"), "verification:queue", _needs("engagement:read")),
    NavigationItem("inventory", _("City inventory"), "inventory:dashboard", _needs("inventory:read")),
    NavigationItem("analysis", _("Analysis"), "inventory:analysis", _needs("analysis:read")),
    NavigationItem("reports", _("Reports"), "reporting:all", _needs("organization:read")),
    NavigationItem("operations", _("Operations"), "operations:home", _needs("operations:read")),
    NavigationItem("factors", _("Factor library"), "factors:library"),
    NavigationItem("register", _("Enterprises"), "operations:register", _needs("organization:read")),
    NavigationItem("registry", _("Registry"), "registry:clients", _needs("registry:manage")),
)


@dataclass(frozen=True)
class NavigationLink:
    """An entry resolved for one request."""

    key: str
    label: str | Promise
    href: str
    is_current: bool


def links_for(permissions: Collection[str], path: str) -> list[NavigationLink]:
    """The entries open to these permissions, the one that holds ``path`` marked current."""
    links = []
    for item in NAVIGATION:
        if not item.is_open_to(permissions):
            continue
        with suppress(NoReverseMatch):
            href = reverse(item.url_name)
            links.append(NavigationLink(item.key, item.label, href, path.startswith(href)))
    return links
