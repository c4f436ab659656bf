"""The uncertainty of sectors, districts and the city by IPCC approach 1, from the spreads beside the cells.

A question in the mass of one gas, along gases, or in another GWP set has none: spreads are kept for the CO2e of the
lines as they were reported. Rows that hide confidential cells have none either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inventory.selectors.sums import Source, spreads
from inventory.tables.axes import Axis
from inventory.tables.pivot import Key, Sum
from inventory.tables.request import TableRequest
from mrv.accounting.uncertainty import Group, Uncertain, uncertain
from reporting.selectors.uncertainty import profiles_of


@dataclass(frozen=True)
class Uncertainties:
    """Uncertainties along axes, added in any direction."""

    axes: tuple[str, ...]
    sums: Mapping[Key, Uncertain] = field(default_factory=dict)

    @property
    def total(self) -> Uncertain:
        """All together; shared factors meet."""
        return sum(self.sums.values(), Uncertain())

    def get(self, key: Key) -> Uncertain:
        """The uncertainty at a key; of nothing where no spread is kept."""
        return self.sums.get(key, Uncertain())

    def along(self, axis: str) -> "Uncertainties":
        """The totals over all other axes."""
        place = self.axes.index(axis)
        merged: dict[Key, Uncertain] = {}
        for key, found in self.sums.items():
            merged[key[place],] = merged.get((key[place],), Uncertain()) + found
        return Uncertainties((axis,), merged)


def open_to(found: Sum | None, uncertainty: Uncertain | None) -> Uncertain | None:
    """The uncertainty of a sum, unless a part of it is confidential.

    Tonnes posted before spreads were kept have none: they count as tonnes of unknown uncertainty.
    """
    if found is None or uncertainty is None or found.hidden:
        return None
    missing = found.value - uncertainty.amount
    return uncertainty + Uncertain(amount=missing, size=abs(missing)) if missing else uncertainty


def answers(request: TableRequest) -> bool:
    """Whether the question is one that spreads answer."""
    return request.gas is None and not request.gwp and Axis.GAS not in request.by


def uncertainties(source: Source, request: TableRequest) -> Uncertainties | None:
    """The uncertainties along the axes of the request; None for a question they do not answer."""
    if not answers(request):
        return None
    rows = list(spreads(source, request))
    profiles = profiles_of({profile for _, _, profile, _, _ in rows})
    groups: dict[Key, list[Group]] = {}
    for key, _, profile, amount, squares in rows:
        groups.setdefault(key, []).append(Group(amount, squares, profiles.get(profile)))
    return Uncertainties(
        tuple(axis.value for axis in request.by), {key: uncertain(held) for key, held in groups.items()}
    )
