"""Free text of a row: trimmed, of bounded length, without characters that cannot be shown (catalogue B14, B15).

Line breaks and tabs stay (a remark may have several lines). Refused are NUL and other controls, lone surrogates,
bidirectional overrides, zero-width characters and piles of combining marks: they make a text look like another.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import cast

from reporting.intake.problems import Problem, problem

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_PILE = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}")
TRIMMED = " \t\r\n\u00a0\u3000\ufeff"


def offending(text: str) -> str:
    """The name of the first character that cannot be kept; blank if there is none."""
    found = _HIDDEN.search(text) or _PILE.search(text)
    if found is None:
        return ""
    character = found[0][0]
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def _is_plain(distinct: set[str | None], limit: int) -> bool:
    """Whether all texts are certainly short, printable and trimmed, seen over all of them at once."""
    texts = [text for text in distinct if text]
    whole = f"|{'|'.join(texts)}|"
    if not whole.isprintable() or "| " in whole or " |" in whole or max(map(len, texts), default=0) > limit:
        return False
    return whole.isascii() or not _PILE.search(whole)


class Texts:
    """Reads columns of free text; every distinct text is looked at once."""

    def __init__(self, places: Sequence[int], found: list[Problem]) -> None:
        self.places = places
        self.found = found

    def read(self, column: str, cells: Sequence[str | None], limit: int) -> Sequence[str]:
        """The column, trimmed; problems are added to ``found``."""
        distinct = set(cells)
        if _is_plain(distinct, limit):
            return [cell or "" for cell in cells] if None in distinct else cast(Sequence[str], cells)
        kept: dict[str | None, str] = {}
        wrong: dict[str | None, Problem] = {}
        for cell in distinct:
            text = kept[cell] = (cell or "").strip(TRIMMED)
            refusal = self._refusal(column, text, limit)
            if refusal is not None:
                wrong[cell] = refusal
        if wrong:
            for cell, place in zip(cells, self.places, strict=True):
                if cell in wrong:
                    refusal = wrong[cell]
                    self.found.append(Problem(place, column, refusal.code, refusal.text, refusal.params))
        return [kept[cell] for cell in cells]

    def _refusal(self, column: str, text: str, limit: int) -> Problem | None:
        if len(text) > limit:
            return problem("text_too_long", column, length=len(text), limit=limit)
        character = "" if text.isascii() and text.isprintable() else offending(text)
        return problem("text_character", column, value=character) if character else None
