"""The latest release on the front page of the portal."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from inventory.models import BaseFigure, InventoryRelease
from mrv.portal.components import KeyNumber


def latest_release_summary() -> InventoryRelease | None:
    """The newest release of the newest year; None before the first."""
    releases = InventoryRelease.objects.select_related("jurisdiction").filter(superseded_by__isnull=True)
    return releases.order_by("-year", "-released_at").first()


def front_panel(request: HttpRequest) -> Mapping[str, Any] | None:
    """What the panel shows; None before the first release."""
    release = latest_release_summary()
    if release is None:
        return None
    keys = [KeyNumber(_("Direct emissions in the territory"), release.scope_1_co2e_t)]
    people = BaseFigure.objects.filter(jurisdiction=release.jurisdiction, year=release.year, kind="population").first()
    if people is not None:
        per_head = release.scope_1_co2e_t / people.value
        keys.append(KeyNumber(_("Per inhabitant"), per_head, kind="number", unit="t", places=2))
    keys.append(KeyNumber(_("Verified reports"), release.version_count, kind="number"))
    keys.append(KeyNumber(_("Lines behind it"), release.line_count, kind="number"))
    return {"release": release, "keys": keys}
