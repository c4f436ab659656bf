"""What a check found: its code, how serious, which cell, and the sentence in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mrv.accounting.messages import Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing found. An error blocks submission, a warning needs an explanation, info is shown.

    ``pointer`` is ``/stream/month/parameter`` (month ``year`` for the whole year); trailing parts may be missing.
    """

    code: str
    severity: str
    pointer: str
    text: Text
    params: Mapping[str, str] = field(default_factory=dict)

    def parameters(self) -> dict[str, str]:
        """What is stored: the parameters and both sentences."""
        return {**self.params, "en": self.text.en, "zh": self.text.zh}


def once_each(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The first of those that say the same about the same stream, as for every month of it."""
    first: dict[tuple[str, Text], Outcome] = {}
    for outcome in outcomes:
        first.setdefault((outcome.pointer.strip("/").partition("/")[0], outcome.text), outcome)
    return list(first.values())


def pointer(stream: str, month: int | None = None, parameter: str = "") -> str:
    """The place of a declared cell."""
    period = "" if month is None and not parameter else "year" if month is None else str(month)
    return "/" + "/".join(filter(None, (stream, period, parameter)))
