"""Sums along axes, with totals that are the sums of the rows shown; a hidden cell is never zero.

A sum that contains a hidden cell (notation key C) is marked partial, so that no reader takes it for the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """The amount at one combination of axis values, t or tCO2e, with what it hides."""

    key: Key
    value: Decimal
    line_count: int = 0
    hidden: int = 0

    @property
    def is_partial(self) -> bool:
        """Some of its cells are confidential."""
        return self.hidden > 0

    @property
    def is_hidden(self) -> bool:
        """All of it is confidential: nothing but a notation key can be shown."""
        return self.hidden > 0 and self.line_count == 0


@dataclass(frozen=True)
class Pivot:
    """Sums along axes, unique by key."""

    axes: tuple[str, ...]
    sums: Mapping[Key, Sum]

    @classmethod
    def of(cls, axes: Sequence[str], sums: Iterable[Sum]) -> "Pivot":
        """Collect sums; equal keys are added."""
        merged: dict[Key, Sum] = {}
        for item in sums:
            held = merged.get(item.key)
            merged[item.key] = item if held is None else _added(held, item)
        return cls(tuple(axes), merged)

    @cached_property
    def total(self) -> Sum:
        """Everything shown."""
        return _fold((), self.sums.values())

    def keys_of(self, axis: str) -> list[str]:
        """The values that occur on an axis, sorted."""
        place = self.axes.index(axis)
        return sorted({key[place] for key in self.sums})

    def along(self, *axes: str) -> "Pivot":
        """The totals over all other axes."""
        places = [self.axes.index(axis) for axis in axes]
        parts = (
            Sum(tuple(item.key[place] for place in places), item.value, item.line_count, item.hidden)
            for item in self.sums.values()
        )
        return Pivot.of(axes, parts)

    def get(self, *key: str) -> Sum | None:
        """The sum at a key, None where nothing is."""
        return self.sums.get(key)

    def ranked(self) -> list[Sum]:
        """Sums, largest first; equal ones by key."""
        return sorted(self.sums.values(), key=lambda item: (-item.value, item.key))


def _added(one: Sum, other: Sum) -> Sum:
    return Sum(one.key, one.value + other.value, one.line_count + other.line_count, one.hidden + other.hidden)


def _fold(key: Key, items: Iterable[Sum]) -> Sum:
    total = Sum(key, Decimal(0))
    for item in items:
        total = _added(total, item)
    return total


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Per cent of the whole, to one decimal; None of nothing."""
    return None if whole == 0 else (100 * part / whole).quantize(Decimal("0.1"))
