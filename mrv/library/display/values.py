"""Factors as rows of a table a reader takes in at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from mrv.core.models import EmissionFactor
from mrv.library import words
from mrv.library.names import fuel_names, name_of


@dataclass(frozen=True)
class ValueRow:
    """One factor as shown; ``value`` is the number as published, digit for digit."""

    name: str
    key: str
    href: str
    quantity: str
    variant: str
    value: str
    unit: str
    interval: str
    place: str
    validity: str
    set_name: str
    set_title: str
    set_href: str
    source: str
    grade: str
    grade_words: str
    flag: str
    flag_words: str
    flag_tone: str
    note: str


def value_rows(factors: Iterable[EmissionFactor]) -> list[ValueRow]:
    """Rows in the order given; the factors come with their sets."""
    shown = list(factors)
    listed = fuel_names(factor.fuel for factor in shown)
    return [_row(factor, listed) for factor in shown]


def _row(factor: EmissionFactor, listed: dict[str, str]) -> ValueRow:
    owner = factor.factor_set
    return ValueRow(
        name=name_of(factor.fuel, factor.raw, listed),
        key=factor.fuel,
        href=reverse("factors:value", args=[factor.pk]),
        quantity=words.quantity_name(factor.parameter, factor.gas),
        variant=words.variant(factor.kind, factor.sector),
        value=factor.value_text,
        unit=factor.unit,
        interval=interval(factor),
        place=words.place(factor.geography),
        validity=validity(factor.valid),
        set_name=str(owner),
        set_title=owner.title,
        set_href=reverse("factors:set_version", args=[owner.code, owner.version]),
        source=factor.source,
        grade=factor.grade,
        grade_words=words.of(words.GRADES, factor.grade),
        flag=factor.flag,
        flag_words=words.of(words.FLAGS, factor.flag) if factor.flag else "",
        flag_tone=words.flag_tone(factor.flag).value,
        note=factor.note,
    )


def validity(valid: Any) -> str:
    """The years of a range of days, in words."""
    last = valid.upper - timedelta(days=1) if valid.upper else None
    return words.validity(valid.lower.year if valid.lower else None, last.year if last else None)


def interval(factor: EmissionFactor) -> str:
    """The uncertainty as "-10 % / +12 %"; empty when none was published."""
    low, high = factor.uncertainty_low, factor.uncertainty_high
    if low is None and high is None:
        return ""
    if low == high:
        return f"\u00b1{low:f}".rstrip("0").rstrip(".") + " %"
    sides = [(sign, side) for sign, side in (("\u2212", low), ("+", high)) if side is not None]
    return " / ".join(f"{sign}{side.normalize():f} %" for sign, side in sides)
