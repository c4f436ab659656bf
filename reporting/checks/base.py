"""The shape of a check: what it is called, how serious, what it says, when an explanation is acceptable."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mrv.accounting.messages import Text
from reporting.checks.declaration import Declaration
from reporting.checks.outcome import Outcome

Hit = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Check:
    """One rule. ``find`` yields the place and the parameters of the message for every violation.

    ``explanation`` tells what an acceptable explanation of a warning says; blank for errors.
    """

    code: str
    severity: str
    title: Text
    message: Text
    find: Callable[[Declaration], Iterator[Hit]]
    explanation: Text | None = None

    def run(self, declaration: Declaration) -> Iterator[Outcome]:
        """The outcomes of this check."""
        for pointer, params in self.find(declaration):
            words = {name: str(value) for name, value in params.items()}
            named = declaration.stream_names.get(words.get("stream", ""))
            text = Text(
                self.message.en.format(**words | ({"stream": named.en} if named else {})),
                self.message.zh.format(**words | ({"stream": named.zh} if named else {})),
            )
            yield Outcome(self.code, self.severity, pointer, text, words)
