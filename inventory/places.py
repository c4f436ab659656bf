"""Which jurisdiction a district belongs to: the nearest city or province above it (GB/T 2260 tree)."""

from mrv.core.models import District

LEVELS = frozenset({"city", "province", "nation"})


def jurisdiction_of(district: District) -> District:
    """The city (or province-level municipality) whose inventory contains the district."""
    place = district
    while place.level not in LEVELS and place.parent is not None:
        place = place.parent
    return place
