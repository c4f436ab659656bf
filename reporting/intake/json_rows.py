"""Activity rows as JSON, strictly: amounts are decimal strings, no unknown or repeated key, every bad field placed.

The good case is one typed decoding by msgspec. Only what that refuses, or what might hide a repeated key, is read
again slowly to say what is wrong and where (catalogue B9-B14).
"""

import json
from dataclasses import dataclass
from typing import Any, NoReturn

import msgspec
from msgspec import UNSET

from reporting.intake.problems import Problem, problem
from reporting.intake.rows import COLUMNS, MAX_ROWS, OPTIONAL, ActivityRow, RawColumns, as_columns

MAX_BYTES = 32 * 2**20
_FIELDS = tuple(ActivityRow.__struct_fields__)
_REQUIRED = ("source_stream", "quantity", "unit")
_EXPECTED = {"quantity": 'a decimal string such as "12.5"', "month": "1 to 12 or null"}


class Body(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a replace: rows, and the revision the client knows."""

    rows: list[ActivityRow]
    expected_revision: int | None = None


@dataclass(frozen=True, slots=True)
class JsonReading:
    """The rows as columns, or what is wrong with the body. ``is_malformed`` tells a 400 from a 422."""

    columns: RawColumns | None
    problems: list[Problem]
    expected_revision: int | None = None
    is_malformed: bool = False


_DECODER = msgspec.json.Decoder(Body)


def read_json(data: bytes) -> JsonReading:
    """Decode a body of ``{"rows": [...], "expected_revision": n}``."""
    try:
        body = _DECODER.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return _diagnose(data)
    columns = as_columns(body.rows)
    return _reading(columns, body.expected_revision) if _has_single_keys(data, columns) else _diagnose(data)


def _reading(columns: RawColumns, expected_revision: int | None) -> JsonReading:
    if len(columns) > MAX_ROWS:
        return JsonReading(None, [problem("too_many_rows", count=len(columns), limit=MAX_ROWS)])
    if not len(columns):
        return JsonReading(None, [problem("no_rows")])
    return JsonReading(columns, [], expected_revision)


def _has_single_keys(data: bytes, columns: RawColumns) -> bool:
    """Whether no key stands twice: each key has a colon, so as many colons as fields set leave room for no other.

    Never wrong when it says yes; a colon within a text makes it say no, and the body is read the slow way.
    """
    fields = 1 + (data.count(b'"expected_revision"') and 1)
    for name in RawColumns.__slots__:
        column = list(getattr(columns, name))
        fields += len(column) - column.count(UNSET if name == "months" else None)
    return fields == data.count(b":")


class _Repeated(Exception):
    """A key stands twice in one object."""


class _Number(str):
    """A JSON number as it was written."""


def _diagnose(data: bytes) -> JsonReading:
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=_refuse_constant,
        )
    except _Repeated as error:
        return JsonReading(None, [problem("json_duplicate_key", "", value=str(error)[:40])], is_malformed=True)
    except RecursionError:
        return _malformed("nested too deeply")
    except UnicodeDecodeError:
        return _malformed("not UTF-8")
    except ValueError as error:
        return _malformed(str(error)[:120])
    return _examine(value)


def _malformed(reason: str) -> JsonReading:
    return JsonReading(None, [problem("json_malformed", reason=reason)], is_malformed=True)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Repeated(next(name for name in names if names.count(name) > 1))
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _examine(value: Any) -> JsonReading:
    if not isinstance(value, dict) or not isinstance(value.get("rows"), list):
        return JsonReading(None, [_shape("", "an object with a list “rows”", value)], is_malformed=True)
    found = [
        problem("json_field_unknown", name[:40], value=name[:40], expected="rows, expected_revision")
        for name in sorted(value.keys() - {"rows", "expected_revision"})
    ]
    rows = value["rows"]
    if len(rows) > MAX_ROWS:
        return JsonReading(None, [problem("too_many_rows", count=len(rows), limit=MAX_ROWS)])
    for number, row in enumerate(rows, 1):
        found += _examine_row(number, row)
    revision, expected = _revision(value.get("expected_revision"))
    found += revision
    if found:
        return JsonReading(None, found)
    return _reading(as_columns([_as_row(row) for row in rows]), expected)


def _revision(value: Any) -> tuple[list[Problem], int | None]:
    if value is None:
        return [], None
    if isinstance(value, _Number) and value.isascii() and value.isdigit() and len(value) < 10:
        return [], int(value)
    return [_shape("expected_revision", "a whole number", value)], None


def _examine_row(number: int, row: Any) -> list[Problem]:
    if not isinstance(row, dict):
        return [_shape("", "an object", row, number)]
    found = [
        problem("json_field_unknown", name[:40], number, value=name[:40], expected=", ".join((*COLUMNS, *OPTIONAL)))
        for name in row
        if name not in _FIELDS
    ]
    found += [problem("json_field_missing", name, number, value=name) for name in _REQUIRED if name not in row]
    for name in _FIELDS:
        if name in row:
            found += _examine_field(number, name, row[name])
    return found


def _examine_field(number: int, name: str, value: Any) -> list[Problem]:
    if name == "quantity" and isinstance(value, _Number):
        return [problem("json_number", name, number)]
    if name == "month" and (value is None or isinstance(value, str)):
        return []
    if isinstance(value, str) and not isinstance(value, _Number):
        return []
    if value is None and name not in _REQUIRED:
        return []
    return [_shape(name, _EXPECTED.get(name, "a text"), value, number)]


def _shape(column: str, expected: str, value: Any, number: int | None = None) -> Problem:
    kinds = {dict: "an object", list: "a list", bool: "a truth value", _Number: "a number", str: "a text"}
    return problem("json_shape", column, number, expected=expected, found=kinds.get(type(value), "null"))


def _as_row(row: dict[str, Any]) -> ActivityRow:
    values = {name: (str(value) if isinstance(value, _Number) else value) for name, value in row.items()}
    return ActivityRow(**values)
