"""The question in a page's address: jurisdiction, year, view, gas, scope, GWP set, release - and links that change one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from inventory.models import InventoryRelease
from inventory.selectors.data_quality import DataQuality, data_quality
from inventory.selectors.labels import Label, labels_of
from inventory.selectors.places import (
    default_jurisdiction,
    find_jurisdiction,
    last_released_year,
    latest_releases,
    live_years,
)
from inventory.selectors.sources import LIVE, Choice, choose_all_years, choose_source
from inventory.selectors.sums import Source, gwp_gaps, sums
from inventory.selectors.uncertainty import Uncertainties, uncertainties
from inventory.tables.axes import Axis, View
from inventory.tables.pivot import Key, Pivot
from inventory.tables.request import PARAMETERS, TableRequest, parse_request
from mrv.core.actor import Actor
from mrv.core.models import District


class NoInventory(Http404):
    """There is nothing to show to this reader yet."""


KEPT = ("jurisdiction", "year", "view", "scope", "gas", "gwp", "release")


@dataclass(frozen=True)
class Question:
    """What is asked, by whom, and the cells that answer."""

    jurisdiction: District
    year: int
    years: tuple[int, ...]
    request: TableRequest
    choice: Choice
    actor: Actor
    given: Mapping[str, str]
    _names: dict[tuple[Axis, View], Mapping[str, Label]] = field(default_factory=dict, repr=False)

    @property
    def release(self) -> InventoryRelease | None:
        """The release that answers; None for the live cells."""
        return self.choice.release

    @property
    def gas(self) -> str:
        """The gas in the unit of the numbers."""
        return "CO2e" if self.request.measure == "co2e" else str(self.request.gas).replace("_BIO", "")

    @property
    def is_official(self) -> bool:
        """The reader may see who stands behind a cell."""
        return self.actor.may("inventory:read")

    @property
    def sees_whole(self) -> bool:
        """The cells that answer are those of the whole jurisdiction, not of the reader's own districts only."""
        return self.release is not None or self.actor.oversees_city

    @property
    def place(self) -> str:
        """Whose emissions are shown: the jurisdiction, or the own districts of a district officer."""
        if self.sees_whole:
            return self.jurisdiction.name
        own = District.objects.filter(pk__in=self.actor.district_ids).order_by("code")
        return _(", ").join(district.name for district in own) or self.jurisdiction.name

    def sums(self, *by: Axis, **changes: Any) -> Pivot:
        """Sums along axes, of this year."""
        return sums(self.choice.source, self._changed(by, changes))

    def data_quality(self, *by: Axis) -> Mapping[Key, DataQuality]:
        """Marks of data quality along axes, of this year."""
        return data_quality(self.choice.source, self.request, *by)

    def uncertainties(self, *by: Axis, **changes: Any) -> Uncertainties:
        """Uncertainties along axes, of this year."""
        return uncertainties(self.choice.source, self._changed(by, changes))

    def sums_of_all_years(self, *by: Axis, **changes: Any) -> Pivot:
        """Sums along axes, of every year there is."""
        return sums(self.all_years, self._changed(by, changes))

    @property
    def all_years(self) -> Source:
        """The same kind of cells for every year."""
        return choose_all_years(self.jurisdiction, self.choice, self.actor)

    def _changed(self, by: tuple[Axis, ...], changes: dict[str, Any]) -> TableRequest:
        fields = {name: getattr(self.request, name) for name in TableRequest.__dataclass_fields__}
        return TableRequest(**{**fields, **changes, "by": by})

    def href(self, name: str, **changes: str) -> str:
        """The address of a page with the same question, some of it changed; empty values are left out."""
        kept = {key: self.given[key] for key in KEPT if self.given.get(key)}
        merged = {**kept, **changes}
        query = urlencode({key: value for key, value in merged.items() if value})
        return f"{reverse(name)}?{query}" if query else reverse(name)

    def href_of_cells(self) -> Callable[[str, str], str]:
        """The addresses of cells by sector and district: what they share is written once."""
        shared = self.href("inventory:cells")
        start = f"{shared}{'&' if '?' in shared else '?'}"
        quoted = cache(quote_plus)

        def address(sector: str, district: str) -> str:
            parts = (f"sector={quoted(sector)}" if sector else "", f"district={quoted(district)}" if district else "")
            return start + "&".join(filter(None, parts))

        return address

    def names(self, axis: Axis, view: View | None = None) -> Mapping[str, Label]:
        """The names on an axis, read once per page."""
        key = (axis, view or self.request.view)
        if key not in self._names:
            self._names[key] = labels_of(*key)
        return self._names[key]

    def file_href(self, kind: str, *by: Axis, **changes: str) -> str:
        """The address of a download of this question."""
        own = {key: self.given[key] for key in self.given.keys() & PARAMETERS if self.given[key]}
        query = {**own, "release": self.choice.name, **changes, "by": ",".join(by), "format": kind}
        return f"{reverse('api:inventory', args=[self.jurisdiction.code, self.year])}?{urlencode(query)}"

    def scope_2_href(self, kind: str, *by: Axis) -> str:
        """The address of a download of purchased electricity both ways."""
        query = {"release": self.choice.name, "by": ",".join(by or (Axis.SECTOR,)), "format": kind}
        address = reverse("api:inventory_scope_2", args=[self.jurisdiction.code, self.year])
        return f"{address}?{urlencode(query)}"


def read_question(request: HttpRequest) -> Question:
    """The question behind a request; RequestRefused for wrong parameters, Http404 when nothing can answer."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    given = {name: str(value) for name, value in request.GET.items() if value}
    asked = parse_request(given, gwp_sets=gwp_gaps())
    jurisdiction = _jurisdiction(given.get("jurisdiction", ""))
    years = _years(jurisdiction, actor)
    year = _year(given.get("year", ""), years, last_released_year(jurisdiction))
    choice = choose_source(jurisdiction, year, _readable(asked.release, actor), actor)
    if choice is None:
        raise Http404("There is no such release.")
    return Question(jurisdiction, year, tuple(years), asked, choice, actor, given)


def _readable(wanted: str, actor: Actor) -> str:
    """A link to live cells leads those who may not read them to the latest release."""
    return "" if wanted == LIVE and not actor.may("inventory:read") else wanted


def _jurisdiction(code: str) -> District:
    found = find_jurisdiction(code) if code else default_jurisdiction()
    if found is None:
        raise Http404("There is no such jurisdiction.") if code else NoInventory("There is no inventory yet.")
    return found


def _years(jurisdiction: District, actor: Actor) -> list[int]:
    if actor.may("inventory:read"):
        return live_years(jurisdiction, actor)
    return [release.year for release in latest_releases(jurisdiction)]


def _year(text: str, years: list[int], released: int | None) -> int:
    """The year asked for; else the newest published one, for a year in the making is not the state of the city."""
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Http404("A year has four digits.")
    if text:
        return int(text)
    if not years:
        raise NoInventory("There is no inventory yet.")
    return released if released in years else years[0]
