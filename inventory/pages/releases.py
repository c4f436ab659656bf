"""Releases as pages show them: the list, one release, its digests and files."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inventory.models import InventoryRelease
from inventory.pages.market import scope_2_numbers
from inventory.selectors.market import scope_2_of
from inventory.selectors.sources import public_choice
from mrv.portal.components import Cell, Column, Fact, KeyNumber, Row, Table


def release_table(releases: Sequence[InventoryRelease]) -> Table:
    """All releases, newest first."""
    rows = [
        Row(
            [
                Cell(title_of(release), href=reverse("inventory:release", args=[release.public_id])),
                release.released_at,
                release.scope_1_co2e_t,
                release.version_count,
                release.area_source_count,
                "superseded" if hasattr(release, "superseded_by") else "released",
                Cell(_("Bundle"), href=reverse("inventory:release_bundle", args=[release.public_id])),
            ]
        )
        for release in releases
    ]
    columns = [
        Column(_("Release"), is_wide=True),
        Column(_("Released"), kind="datetime"),
        Column(_("Scope 1, tCO₂e"), kind="number", places=2),
        Column(_("Reports"), kind="number"),
        Column(_("Area sources"), kind="number"),
        Column(_("State"), kind="status"),
        Column(_("Signed bundle")),
    ]
    return Table(
        _("Released inventories"),
        columns,
        rows,
        empty_title=_("Nothing is released yet"),
        empty_text=_("An inventory appears here when the authority releases it."),
        is_caption_hidden=True,
    )


def title_of(release: InventoryRelease) -> str:
    """A release in words."""
    words = {"place": release.jurisdiction.name, "year": release.year, "number": release.number}
    return _("%(place)s %(year)s, release %(number)s") % words


def release_parts(release: InventoryRelease) -> dict[str, Any]:
    """One release: headline numbers, what it contains, how to check it."""
    return {
        "release": release,
        "title": title_of(release),
        "is_latest": not hasattr(release, "superseded_by"),
        "keys": [
            KeyNumber(_("Scope 1: direct emissions"), release.scope_1_co2e_t),
            *scope_2_numbers(scope_2_of(public_choice(release))),
            KeyNumber(_("Reports"), release.version_count, kind="number"),
            KeyNumber(_("Area sources"), release.area_source_count, kind="number"),
        ],
        "facts": release_facts(release),
    }


def release_facts(release: InventoryRelease) -> list[Fact]:
    """What it is, who released it, its digests."""
    facts = [
        Fact(_("What it is"), release.note),
        Fact(
            _("Released"), release.released_at, "datetime", hint=str(release.released_by or release.released_by_label)
        ),
        Fact(_("Lines behind it"), release.line_count, "number"),
        Fact(
            _("Confidentiality"),
            _("Cells of fewer than %(count)s enterprises are hidden") % {"count": release.min_enterprises}
            if release.min_enterprises > 1
            else _("No cell is hidden"),
        ),
        Fact(_("Content digest (SHA-256)"), release.content_hash, "code"),
        Fact(_("Merkle root"), release.merkle_root, "code", hint=_("Over the digest of every source and every cell.")),
    ]
    if release.supersedes is not None:
        earlier = release.supersedes
        href = reverse("inventory:release", args=[earlier.public_id])
        facts.insert(1, Fact(_("Restates"), title_of(earlier), href=href))
    return facts
