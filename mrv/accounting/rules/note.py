"""What a rule answers: a placed note with a severity. An error blocks; the others are kept with the result."""

from dataclasses import dataclass
from enum import StrEnum

from mrv.accounting.messages import Text


class Severity(StrEnum):
    """How much a note weighs."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    INFO = "INFO"


@dataclass(frozen=True, slots=True)
class Note:
    """One finding: `value` and `source` hold the default that was used, `keep` what is stored with the result."""

    code: str
    severity: Severity
    field: str
    text: Text
    value: str = ""
    source: str = ""
    keep: tuple[str, ...] = ()
