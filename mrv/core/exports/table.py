"""A table ready to be written: columns with codes and both names, exact values, one row per combination.

Catalogue B38: text that begins like a formula - ``=``, ``+``, ``-``, ``@``, tab, CR, LF, and the full-width
forms - gets a leading apostrophe in csv; numbers, negative ones too, stay numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
        return format(value.normalize(), "f") if value else "0"
    return harmless(value) if isinstance(value, str) else str(value)


def text_rows(rows: Iterable[Sequence[Value]]) -> Iterator[list[str]]:
    """Rows as csv text."""
    for row in rows:
        yield [plain(value) for value in row]
