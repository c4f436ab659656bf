"""Two sets side by side, and the places where sets differ, as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.core.models import EmissionFactor
from mrv.library import words
from mrv.library.display.values import ValueRow, validity, value_rows
from mrv.library.figures import significant
from mrv.library.names import fuel_names, name_of
from mrv.library.selectors.comparison import Comparison, Pair
from mrv.library.selectors.contradictions import Contradiction
from mrv.portal.components.flow import KeyNumber

MOST_ALONE = 100
LARGE = Decimal(5)


@dataclass(frozen=True)
class PairRow:
    """A quantity stated by both sets."""

    name: str
    quantity: str
    variant: str
    unit: str
    first: ValueRow
    second: ValueRow
    second_value: Decimal | None
    difference: Decimal | None
    percent: Decimal | None
    is_equal: bool
    is_large: bool


def pair_rows(pairs: Iterable[Pair]) -> list[PairRow]:
    """The largest differences first; those whose units do not compare before them."""
    ordered = sorted(
        pairs, key=lambda pair: (pair.percent is not None, -abs(pair.percent or Decimal(0)), pair.first.fuel)
    )
    firsts = value_rows(pair.first for pair in ordered)
    seconds = value_rows(pair.second for pair in ordered)
    return [_pair(*row) for row in zip(ordered, firsts, seconds, strict=True)]


def _pair(pair: Pair, first: ValueRow, second: ValueRow) -> PairRow:
    is_converted = pair.second_value is not None and pair.first.unit != pair.second.unit
    return PairRow(
        name=first.name,
        quantity=first.quantity,
        variant=first.variant,
        unit=first.unit,
        first=first,
        second=second,
        second_value=significant(pair.second_value) if is_converted and pair.second_value is not None else None,
        difference=None if pair.difference is None else significant(pair.difference),
        percent=pair.percent,
        is_equal=pair.is_equal,
        is_large=pair.percent is not None and abs(pair.percent) >= LARGE,
    )


def comparison_numbers(found: Comparison, first: str, second: str) -> list[KeyNumber]:
    """How much the two share and how much differs."""
    return [
        KeyNumber(_("Stated by both"), len(found.pairs), "number"),
        KeyNumber(_("Of these differing"), len(found.differing), "number"),
        KeyNumber(_("Only in %(set)s") % {"set": first}, len(found.only_first), "number"),
        KeyNumber(_("Only in %(set)s") % {"set": second}, len(found.only_second), "number"),
    ]


def alone_rows(factors: Sequence[EmissionFactor]) -> list[ValueRow]:
    """The first values that only one set states."""
    return value_rows(factors[:MOST_ALONE])


@dataclass(frozen=True)
class StatedCell:
    """What one set states; empty when it says nothing."""

    value: str = ""
    href: str = ""
    title: str = ""
    level: int = 0


@dataclass(frozen=True)
class ContradictionRow:
    """One quantity with a cell per set."""

    name: str
    quantity: str
    place: str
    unit: str
    href: str
    cells: list[StatedCell]
    spread: Decimal
    is_large: bool


def contradiction_table(found: Sequence[Contradiction]) -> tuple[list[str], list[ContradictionRow]]:
    """The sets that take part, as columns, and a row per quantity."""
    codes = sorted({code for one in found for code in one.values})
    listed = fuel_names(one.example.fuel for one in found)
    return codes, [_contradiction(one, codes, listed) for one in found]


def _contradiction(one: Contradiction, codes: Sequence[str], listed: dict[str, str]) -> ContradictionRow:
    example = one.example
    ranked = sorted({value for _factor, value in one.values.values()})
    return ContradictionRow(
        name=name_of(example.fuel, example.raw, listed),
        quantity=words.quantity_name(example.parameter, example.gas),
        place=words.place(example.geography),
        unit=one.unit,
        href=reverse("factors:value", args=[example.pk]),
        cells=[_stated(one, code, ranked) for code in codes],
        spread=one.spread,
        is_large=one.spread >= LARGE,
    )


def _stated(one: Contradiction, code: str, ranked: Sequence[Decimal]) -> StatedCell:
    """Shaded from the smallest to the largest value of the row."""
    if code not in one.values:
        return StatedCell()
    factor, value = one.values[code]
    level = 1 + 3 * ranked.index(value) // max(1, len(ranked) - 1)
    title = f"{factor.value_text} {factor.unit}, {validity(factor.valid)}"
    return StatedCell(f"{significant(value):f}", reverse("factors:value", args=[factor.pk]), title, level)
