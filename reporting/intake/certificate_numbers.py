"""Certificate numbers as a series and a range of serials, so that one certificate cannot be written in two ways.

Registries print numbers with and without separators and leading zeros; what tells certificates apart are the letters
and digits. The serial is the trailing digits, at most 18 of them; whatever stands before is the series.
"""

import re
import unicodedata
from typing import NamedTuple

LONGEST, SHORTEST = 80, 4
SERIAL_DIGITS = 18
_APART = re.compile(r"[\W_]+")
_TAIL = re.compile(rf"[0-9]{{1,{SERIAL_DIGITS}}}$")


class Serials(NamedTuple):
    """Certificates of one series, first to last, both included."""

    series: str
    first: int
    last: int


def read_number(text: str) -> tuple[str, int]:
    """Series and serial of one number; ValueError if it holds too few or too many letters and digits."""
    key = _APART.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not SHORTEST <= len(key) <= LONGEST:
        raise ValueError(f"a certificate number has {SHORTEST} to {LONGEST} letters and digits")
    tail = _TAIL.search(key)
    return (key[: tail.start()], int(tail.group())) if tail else (key, 0)


def read_numbers(first: str, last: str = "") -> Serials:
    """A batch from its first and last number; one certificate without ``last``. ValueError if they do not fit."""
    series, start = read_number(first)
    if not last.strip():
        return Serials(series, start, start)
    other, end = read_number(last)
    if other != series or end < start:
        raise ValueError("the last number must continue the series of the first")
    return Serials(series, start, end)
