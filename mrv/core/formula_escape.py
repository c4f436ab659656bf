"""Text that a spreadsheet program would run is written so that it stays text (catalogue B38; OWASP, CSV injection).

Stored text is never changed: this is for what is written out. A legitimate number, negative ones too, stays a number.
"""

import re

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def safe_cell(text: str) -> str:
    """The text for a csv cell: an apostrophe in front where a program would see a formula."""
    if text.startswith(_DANGEROUS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
