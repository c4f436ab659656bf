"""Data quality of activity and of factors: high, medium or low (GPC 1.1, section 5.6, table 5.3).

GPC asks for a mark and describes it in words: detailed activity and specific factors are high, modeled activity and
more general factors medium, uncertain activity and default factors low. Here the marks follow from how each input was
determined, which the uncertainty profile of every line records; whoever reads a mark can so follow it to the line:

- own meter, invoice, stock record, laboratory: high; official statistics: medium; estimate, judgement: low;
- a stated uncertainty, half the 95 % interval: up to 5 % high, up to 20 % medium, wider low;
- a factor of the library is never specific to the source: grades A and B medium, C and D low; the ranges of IPCC for
  CH4 and N2O and the defaults of methods low;
- several factors of one line: the lowest of those that move its result by a tenth of their own change or more.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

TENTH = Decimal("0.1")
NARROW, WIDE = Decimal(5), Decimal(20)


class Quality(StrEnum):
    """A mark of GPC, the best first."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


_BEST_FIRST = tuple(Quality)
_DETERMINED = {
    "meter": Quality.HIGH,
    "invoice": Quality.HIGH,
    "stock": Quality.HIGH,
    "laboratory": Quality.HIGH,
    "statistics": Quality.MEDIUM,
    "estimate": Quality.LOW,
    "judgement": Quality.LOW,
}
_DEFAULTS = {"grade-A": Quality.MEDIUM, "grade-B": Quality.MEDIUM}
Part = Mapping[str, Any]


def lowest(marks: Iterable[Quality]) -> Quality:
    """The worst of several marks; there is at least one."""
    return max(marks, key=_BEST_FIRST.index)


def mark_of(part: Part) -> Quality | None:
    """The mark of one input of a line; None where nothing says how it was determined."""
    kind, _colon, code = str(part["basis"]).partition(":")
    if kind == "determination":
        return _DETERMINED.get(code)
    if kind == "default":
        return _DEFAULTS.get(code, Quality.LOW)
    if kind == "convention":
        return Quality.LOW
    if not part["percent"]:
        return None
    stated = _of_percent(Decimal(part["percent"]))
    return lowest((stated, Quality.MEDIUM)) if kind == "published" else stated


def _of_percent(percent: Decimal) -> Quality:
    if percent <= NARROW:
        return Quality.HIGH
    return Quality.MEDIUM if percent <= WIDE else Quality.LOW


def of_activity(parts: Iterable[Part]) -> Quality | None:
    """The mark of the activity of a line; None where it is not known."""
    return next((mark_of(part) for part in parts if part["origin"] == "declared"), None)


def of_factors(parts: Iterable[Part]) -> Quality | None:
    """The mark of the factors of a line; None where it has none, or one that counts is not known."""
    counted = [one for one in parts if one["origin"] != "declared" and abs(Decimal(one["elasticity"])) >= TENTH]
    marks = [mark_of(part) for part in counted]
    known = [mark for mark in marks if mark is not None]
    return lowest(known) if known and len(known) == len(marks) else None


def of_tonnes(marked: Iterable[tuple[Quality | None, Decimal]]) -> Quality | None:
    """The mark that at least half of the tonnes whose mark is known reach; None where most tonnes have none."""
    tonnes: dict[Quality | None, Decimal] = {}
    for mark, amount in marked:
        tonnes[mark] = tonnes.get(mark, Decimal(0)) + abs(amount)
    everything = sum(tonnes.values(), Decimal(0))
    known = everything - tonnes.get(None, Decimal(0))
    if not known or 2 * known < everything:
        return None
    reached = Decimal(0)
    for mark in _BEST_FIRST:
        reached += tonnes.get(mark, Decimal(0))
        if 2 * reached >= known:
            return mark
    return None
