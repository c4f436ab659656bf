"""Panels that higher apps put on the front page (the latest release comes from the inventory).

The portal knows nothing of those apps: in ``AppConfig.ready`` an app calls ``add_panel`` with a template
and a function that makes its context, or None to stay away today.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PanelContext = Callable[[HttpRequest], Mapping[str, object] | None]


@dataclass(frozen=True)
class Panel:
    """A drawn part of the front page."""

    template: str
    context: Mapping[str, object]


_panels: dict[str, tuple[int, PanelContext]] = {}


def add_panel(template: str, context: PanelContext, *, order: int = 100) -> None:
    """Register a panel; the same template registers once."""
    _panels[template] = (order, context)


def panels_for(request: HttpRequest) -> list[Panel]:
    """The panels that have something to show, in order."""
    shown = []
    for template, (_order, make) in sorted(_panels.items(), key=lambda entry: (entry[1][0], entry[0])):
        context = make(request)
        if context is not None:
            shown.append(Panel(template, context))
    return shown


@dataclass(frozen=True)
class Way:
    """Something open to everyone: icon, title, words and where it leads."""

    icon: str
    title: str | Promise
    text: str | Promise
    href: str


PUBLIC_WAYS: tuple[tuple[str, str | Promise, str | Promise, str], ...] = (
    (
        "stamp",
        _("Published inventories"),
        _("Numbered releases, with every table to download"),
        "inventory:releases",
    ),
    (
        "shield",
        _("Verify a signature"),
        _("Check that a statement or a release is unchanged"),
        "verification:verify_signature",
    ),
    (
        "search",
        _("Factor library"),
        _("Emission factors in force, with source and history"),
        "factors:library",
    ),
    (
        "file",
        _("Interface for machines"),
        _("REST interface with its description and examples"),
        "api:docs",
    ),
)


def public_ways() -> list[Way]:
    """The public pages that this installation has."""
    ways = []
    for icon, title, text, url_name in PUBLIC_WAYS:
        with suppress(NoReverseMatch):
            ways.append(Way(icon, title, text, reverse(url_name)))
    return ways
