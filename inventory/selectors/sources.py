"""Which cells answer a reader: the live ones for officials, the latest release for everybody else."""

from dataclasses import dataclass

from inventory.models import InventoryRelease
from inventory.selectors.places import find_release, latest_releases, live_years
from inventory.selectors.sums import Source, live_source, release_source
from mrv.core.actor import Actor
from mrv.core.models import District

LIVE = "live"
LATEST = "latest"


@dataclass(frozen=True)
class Choice:
    """The cells to read, and the release they belong to (None: live)."""

    source: Source
    release: InventoryRelease | None

    @property
    def name(self) -> str:
        """What the ``release`` parameter says for this choice."""
        return str(self.release.number) if self.release else LIVE


def choose_source(jurisdiction: District, year: int, wanted: str, actor: Actor) -> Choice | None:
    """The cells of a year; None when there is no such release. PermissionDenied for live cells of others.

    ``wanted`` is ``live``, ``latest``, a release number or identifier; empty means live for those who may read
    live cells and the latest release for everybody else.
    """
    wanted = wanted or (LIVE if actor.may("inventory:read") else LATEST)
    if wanted == LIVE:
        return Choice(live_source(jurisdiction, [year], actor), None)
    release = find_release(jurisdiction, year, wanted)
    return Choice(release_source([release], actor), release) if release else None


def public_choice(release: InventoryRelease) -> Choice:
    """A release as everybody sees it."""
    source = Source(release.jurisdiction_id, (release.year,), release_ids=(release.pk,), conceal=True)
    return Choice(source, release)


def choose_all_years(jurisdiction: District, choice: Choice, actor: Actor) -> Source:
    """The same kind of cells for every year: live, or of the latest release of each year."""
    if choice.release is None:
        return live_source(jurisdiction, live_years(jurisdiction, actor), actor)
    own = choice.release
    others = [release for release in latest_releases(jurisdiction) if release.year != own.year]
    return release_source([own, *others], actor)
