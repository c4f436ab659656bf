"""Keyset paging of long lists on pages: ``?after=`` carries the last key shown."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from mrv.portal.components.flow import Pager


def newest_first(
    request: HttpRequest, rows: QuerySet[Any], *, size: int, order: str = "-pk"
) -> tuple[list[Any], Pager]:
    """One page by primary key, and the pager to the next."""
    after = request.GET.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 19:
        rows = rows.filter(**{"pk__lt" if order.startswith("-") else "pk__gt": int(after)})
    found = list(rows.order_by(order)[: size + 1])
    shown = found[:size]
    query = request.GET.copy()
    query.pop("after", None)
    first = f"?{query.urlencode()}" if after else ""
    following = ""
    if len(found) > size:
        query["after"] = str(shown[-1].pk)
        following = f"?{query.urlencode()}"
    return shown, Pager(shown=len(shown), next_href=following, first_href=first)
