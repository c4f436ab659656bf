"""Why two results of one report differ: activity, factor or method, line by line, adding up to the difference.

Causes after IPCC 2006, vol. 1, ch. 5.2 (recalculation) and GPC 1.1, ch. 11. A line is matched by stream and
month. Where activity and factors changed together, the activity part is the change of activity at the old
emission per unit, and the rest belongs to the factors; nothing is left over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from inventory.states import Cause

NANO = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class LineFact:
    """What matters of a line: which, how much activity, by which method and factors, what came out (tCO2e)."""

    stream: str
    month: int | None
    activity: Decimal
    unit: str
    method: str
    factors: str
    co2e_t: Decimal

    @property
    def key(self) -> tuple[str, int]:
        """What two versions of a line share."""
        return self.stream, self.month or 0


def attribute(before: Iterable[LineFact], after: Iterable[LineFact]) -> dict[Cause, Decimal]:
    """The difference after - before by cause; causes without a tonne are left out."""
    old, new = _by_key(before), _by_key(after)
    parts: dict[Cause, Decimal] = {}
    for key in old.keys() | new.keys():
        for cause, tonnes in _of_line(old.get(key), new.get(key)):
            parts[cause] = parts.get(cause, Decimal(0)) + tonnes
    return {cause: parts[cause] for cause in sorted(parts) if parts[cause]}


def _by_key(lines: Iterable[LineFact]) -> Mapping[tuple[str, int], LineFact]:
    return {line.key: line for line in lines}


def _of_line(old: LineFact | None, new: LineFact | None) -> list[tuple[Cause, Decimal]]:
    if old is None or new is None:
        return [(Cause.ACTIVITY, (new.co2e_t if new else Decimal(0)) - (old.co2e_t if old else Decimal(0)))]
    difference = new.co2e_t - old.co2e_t
    if old.method != new.method:
        return [(Cause.METHOD, difference)]
    is_same_activity = (old.activity, old.unit) == (new.activity, new.unit)
    if is_same_activity:
        return [(Cause.FACTOR, difference)]
    if old.factors == new.factors or old.unit != new.unit or old.activity == 0:
        return [(Cause.ACTIVITY, difference)]
    by_activity = ((new.activity - old.activity) * old.co2e_t / old.activity).quantize(NANO, ROUND_HALF_EVEN)
    return [(Cause.ACTIVITY, by_activity), (Cause.FACTOR, difference - by_activity)]
