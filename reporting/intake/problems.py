"""What is wrong with a row or a file: where, a code, and the sentence in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mrv.accounting.errors import Problem as EngineProblem
from mrv.accounting.messages import Text
from reporting.intake.messages import MESSAGES


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. ``row`` is the row number of the file or list, None for the file as a whole."""

    row: int | None
    column: str
    code: str
    text: Text
    params: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, object]:
        """Plain JSON-able values with both sentences."""
        return {
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "params": dict(self.params),
            "en": self.text.en,
            "zh": self.text.zh,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> "Problem":
        """The reverse of ``to_dict``."""
        row, params = values["row"], values["params"]
        return cls(
            row=row if isinstance(row, int) else None,
            column=str(values["column"]),
            code=str(values["code"]),
            text=Text(str(values["en"]), str(values["zh"])),
            params={str(k): str(v) for k, v in params.items()} if isinstance(params, dict) else {},
        )

    def to(self, language: str) -> str:
        """The sentence in one language."""
        return self.text.to(language)


def problem(code: str, column: str = "", row: int | None = None, /, **params: object) -> Problem:
    """Build a problem of the intake catalogue."""
    words = {name: str(value) for name, value in params.items()}
    sentence = MESSAGES[code]
    texts = {
        language: sentence.to(language).format(
            **{name: value.to(language) if isinstance(value, Text) else str(value) for name, value in params.items()}
        )
        for language in ("en", "zh")
    }
    return Problem(row, column, code, Text(texts["en"], texts["zh"]), words)


def from_engine(found: EngineProblem, column: str, row: int | None) -> Problem:
    """A problem of the accounting engine, placed in a row."""
    params = {name: value if isinstance(value, str) else value.en for name, value in found.params}
    return Problem(row, column, found.code, Text(found.text("en"), found.text("zh")), params)


def by_place(found: list[Problem]) -> list[Problem]:
    """In the order of rows; problems of the whole file first."""
    return sorted(found, key=lambda item: (item.row or 0, item.column, item.code))
