"""The same quantity elsewhere: values of other years, sets and surrounding places that answer the same question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from mrv.core.models import EmissionFactor
from mrv.library.figures import PLAIN_KINDS, in_unit
from mrv.reference.geographies import containing, load_geographies

MOST = 400


@dataclass(frozen=True)
class Related:
    """A value beside the one looked at; ``value`` is in the unit of that one, None when it cannot be."""

    factor: EmissionFactor
    value: Decimal | None
    first_year: int
    last_year: int | None


def related_values(factor: EmissionFactor, *, everywhere: bool = False) -> list[Related]:
    """Released values of the same quantity at the same place and what contains it (or everywhere), oldest first."""
    kinds = PLAIN_KINDS if factor.kind in PLAIN_KINDS else {factor.kind}
    found = EmissionFactor.objects.filter(
        fuel=factor.fuel,
        parameter=factor.parameter,
        gas=factor.gas,
        kind__in=kinds,
        sector__in={"", factor.sector} if factor.sector else {""},
        factor_set__state__in=["released", factor.factor_set.state],
    )
    if not everywhere:
        found = found.filter(geography__in=places_around(factor.geography))
    ordered = found.select_related("factor_set").order_by("valid", "factor_set__code", "pk")[:MOST]
    return [_related(other, factor.unit) for other in ordered]


def places_around(code: str) -> Sequence[str]:
    """A place and those that contain it; a place abroad stands beside the world."""
    return containing(code) if code in load_geographies() else (code, "WORLD")


def _related(other: EmissionFactor, unit: str) -> Related:
    last = (other.valid.upper - timedelta(days=1)).year if other.valid.upper else None
    first = other.valid.lower.year if other.valid.lower else 1990
    return Related(other, in_unit(other.value, other.unit, unit), first, last)
