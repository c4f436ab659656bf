"""Sectors that have a notation key instead of a number, in a code system and scope."""

from collections.abc import Mapping

from django.db.models import QuerySet

from inventory.models import InventoryRelease, NotationEntry
from inventory.tables.axes import Scope, View
from mrv.core.models import District

SCOPES: Mapping[Scope, int] = {Scope.DIRECT: 1, Scope.PURCHASED: 2, Scope.OTHER: 3}


def notation_entries(jurisdiction: District, year: int) -> QuerySet[NotationEntry]:
    """All keys of a year, in the order of the code systems."""
    entries = NotationEntry.objects.filter(jurisdiction=jurisdiction, year=year).select_related("sector")
    return entries.order_by("sector__system", "sector__order", "sector__code", "scope")


def keys_of_view(
    jurisdiction: District, year: int, view: View, scope: Scope, release: InventoryRelease | None
) -> dict[str, NotationEntry]:
    """Entries by sector code for a table of one scope; of a release, those that were there when it was made."""
    number = SCOPES.get(scope)
    if number is None:
        return {}
    entries = notation_entries(jurisdiction, year).filter(sector__system=view.value, scope=number)
    if release is not None:
        entries = entries.filter(recorded_at__lte=release.released_at)
    return {entry.sector.code: entry for entry in entries}
