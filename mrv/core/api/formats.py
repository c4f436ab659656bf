"""Strict JSON in, fast JSON out. Numbers of record travel as strings; nothing is guessed (catalogue B1-B14)."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

import orjson
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from mrv.core.api.problems import MEDIA_TYPE, Problem

MAX_BYTES = 32 * 1024 * 1024
MAX_DIGITS = 40


def refuse(detail: str) -> NoReturn:
    """Raise the problem for JSON that is not acceptable at all."""
    raise Problem(400, "malformed_json", _("The body is not acceptable JSON."), detail)


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        refuse(_("The key “%(key)s” stands twice in one object. Send it once.") % {"key": twice})
    return found


def _no_constant(name: str) -> NoReturn:
    refuse(_("%(name)s is not a number. Leave the value out or send a decimal string.") % {"name": name})


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        refuse(
            _("A number has %(count)d digits; at most %(max)d are accepted.") % {"count": len(text), "max": MAX_DIGITS}
        )
    return int(text)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        refuse(_("The number %(text)s… is too large.") % {"text": text[:MAX_DIGITS]})


def loads(body: bytes) -> Any:
    """Parse strictly: UTF-8, no duplicate keys, no NaN, exact decimals, bounded depth, no NUL."""
    try:
        text = body.decode("utf-8")
        value = json.loads(
            text,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_no_constant,
            object_pairs_hook=_no_duplicates,
        )
    except UnicodeDecodeError:
        refuse(_("The body is not UTF-8. Send UTF-8 encoded JSON."))
    except RecursionError:
        refuse(_("The body is nested too deeply."))
    except json.JSONDecodeError as error:
        refuse(
            _("Line %(line)d, column %(column)d: %(what)s.")
            % {"line": error.lineno, "column": error.colno, "what": _(error.msg)}
        )
    if "\\u0000" in text or "\x00" in text or ("\\ud" in text.lower() and _has_lone_surrogate(value)):
        refuse(_("Text contains a character that cannot be stored (NUL or a lone surrogate)."))
    return value


def _has_lone_surrogate(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


class StrictJSONParser(BaseParser):
    """JSON parser for all doors."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise Problem(413, "too_large", _("The body is larger than %(max)d MB.") % {"max": MAX_BYTES // 2**20})
        return loads(body)


def plain(value: Any) -> Any:
    """Types orjson does not know: decimals become strings, lazy texts become text."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return str(value)


class JSONRenderer(BaseRenderer):
    """orjson renderer; decimals as plain strings without exponent."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if data is None:
            return b""
        return orjson.dumps(data, default=plain, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


class ProblemRenderer(JSONRenderer):
    """The same for clients that ask for problem documents by name."""

    media_type = MEDIA_TYPE
