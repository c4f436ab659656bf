"""Panels that higher apps put on the front page (the latest release comes from the inventory).

The portal knows nothing of those apps: in ``AppConfig.ready`` an app calls ``add_panel`` with a template
and a function that makes its context, or None to stay away today.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

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
