"""Keyset paging of report lists on pages: ``?after=`` carries the key of the last report shown."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from mrv.portal.components import Pager
from reporting.models import EmissionsReport
from reporting.selectors.report_list import after, key_of

SHOWN = 50


def page_of(request: HttpRequest, reports: QuerySet[EmissionsReport]) -> tuple[list[EmissionsReport], Pager]:
    """One page of the list and the links around it."""
    key = request.GET.get("after", "")
    found = list((after(reports, key) if key else reports)[: SHOWN + 1])
    shown = found[:SHOWN]
    return shown, pager_of(request, shown, key_of(shown[-1]) if len(found) > SHOWN else "")


def newest_first(request: HttpRequest, rows: QuerySet[Any]) -> tuple[list[Any], Pager]:
    """One page by primary key, the newest first, and the links around it."""
    key = request.GET.get("after", "")
    rows = rows.order_by("-pk")
    if key.isascii() and key.isdecimal() and len(key) < 19:
        rows = rows.filter(pk__lt=int(key))
    found = list(rows[: SHOWN + 1])
    shown = found[:SHOWN]
    return shown, pager_of(request, shown, str(shown[-1].pk) if len(found) > SHOWN else "")


def pager_of(request: HttpRequest, shown: Sequence[object], next_key: str) -> Pager:
    """The links around a page; a blank key means that it is the last."""
    query = request.GET.copy()
    was_paged = query.pop("after", None)
    first = f"?{query.urlencode()}" if was_paged else ""
    following = ""
    if next_key:
        query["after"] = next_key
        following = f"?{query.urlencode()}"
    return Pager(shown=len(shown), next_href=following, first_href=first)
