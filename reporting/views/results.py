"""The computed emissions of one version."""

import uuid
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from mrv.core.exports.write import FORMATS
from mrv.core.views import page
from mrv.portal.components import Pager, Table
from reporting.models import EmissionLine, ReportVersion, SourceStream
from reporting.pages.answers import refusals_of
from reporting.pages.market import market_table, scope_2_numbers
from reporting.pages.next_step import next_step
from reporting.pages.results import (
    VIEWS,
    line_table,
    month_table,
    result_numbers,
    result_tabs,
    stream_table,
    version_heading,
)
from reporting.pages.results_file import results_file
from reporting.pages.uncertainty import uncertainty_number
from reporting.selectors.emissions import lines_in_force, sums_by, totals_of
from reporting.selectors.market import scope_2
from reporting.selectors.uncertainty import uncertainty_of
from reporting.views.found import version_of
from reporting.views.paging import pager_of

SHOWN = 100


@require_GET
@page("report:read")
def version(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Totals, and the lines cut by stream, by month, or one by one."""
    subject, chosen = version_of(request, public_id)
    by = request.GET.get("by", "stream")
    by = by if by in VIEWS else "stream"
    lines = lines_in_force(chosen)
    context: dict[str, Any] = {
        "subject": subject,
        "version": chosen,
        "heading": version_heading(subject, chosen),
        "step": next_step(subject),
        "tabs": result_tabs(chosen, by),
    }
    if chosen.result_hash:
        both = scope_2(chosen)
        here = reverse("reporting:uncertainty", args=[chosen.public_id])
        spread = replace(uncertainty_number(uncertainty_of(lines).total), href=here)
        numbers = result_numbers(chosen, totals_of(lines)) + scope_2_numbers(both)
        context["numbers"] = [numbers[0], spread, *numbers[1:]]
        if both is not None and both.results:
            names = {stream.code: stream.name for stream in SourceStream.objects.filter(plan_id=chosen.plan_id)}
            context["market"] = market_table(both.results, names)
        context["table"], context["pager"] = _cut(request, chosen, lines, by)
    else:
        context["refusals"] = refusals_of(chosen)
    return render(request, "reporting/version.html", context)


@require_GET
@page("report:read")
def results_download(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """The results by stream as a file; both figures of scope 2 in columns of their own."""
    _subject, chosen = version_of(request, public_id)
    form = FORMATS.get(kind)
    if form is None:
        raise Http404
    table = results_file(chosen)
    response = HttpResponse(form.write(table), content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="{table.name}.{form.extension}"'
    return response


def _cut(
    request: HttpRequest, chosen: ReportVersion, lines: QuerySet[EmissionLine], by: str
) -> tuple[Table, Pager | None]:
    names = {stream.code: stream.name for stream in SourceStream.objects.filter(plan_id=chosen.plan_id)}
    if by == "stream":
        spread = uncertainty_of(lines)
        return stream_table(sums_by(lines, "scope", "stream_code"), names, spread), None
    if by == "month":
        return month_table(sums_by(lines, "month", "scope")), None
    if stream := request.GET.get("stream", "").replace("\x00", ""):
        lines = lines.filter(stream_code=stream)
    shown, pager = _line_page(request, lines)
    return line_table(shown, names), pager


def _line_page(request: HttpRequest, lines: QuerySet[EmissionLine]) -> tuple[list[EmissionLine], Pager]:
    after = request.GET.get("after", "")
    if after.isascii() and after.isdecimal() and len(after) < 10:
        lines = lines.filter(line_number__gt=int(after))
    found = list(lines.select_related("assessment")[: SHOWN + 1])
    shown = found[:SHOWN]
    return shown, pager_of(request, shown, str(shown[-1].line_number) if len(found) > SHOWN else "")
