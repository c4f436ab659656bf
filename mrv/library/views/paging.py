"""Keyset paging of the pages of the library: ``?after=`` carries the place."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from mrv.core.api.paging import slice_after
from mrv.core.api.problems import Problem
from mrv.portal.components.flow import Pager


def paged(request: HttpRequest, rows: QuerySet[Any], *, fields: tuple[str, ...], size: int) -> tuple[list[Any], Pager]:
    """One page and its pager; a place this library did not give out shows the first page."""
    after = request.GET.get("after", "")
    try:
        shown, following = slice_after(rows, fields=fields, size=size, after=after)
    except Problem:
        after = ""
        shown, following = slice_after(rows, fields=fields, size=size)
    query = request.GET.copy()
    query.pop("after", None)
    first = f"?{query.urlencode()}" if after else ""
    if following:
        query["after"] = following
    next_href = f"?{query.urlencode()}" if following else ""
    return shown, Pager(shown=len(shown), next_href=next_href, first_href=first, total=rows.count())
