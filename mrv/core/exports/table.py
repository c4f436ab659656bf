"""A table ready to be written: columns with codes and both names, exact values, one row per combination.

Catalogue B38: text that begins like a formula - ``=``, ``+``, ``-``, ``@``, tab, CR, LF, and the full-width
forms - gets a leading apostrophe in csv; numbers, negative ones too, stay numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from operator import itemgetter
from types import NoneType
from typing import Any

BLOCK = 5000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Value = str | int | Decimal | None


@dataclass(frozen=True)
class ExportTable:
    """What is written: ``name`` becomes the file name, ``facts`` the sheet that says what the numbers are."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    facts: Sequence[tuple[str, str]] = ()


def harmless(text: str) -> str:
    """Text no spreadsheet program runs as a formula."""
    bare = text.lstrip(" \u00a0\u3000")
    return f"'{text}" if bare.startswith(DANGEROUS) else text


def plain(value: Value) -> str:
    """A value as csv text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return harmless(value) if isinstance(value, str) else str(value)


def plain_decimal(value: Decimal) -> str:
    """Every digit, no exponent, no zeros at the end."""
    if not value:
        return "0"
    text = str(value)
    if "E" in text:
        text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Harmless(dict[str, str]):
    """Texts repeat themselves down a column: each is looked at once."""

    def __missing__(self, text: str) -> str:
        made = self[text] = harmless(text)
        return made


def written_rows(rows: Iterable[Sequence[Value]]) -> Iterator[tuple[Value, ...]]:
    """Rows as a csv writer may write them, made column by column: texts harmless, decimals as text of every digit."""
    source = iter(rows)
    while block := list(islice(source, BLOCK)):
        # Not zip(*block): an iterator for every row keeps the garbage collector busy.
        (width,) = set(map(len, block))
        columns = [list(map(itemgetter(place), block)) for place in range(width)]
        yield from zip(*map(_written, columns), strict=True)


def _written(values: list[Any]) -> Iterable[Value]:
    """A column: what the writer itself writes as it should stays as it is."""
    kinds = set(map(type, values))
    if kinds <= {int, NoneType}:
        return values
    if kinds == {Decimal}:
        return map(plain_decimal, values)
    return map(_Harmless().__getitem__ if kinds == {str} else plain, values)
