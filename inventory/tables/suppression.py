"""Which cells a release hides, so that no reader learns what one enterprise declared.

Primary: a place (district x sector x scope) with fewer than ``min_enterprises`` enterprises, or where one holds
more than ``max_share`` per cent. Hidden cells are left out of every published sum, so margins cannot be
subtracted; only the city total of a scope contains them. Secondary: while the hidden cells of a scope belong to
fewer than ``min_enterprises`` enterprises, the smallest visible place joins them, so that the city total minus
what is shown never isolates one enterprise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

Place = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one enterprise adds to one place (district, sector, scope), tCO2e."""

    place: Place
    enterprise: int
    co2e_t: Decimal


def hidden_places(
    contributions: Iterable[Contribution], *, min_enterprises: int, max_share: Decimal = Decimal(100)
) -> frozenset[Place]:
    """The places whose enterprise cells are confidential. ``min_enterprises`` 1 hides nothing."""
    by_place = _by_place(contributions)
    primary = {p for p, parts in by_place.items() if _is_sensitive(parts, min_enterprises, max_share)}
    hidden = set(primary)
    for scope in sorted({place[2] for place in primary}):
        hidden |= _secondary(by_place, hidden, scope, min_enterprises)
    return frozenset(hidden)


def _by_place(contributions: Iterable[Contribution]) -> dict[Place, dict[int, Decimal]]:
    by_place: dict[Place, dict[int, Decimal]] = {}
    for part in contributions:
        held = by_place.setdefault(part.place, {})
        held[part.enterprise] = held.get(part.enterprise, Decimal(0)) + part.co2e_t
    return by_place


def _is_sensitive(parts: Mapping[int, Decimal], min_enterprises: int, max_share: Decimal) -> bool:
    total = sum((abs(value) for value in parts.values()), Decimal(0))
    largest = max(abs(value) for value in parts.values())
    return len(parts) < min_enterprises or (total > 0 and 100 * largest > max_share * total)


def _secondary(
    by_place: Mapping[Place, Mapping[int, Decimal]], hidden: set[Place], scope: int, min_enterprises: int
) -> set[Place]:
    own = {place for place in hidden if place[2] == scope}
    visible = sorted(
        (place for place in by_place if place[2] == scope and place not in own),
        key=lambda place: (sum(by_place[place].values()), place),
    )
    while visible and len({e for place in own for e in by_place[place]}) < min_enterprises:
        own.add(visible.pop(0))
    return own
