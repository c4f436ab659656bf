"""The explanation of one result: a frozen record to store, show, print and compare byte for byte.

It is built on demand, from the inputs as given; calculating a line does not pay for it. Every number is a
decimal string; keys are sorted and separators fixed, so equal calculations give equal bytes everywhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

JsonValue = str | bool | None | list["JsonValue"] | dict[str, "JsonValue"]


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """One line of the formula: with symbols, typeset, with numbers, and its unrounded value."""

    name: str
    symbolic: str
    typst: str
    substituted: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class ExplainedInput:
    """One input: as given, as the formula used it, and where it came from."""

    name: str
    symbol: str
    title_en: str
    title_zh: str
    given: str
    used: str
    origin: str
    source: str


@dataclass(frozen=True, slots=True)
class ExplainedResult:
    """One result: the number of record and the exact value it was rounded from."""

    name: str
    gas: str
    value: str
    unit: str
    unrounded: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything needed to follow one calculation by hand and to run it again."""

    engine: str
    method: Mapping[str, str]
    steps: tuple[ExplainedStep, ...]
    inputs: tuple[ExplainedInput, ...]
    choices: Mapping[str, str]
    factors: Mapping[str, Mapping[str, object]]
    results: tuple[ExplainedResult, ...]
    rounding: str
    gwp: Mapping[str, object]
    co2e_t: str

    def to_dict(self) -> dict[str, object]:
        """Return plain JSON-able values; decimals are strings."""
        return {
            "engine": self.engine,
            "method": dict(self.method),
            "formula": [_fields(step) for step in self.steps],
            "inputs": [_fields(given) for given in self.inputs],
            "choices": dict(self.choices),
            "factors": {name: dict(factor) for name, factor in self.factors.items()},
            "results": [_fields(result) for result in self.results],
            "rounding": self.rounding,
            "gwp": dict(self.gwp),
            "co2e_t": self.co2e_t,
        }

    def to_bytes(self) -> bytes:
        """Return the canonical JSON: sorted keys, no blanks, UTF-8."""
        return json.dumps(self.to_dict(), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON."""
        return sha256(self.to_bytes()).hexdigest()


def _fields(part: ExplainedStep | ExplainedInput | ExplainedResult) -> dict[str, str]:
    return {name: getattr(part, name) for name in part.__slots__}
