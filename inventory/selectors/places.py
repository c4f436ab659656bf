"""Which jurisdictions and years there is an inventory of."""

import uuid

from django.db.models import F, Max, Q

from inventory.models import InventoryCell, InventoryRelease
from inventory.places import LEVELS
from mrv.core.actor import Actor
from mrv.core.models import District


def find_jurisdiction(code: str) -> District | None:
    """The city, province or nation of a GB/T 2260 code in use; None if there is none."""
    places = District.objects.filter(code=code, level__in=LEVELS)
    return places.order_by("-valid_to", "-valid_from").first()


def default_jurisdiction() -> District | None:
    """The jurisdiction of this installation: the one that has cells, or else the one with districts."""
    cell = InventoryCell.objects.select_related("jurisdiction").first()
    if cell is not None:
        return cell.jurisdiction
    return District.objects.filter(children__level="district", level__in=LEVELS).order_by("code").first()


def districts_of(jurisdiction: District) -> list[District]:
    """The districts inside, by code; former ones last."""
    return list(District.objects.filter(parent=jurisdiction).order_by(F("valid_to").asc(nulls_first=True), "code"))


def live_years(jurisdiction: District, actor: Actor) -> list[int]:
    """Years with cells the actor may see, newest first."""
    cells = InventoryCell.objects.visible_to(actor).counted().filter(jurisdiction=jurisdiction)
    return list(cells.order_by("-year").values_list("year", flat=True).distinct())


def latest_releases(jurisdiction: District) -> list[InventoryRelease]:
    """The newest release of each year, newest year first."""
    releases = InventoryRelease.objects.filter(jurisdiction=jurisdiction, superseded_by__isnull=True)
    return list(releases.select_related("jurisdiction").order_by("-year"))


def last_released_year(jurisdiction: District) -> int | None:
    """The newest year that is published."""
    return InventoryRelease.objects.filter(jurisdiction=jurisdiction).aggregate(newest=Max("year"))["newest"]


def find_release(jurisdiction: District, year: int, text: str) -> InventoryRelease | None:
    """The release named by ``latest``, its number in the year, or its public identifier."""
    releases = InventoryRelease.objects.filter(jurisdiction=jurisdiction, year=year).select_related("jurisdiction")
    if text == "latest":
        return releases.order_by("-number").first()
    wanted = Q(number=int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else Q(public_id=_uuid(text))
    return releases.filter(wanted).first()


def _uuid(text: str) -> str | None:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return None
