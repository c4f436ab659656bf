"""Keyset paging of report lists on pages: ``?after=`` carries the key of the last report shown."""

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
    query = request.GET.copy()
    query.pop("after", None)
    first = f"?{query.urlencode()}" if key else ""
    following = ""
    if len(found) > SHOWN:
        query["after"] = key_of(shown[-1])
        following = f"?{query.urlencode()}"
    return shown, Pager(shown=len(shown), next_href=following, first_href=first)
