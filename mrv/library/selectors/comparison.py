"""Two sets side by side: what both state, what only one states, and how far they are apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from psycopg.types.range import DateRange

from mrv.core.models import EmissionFactor, FactorSet
from mrv.library.figures import in_unit, percent, plain_kind

Key = tuple[str, ...]
Held = Mapping[Key, EmissionFactor]


@dataclass(frozen=True)
class Pair:
    """A value of both sets; ``second_value`` is in the unit of the first, None when units differ in kind."""

    first: EmissionFactor
    second: EmissionFactor
    second_value: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Second minus first, in the unit of the first."""
        return None if self.second_value is None else self.second_value - self.first.value

    @property
    def percent(self) -> Decimal | None:
        """The difference in per cent of the first."""
        return None if self.second_value is None else percent(self.first.value, self.second_value)

    @property
    def is_equal(self) -> bool:
        """Whether both state the same amount."""
        return self.second_value is not None and self.second_value == self.first.value


@dataclass(frozen=True)
class Comparison:
    """What came of comparing two sets."""

    pairs: list[Pair]
    only_first: list[EmissionFactor]
    only_second: list[EmissionFactor]

    @property
    def differing(self) -> list[Pair]:
        """Pairs that are not equal."""
        return [pair for pair in self.pairs if not pair.is_equal]


def compare_sets(first: FactorSet, second: FactorSet, *, year: int | None = None) -> Comparison:
    """Compare the values in force at the end of ``year``; without a year the latest of each.

    Versions of one set are compared period by period. Where each of two sets speaks of one place only, its place does
    not matter: the national default stands beside the world's.
    """
    is_same = first.code == second.code and year is None
    here: Held
    there: Held
    here, there = _held(first, year, by_period=is_same), _held(second, year, by_period=is_same)
    if not is_same:
        here, there = _without_place(here, there)
    shared = [key for key in here if key in there]
    pairs = [Pair(here[key], there[key], in_unit(there[key].value, there[key].unit, here[key].unit)) for key in shared]
    return Comparison(
        pairs,
        [factor for key, factor in here.items() if key not in there],
        [factor for key, factor in there.items() if key not in here],
    )


def _held(found: FactorSet, year: int | None, *, by_period: bool) -> dict[Key, EmissionFactor]:
    """The values of a set by what they are of; later periods replace earlier ones unless ``by_period``."""
    factors = EmissionFactor.objects.filter(factor_set=found).order_by(
        "fuel", "parameter", "gas", "geography", "valid"
    )
    if year is not None:
        last_day = date(year, 12, 31)
        factors = factors.filter(valid__contains=DateRange(last_day, last_day, "[]"))
    held: dict[Key, EmissionFactor] = {}
    for factor in factors:
        key = (factor.fuel, factor.parameter, factor.gas, plain_kind(factor.kind), factor.sector, factor.geography)
        held[(*key, factor.purpose, str(factor.valid.lower)) if by_period else key] = factor
    return held


def _without_place(here: Held, there: Held) -> tuple[Held, Held]:
    """Both without the place in the key, for keys where each side has one place only."""
    single = _single_place(here) & _single_place(there)
    return _renamed(here, single), _renamed(there, single)


def _single_place(held: Held) -> set[Key]:
    places: dict[Key, set[str]] = defaultdict(set)
    for *key, place in held:
        places[tuple(key)].add(place)
    return {key for key, found in places.items() if len(found) == 1}


def _renamed(held: Held, single: Iterable[Key]) -> Held:
    wanted = set(single)
    return {(key[:-1] if key[:-1] in wanted else key): factor for key, factor in held.items()}
