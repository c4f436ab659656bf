"""Keyset paging: page 1,000 costs what page 1 costs; ``Link: rel="next"`` carries the place (P11)."""

import base64
import json
import re
from datetime import datetime
from functools import reduce
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Field, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request

from mrv.core.api.problems import Problem

DEFAULT_SIZE, MAX_SIZE = 100, 1000


def encode(values: list[Any]) -> str:
    """An opaque place in an ordered list."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain, default=str).encode()).decode().rstrip("=")


def decode(text: str, *, count: int) -> list[Any]:
    """The values of a place; a Problem if it was not made by us."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, list) or len(values) != count or not all(map(_is_storable, values)):
        raise Problem(400, "bad_cursor", _("The value of “after” is not one this interface gave out."))
    return values


def _is_storable(value: object) -> bool:
    """Whether a column could hold it: text without NUL or lone surrogates, or a number of 64 bits."""
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return isinstance(value, str) and "\x00" not in value and not re.search("[\ud800-\udfff]", value)


def page_size(request: Request) -> int:
    """``page_size`` of the request, 1 to 1,000."""
    text = request.query_params.get("page_size", str(DEFAULT_SIZE))
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Problem(400, "bad_page_size", _("page_size must be a whole number from 1 to 1000."))
    return max(1, min(MAX_SIZE, int(text)))


def keyset(request: Request, queryset: QuerySet[Any], *, fields: tuple[str, ...]) -> tuple[list[Any], dict[str, str]]:
    """One page of ``queryset`` ordered by ``fields`` ("-x" descends; the last must be unique).

    Returns the rows and the headers (``Link`` when there is more). Rows may be models or ``values()``.
    """
    rows, following = slice_after(
        queryset, fields=fields, size=page_size(request), after=request.query_params.get("after", "")
    )
    if not following:
        return rows, {}
    query = request.query_params.copy()
    query["after"] = following
    address = f"{request.build_absolute_uri(request.path)}?{urlencode(list(query.items()))}"
    return rows, {"Link": f'<{address}>; rel="next"'}


def slice_after(
    queryset: QuerySet[Any], *, fields: tuple[str, ...], size: int, after: str = ""
) -> tuple[list[Any], str]:
    """At most ``size`` rows beyond the place ``after``, and the place of the next ones ("" when there are none)."""
    ordered = queryset.order_by(*fields)
    if after:
        ordered = ordered.filter(_beyond(fields, _typed(queryset, fields, decode(after, count=len(fields)))))
    rows = list(ordered[: size + 1])
    if len(rows) <= size:
        return rows, ""
    last = rows[size - 1]
    return rows[:size], encode([_get(last, field.lstrip("-")) for field in fields])


def _typed(queryset: QuerySet[Any], fields: tuple[str, ...], values: list[Any]) -> list[Any]:
    try:
        typed = [
            _column(queryset, field.lstrip("-")).to_python(value) for field, value in zip(fields, values, strict=True)
        ]
    except (ValidationError, ValueError, TypeError):
        typed = [None]
    if any(value is None for value in typed):
        raise Problem(400, "bad_cursor", _("The value of “after” is not one this interface gave out."))
    return typed


def _column(queryset: QuerySet[Any], name: str) -> "Field[Any, Any]":
    """The field behind a name of the ordering: annotation, column, or column of a joined model."""
    if name in queryset.query.annotations:
        annotated: Field[Any, Any] = queryset.query.annotations[name].output_field
        return annotated
    model, *path = queryset.model, *name.split("__")
    for step in path[:-1]:
        model = model._meta.get_field(step).related_model
    column: Field[Any, Any] = model._meta.get_field(path[-1])
    return column


def _get(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else reduce(getattr, name.split("__"), row)


def _beyond(fields: tuple[str, ...], values: list[Any]) -> Q:
    """Rows after the place: (a > x) or (a = x and b > y) ..."""
    condition, equal = Q(), Q()
    for field, value in zip(fields, values, strict=True):
        name, descends = field.lstrip("-"), field.startswith("-")
        condition |= equal & Q(**{f"{name}__{'lt' if descends else 'gt'}": value})
        equal &= Q(**{name: value})
    return condition
