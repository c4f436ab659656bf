"""The uncertainty of sectors, districts and the city by IPCC approach 1, from the spreads beside the cells.

Spreads are kept for the CO2e of lines as they were reported; the mass of one gas, and CO2e in another GWP set, follow
from the gases that the profile of the lines knows. Rows that hide confidential cells have none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from inventory.selectors.sums import Source, Spread, gwp_of, spreads
from inventory.states import Gas
from inventory.tables.axes import Axis
from inventory.tables.pivot import Key, Sum
from inventory.tables.request import TableRequest
from mrv.accounting.uncertainty import Asked, Group, Uncertain, uncertain, weighed
from reporting.selectors.uncertainty import Profiles, group_of, profiles_of

GASES = tuple(gas.value for gas in Gas)


@dataclass(frozen=True)
class Uncertainties:
    """Uncertainties along axes, added in any direction.

    The gases of a line share its activity, so that those of all gases are no sum of those of each: along gases,
    ``whole`` has the same question without them.
    """

    axes: tuple[str, ...]
    sums: Mapping[Key, Uncertain] = field(default_factory=dict)
    whole: "Uncertainties | None" = None

    @cached_property
    def total(self) -> Uncertain:
        """All together; shared factors meet."""
        return self.whole.total if self.whole else sum(self.sums.values(), Uncertain())

    def get(self, key: Key) -> Uncertain:
        """The uncertainty at a key; of nothing where no spread is kept."""
        return self.sums.get(key, Uncertain())

    def along(self, axis: str) -> "Uncertainties":
        """The totals over all other axes."""
        if self.whole and axis != Axis.GAS:
            return self.whole.along(axis)
        place = self.axes.index(axis)
        merged: dict[Key, Uncertain] = {}
        for key, found in self.sums.items():
            merged[key[place],] = merged.get((key[place],), Uncertain()) + found
        return Uncertainties((axis,), merged, self.whole)


def open_to(found: Sum | None, uncertainty: Uncertain | None) -> Uncertain | None:
    """The uncertainty of a sum, unless a part of it is confidential.

    Tonnes posted before spreads were kept have none: they count as tonnes of unknown uncertainty.
    """
    if found is None or uncertainty is None or found.hidden:
        return None
    return uncertainty.within(found.value, found.line_count)


def asked_of(request: TableRequest) -> Asked:
    """What a request asks of lines."""
    is_mass = request.measure == "mass"
    gas = request.gas.value if request.gas else ""
    return Asked(gas, is_mass, "" if is_mass else request.gwp, gwp_of(request.gwp))


def uncertainties(source: Source, request: TableRequest) -> Uncertainties:
    """The uncertainties along the axes of the request."""
    bare = request.with_axes(*(axis for axis in request.by if axis is not Axis.GAS))
    held = list(spreads(source, bare))
    profiles = profiles_of({one.profile for one in held})
    asked = asked_of(request)
    whole = Uncertainties(_names(bare), _added((one.key, _group(one, profiles, asked)) for one in held))
    if Axis.GAS not in request.by:
        return whole
    place = request.by.index(Axis.GAS)
    each = (
        ((*one.key[:place], gas, *one.key[place:]), _group(one, profiles, replace(asked, gas=gas)))
        for one in held
        for gas in ([asked.gas] if asked.gas else GASES)
    )
    return Uncertainties(_names(request), _added(each), whole)


def _names(request: TableRequest) -> tuple[str, ...]:
    return tuple(axis.value for axis in request.by)


def _added(placed: Iterable[tuple[Key, Group | None]]) -> dict[Key, Uncertain]:
    groups: dict[Key, list[Group]] = {}
    for key, group in placed:
        if group is not None:
            groups.setdefault(key, []).append(group)
    return {key: uncertain(held) for key, held in groups.items()}


def _group(one: Spread, profiles: Profiles, asked: Asked) -> Group | None:
    """The lines of a spread as what is asked of them; None where their profile does not know it."""
    profile = profiles.get(one.profile)
    if asked.is_as_reported:
        return group_of(profile, one.amount, one.squares)
    return weighed(profile, one.amount, one.squares, asked, lines=one.lines) if profile else None
