"""Where released sets state different values of the same quantity at the same place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count
from psycopg.types.range import DateRange

from mrv.core.models import EmissionFactor
from mrv.library.figures import in_unit, plain_kind, spread

Key = tuple[str, str, str, str, str, str]
SMALLEST = Decimal("0.01")


@dataclass(frozen=True)
class Contradiction:
    """One quantity with its differing values by set code, all in one unit; ``spread`` in per cent of the smallest."""

    example: EmissionFactor
    unit: str
    values: dict[str, tuple[EmissionFactor, Decimal]]
    spread: Decimal


def contradictions(*, year: int | None = None) -> list[Contradiction]:
    """Largest spread first; with a year only values in force at its end."""
    groups: dict[Key, dict[str, EmissionFactor]] = defaultdict(dict)
    for factor in _stated(year):
        key = (factor.fuel, factor.parameter, factor.gas, factor.geography, plain_kind(factor.kind), factor.sector)
        groups[key][factor.factor_set.code] = factor
    found = [_differing(list(group.values())) for group in groups.values() if len(group) > 1]
    return sorted(filter(None, found), key=lambda one: -one.spread)


def _stated(year: int | None) -> Sequence[EmissionFactor]:
    released = EmissionFactor.objects.filter(factor_set__state="released")
    if year is not None:
        last_day = date(year, 12, 31)
        released = released.filter(valid__contains=DateRange(last_day, last_day, "[]"))
    keys = released.values("fuel", "parameter", "gas", "geography").order_by()
    shared = keys.annotate(sets=Count("factor_set", distinct=True)).filter(sets__gt=1)
    released = released.filter(fuel__in={key["fuel"] for key in shared})
    return list(released.select_related("factor_set").order_by("valid", "pk"))


def _differing(factors: list[EmissionFactor]) -> Contradiction | None:
    """The group in the unit of its first value, unless all agree."""
    unit = factors[0].unit
    converted = {f.factor_set.code: (f, in_unit(f.value, f.unit, unit)) for f in factors}
    values = {code: (factor, value) for code, (factor, value) in converted.items() if value is not None}
    apart = spread([value for _factor, value in values.values()])
    if len(values) < 2 or apart is None or apart < SMALLEST:
        return None
    return Contradiction(factors[0], unit, values, apart)
