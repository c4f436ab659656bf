"""Activity rows as JSON, strictly: amounts are decimal strings, no unknown or repeated key, every bad field placed.

The good case is one typed decoding by msgspec. Only what that refuses, or what might hide a repeated key, is read
again slowly to say what is wrong and where (catalogue B9-B14).
"""

import json
from dataclasses import dataclass
from typing import Any, NoReturn

import msgspec
from msgspec import UNSET

from mrv.accounting.messages import Text
from reporting.intake.problems import Problem, problem
from reporting.intake.rows import COLUMNS, MAX_ROWS, OPTIONAL, ActivityRow, RawColumns, as_columns

MAX_BYTES = 32 * 2**20
_FIELDS = tuple(ActivityRow.__struct_fields__)
_REQUIRED = ("source_stream", "quantity", "unit")


class _Number(str):
    """A JSON number as it was written."""


_EXPECTED = {
    "quantity": Text('a decimal string such as "12.5"', '十进制字符串，例如 "12.5"'),
    "month": Text("1 to 12 or null", "1 至 12 或 null"),
}
_KINDS = {
    dict: Text("an object", "对象"),
    list: Text("a list", "列表"),
    bool: Text("a truth value", "布尔值"),
    _Number: Text("a number", "数字"),
    str: Text("a text", "文本"),
}
_NULL = Text("null", "null")


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
        column = getattr(columns, name)
        fields += len(column) - column.count(UNSET if name == "months" else None)
    return fields == data.count(b":")


class _Repeated(Exception):
    """A key stands twice in one object."""


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
        return _malformed(Text("nested too deeply", "嵌套过深"))
    except UnicodeDecodeError:
        return _malformed(Text("not UTF-8", "不是 UTF-8 编码"))
    except json.JSONDecodeError as error:
        return _malformed(
            Text(
                f"{error.msg}, line {error.lineno}, column {error.colno}",
                f"第 {error.lineno} 行第 {error.colno} 列无法解析",
            )
        )
    except ValueError as error:
        name = str(error)[:40]
        return _malformed(Text(f"{name} is no value of JSON", f"{name} 不是 JSON 允许的值"))
    return _examine(value)


def _malformed(reason: Text) -> JsonReading:
    return JsonReading(None, [problem("json_malformed", reason=reason)], is_malformed=True)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Repeated(next(name for name in names if names.count(name) > 1))
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _examine(value: Any) -> JsonReading:
    if not isinstance(value, dict) or not isinstance(value.get("rows"), list):
        return JsonReading(
            None, [_shape("", Text("an object with a list “rows”", "包含列表“rows”的对象"), value)], is_malformed=True
        )
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
    return [_shape("expected_revision", Text("a whole number", "整数"), value)], None


def _examine_row(number: int, row: Any) -> list[Problem]:
    if not isinstance(row, dict):
        return [_shape("", Text("an object", "对象"), row, number)]
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
    return [_shape(name, _EXPECTED.get(name, Text("a text", "文本")), value, number)]


def _shape(column: str, expected: Text, value: Any, number: int | None = None) -> Problem:
    return problem("json_shape", column, number, expected=expected, found=_KINDS.get(type(value), _NULL))


def _as_row(row: dict[str, Any]) -> ActivityRow:
    values = {name: (str(value) if isinstance(value, _Number) else value) for name, value in row.items()}
    return ActivityRow(**values)
