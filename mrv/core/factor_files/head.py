"""What holds for all values of a set, as declared with its file."""

from dataclasses import dataclass
from datetime import date

PURPOSES = ("any", "statistical", "compliance")
GRADES = ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class SetHead:
    """Code, titles, publisher, document and defaults of a set."""

    code: str
    title_zh: str
    title_en: str
    publisher: str
    document: str
    purpose: str
    grade: str
    valid_from: date
    valid_to: date | None = None
    geography: str = "CN"
    note: str = ""
