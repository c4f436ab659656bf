"""Errors of the engine: placed, complete, in two languages.

An error holds every problem found, not only the first, so a form or a file can be answered at once.
"""

from dataclasses import dataclass

from mrv.accounting.messages import MESSAGES, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its code, the field it sits in, and the parameters of its sentence."""

    code: str
    field: str
    params: tuple[tuple[str, str | Text], ...] = ()

    def text(self, language: str = "en") -> str:
        """Return the sentence that says what is wrong, what was expected and what to do."""
        values = {"field": self.field}
        for name, value in self.params:
            values[name] = value.to(language) if isinstance(value, Text) else value
        hints = values.pop("hints", "")
        values["hint"] = _hint(hints, values, language) if hints else ""
        return MESSAGES[self.code].to(language).format(**values)

    def to_dict(self, language: str = "en") -> dict[str, str]:
        """Return what a REST answer needs."""
        return {"code": self.code, "field": self.field, "message": self.text(language)}


def _hint(code: str, values: dict[str, str], language: str) -> str:
    local = dict(values)
    if code == "hint_factor" and language.lower().startswith("zh"):
        local["direction"] = "缩小" if values["direction"] == "smaller" else "放大"
    local["value"] = values.get("hint_value", values.get("value", ""))
    return MESSAGES[code].to(language).format(**local)


def problem(code: str, field: str, **params: object) -> Problem:
    """Build a problem, turning every parameter into text; a Text keeps both its languages."""
    kept = ((name, value if isinstance(value, Text) else str(value)) for name, value in params.items())
    return Problem(code, field, tuple(kept))


class AccountingError(ValueError):
    """Base of all errors of the engine; `problems` lists everything found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(found.text() for found in self.problems)

    def text(self, language: str = "en") -> str:
        """Return all sentences in one language, one per line."""
        return "\n".join(found.text(language) for found in self.problems)


class NumberError(AccountingError):
    """A text is not an acceptable decimal number."""


class UnitError(AccountingError):
    """A unit is unknown, missing, or of another dimension or substance than expected."""


class MethodInputError(AccountingError):
    """The inputs of a method are incomplete, of the wrong dimension or physically impossible."""


class FactorNotFoundError(AccountingError):
    """No released factor fits the request."""


class GwpError(AccountingError):
    """A GWP set does not cover a gas."""


class RegistryError(AccountingError):
    """An identifier (method, gas, rounding rule) is not registered."""
