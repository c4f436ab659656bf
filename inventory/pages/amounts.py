"""Amounts for charts and headings: one unit per chart that suits its size, the exact value behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

from inventory.tables.pivot import Sum
from mrv.portal.figures import Scale, scale_for, unit_text


@dataclass(frozen=True)
class Measure:
    """A unit and how tonnes are written in it."""

    scale: Scale
    gas: str

    @classmethod
    def for_values(cls, values: Iterable[Decimal], gas: str) -> "Measure":
        """The unit that suits the largest of these tonnes."""
        return cls(scale_for(max((abs(value) for value in values), default=Decimal(0))), gas)

    @property
    def unit(self) -> str:
        """The unit with its gas."""
        return unit_text(self.scale, self.gas)

    def of(self, tonnes: Decimal) -> Decimal:
        """Tonnes in this unit, exactly."""
        return tonnes / self.scale.tonnes

    def text(self, tonnes: Decimal, places: int = 2) -> str:
        """Tonnes in this unit, rounded for a sentence."""
        return f"{self.of(tonnes):,.{places}f} {self.unit}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence."""
    return ("、" if (get_language() or "").startswith("zh") else ", ").join(names)


def shown(found: Sum | None) -> Decimal | str | None:
    """What a cell shows: a value, a notation key, nothing."""
    if found is None:
        return None
    return "C" if found.is_hidden else found.value
