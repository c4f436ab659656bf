"""Amounts that a publication adds up or compares: each may carry a unit of its own, the sum has one.

A part is a bare number or a map of value and unit. Parts in several units of one dimension are stated in the
unit of the first; a unit the table does not know ("Mt CO2 of 2017 scope") passes only where all parts share it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mrv.accounting.decimals import parse_decimal
from mrv.accounting.errors import UnitError
from mrv.accounting.quantity import Quantity
from mrv.accounting.rounding import to_decimal
from mrv.accounting.units import Unit
from mrv.examples.format import Given
from mrv.examples.inputs import unit_of


@dataclass(frozen=True, slots=True)
class Amounts:
    """Values in one unit; the unit is empty where the publication gives none that is known."""

    values: tuple[Decimal, ...]
    unit: str

    @property
    def total(self) -> Decimal:
        """The sum."""
        return sum(self.values, Decimal(0))


def part(raw: object, unit: str = "") -> Given:
    """One part as published; `unit` holds where the part states none."""
    if isinstance(raw, Mapping):
        return Given(raw["value"], str(raw.get("unit") or unit))
    return raw if isinstance(raw, Given) else Given(raw, unit)


def _known(text: str) -> Unit | None:
    try:
        return unit_of(text) if text else None
    except UnitError:
        return None


def amounts(raws: Iterable[object], *, field: str, unit: str = "") -> Amounts:
    """All parts in the unit of the first; raise UnitError or ValueError where they cannot be stated in it."""
    parts = [part(raw, unit) for raw in raws]
    values = [parse_decimal(found.value, field=field) for found in parts]
    units = {found.unit: _known(found.unit) for found in parts}
    common = next(iter(units.values()), None)
    if len(units) <= 1:
        return Amounts(tuple(values), common.symbol if common else "")
    if common is None or None in units.values():
        raise ValueError(f"{field} mixes units that cannot be compared: {', '.join(map(repr, units))}.")
    stated = (
        Quantity(value, known).exact_in(common, field=field)
        for value, known in zip(values, (units[found.unit] for found in parts), strict=True)
        if known is not None
    )
    return Amounts(tuple(map(to_decimal, stated)), common.symbol)
