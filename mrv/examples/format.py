"""Reading of worked examples: one JSON object per line, decimals as strings.

Each line: id, method, inputs {name: {value, unit}}, expected {name: {value, unit}},
tolerance {abs, rel} (either, both or none), source. A value is a text, a truth value, a list or a map.
"""

import json
from collections import Counter
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
        return Given(raw["value"], str(raw.get("unit") or ""))
    if isinstance(raw, str | bool | list | dict):
        return Given(raw)
    raise FormatError(f"{where}: '{name}' must be a map of value and unit, with decimals as strings.")


def _named(record: Mapping[str, Any], key: str, where: str) -> dict[str, Given]:
    raw = record.get(key)
    if not isinstance(raw, Mapping):
        raise FormatError(f"{where}: '{key}' must be a map of names to value and unit.")
    return {str(name).strip(): _given(str(name), value, where) for name, value in raw.items()}


def _tolerance(record: Mapping[str, Any], where: str) -> Tolerance:
    raw = record.get("tolerance") or {}
    try:
        read = Tolerance(Decimal(str(raw.get("abs", 0))), Decimal(str(raw.get("rel", 0))))
    except (InvalidOperation, AttributeError):
        raise FormatError(f"{where}: 'tolerance' must be a map of abs and rel to numbers.") from None
    if not all(part.is_finite() and part >= 0 for part in (read.absolute, read.relative)):
        raise FormatError(f"{where}: 'tolerance' must hold finite numbers that are not negative.")
    return read


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names occur once; a second value for a name would silently replace the first."""
    read = dict(pairs)
    if len(read) < len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise ValueError(f"'{twice}' is given twice")
    return read


def read_record(record: object, where: str) -> Example:
    """Turn one parsed record into an example; `where` places it in messages."""
    if not isinstance(record, Mapping) or not isinstance(record.get("method"), str):
        raise FormatError(f"{where}: expected an object with id, method, inputs, expected and tolerance.")
    expected = _named(record, "expected", where)
    if not expected:
        raise FormatError(f"{where}: 'expected' names no result, so there is nothing to reproduce.")
    return Example(
        identifier=str(record.get("id", where)),
        method=record["method"].strip(),
        inputs=_named(record, "inputs", where),
        expected=expected,
        tolerance=_tolerance(record, where),
        source=str(record.get("source", "")),
    )


def read_line(line: str, where: str) -> Example:
    """The example of one line; raise FormatError, placed by `where`. Numbers are never read as floats."""
    try:
        record = json.loads(line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_unique)
    except RecursionError:
        raise FormatError(f"{where}: not JSON of an example (nested too deeply).") from None
    except ValueError as error:
        raise FormatError(f"{where}: not JSON ({error}).") from None
    return read_record(record, where)


def read_lines(lines: Iterable[str]) -> Iterator[Example | FormatError]:
    """Examples of a JSON lines text, and what is wrong with a line that is none; blank lines are skipped."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield read_line(line, f"line {number}")
        except FormatError as error:
            yield error
