"""One emission line explained, as a page and as JSON; proof by computing it again."""

import uuid

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from mrv.core.api.formats import plain
from mrv.core.views import page
from reporting.models import EmissionLine
from reporting.pages.explanation import differences, explanation_of
from reporting.pages.subject import Subject
from reporting.pages.uncertainty import parts_table
from reporting.selectors.line_trace import LineTrace, trace
from reporting.views.found import actor_of, versions_of


@require_GET
@page("report:read")
def line(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The explanation of one line."""
    found = _found(request, public_id)
    version = found.line.version
    context = {
        "subject": Subject(version.report, version, actor_of(request)),
        "found": found,
        "version": version,
        "explanation": explanation_of(found),
        "differences": differences(found),
        "uncertainty": parts_table(found.line),
    }
    return render(request, "reporting/line.html", context)


@require_GET
@page("report:read")
def line_json(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The same for machines."""
    content = orjson.dumps(_found(request, public_id).explained, default=plain, option=orjson.OPT_INDENT_2)
    return HttpResponse(content, content_type="application/json")


def _found(request: HttpRequest, public_id: uuid.UUID) -> LineTrace:
    actor = actor_of(request)
    lines = EmissionLine.objects.visible_to(actor).filter(version__in=versions_of(actor).order_by().values("pk"))
    lines = lines.select_related(
        "version__plan", "version__report__facility__enterprise", "version__report__facility__district",
        "version__report__facility__sector",
    )  # fmt: skip
    return trace(get_object_or_404(lines, public_id=public_id))
