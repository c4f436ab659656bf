"""Reading of worked examples: one JSON object per line, decimals as strings.

Each line: id, method, inputs {name: {value, unit}}, expected {name: {value, unit}},
tolerance {abs, rel} (either, both or none), source. A value is a text, a truth value, a list or a map.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any


class FormatError(ValueError):
    """A line that is not a worked example; says which line and what was expected."""


@dataclass(frozen=True, slots=True)
class Given:
    """One value as published, with its unit text (empty where the publication gives none)."""

    value: Any
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a result may lie from the published value: the wider of the two."""

    absolute: Decimal = Decimal(0)
    relative: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example."""

    identifier: str
    method: str
    inputs: Mapping[str, Given]
    expected: Mapping[str, Given]
    tolerance: Tolerance = Tolerance()
    source: str = ""


def _given(name: str, raw: object, where: str) -> Given:
    if isinstance(raw, Mapping) and "value" in raw:
        return Given(raw["value"], str(raw.get("unit", "")))
    if isinstance(raw, str | bool | list | dict):
        return Given(raw)
    raise FormatError(f"{where}: '{name}' must be a map of value and unit, with decimals as strings.")


def _named(record: Mapping[str, Any], key: str, where: str) -> dict[str, Given]:
    raw = record.get(key)
    if not isinstance(raw, Mapping):
        raise FormatError(f"{where}: '{key}' must be a map of names to value and unit.")
    return {str(name): _given(str(name), value, where) for name, value in raw.items()}


def _tolerance(record: Mapping[str, Any], where: str) -> Tolerance:
    raw = record.get("tolerance") or {}
    try:
        return Tolerance(Decimal(str(raw.get("abs", 0))), Decimal(str(raw.get("rel", 0))))
    except (InvalidOperation, AttributeError):
        raise FormatError(f"{where}: 'tolerance' must be a map of abs and rel to numbers.") from None


def read_record(record: object, where: str) -> Example:
    """Turn one parsed record into an example; `where` places it in messages."""
    if not isinstance(record, Mapping) or not isinstance(record.get("method"), str):
        raise FormatError(f"{where}: expected an object with id, method, inputs, expected and tolerance.")
    return Example(
        identifier=str(record.get("id", where)),
        method=record["method"],
        inputs=_named(record, "inputs", where),
        expected=_named(record, "expected", where),
        tolerance=_tolerance(record, where),
        source=str(record.get("source", "")),
    )


def read_lines(lines: Iterable[str]) -> Iterator[Example]:
    """Examples of a JSON lines text; blank lines are skipped. Numbers are never read as floats."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            record = json.loads(line, parse_float=str, parse_int=str)
        except ValueError as error:
            raise FormatError(f"{where}: not JSON ({error}).") from None
        yield read_record(record, where)
