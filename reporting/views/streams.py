"""Activity data by stream: the list, the rows of one stream, the amounts of the year; with source and evidence."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mrv.accounting.catalogue import all_methods
from mrv.core.services.transition import StaleState
from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.workflow import IllegalTransition
from reporting.models import Evidence
from reporting.pages import stream as pages
from reporting.pages.data_tabs import data_tabs
from reporting.pages.entries import Place, Refused, columns, entry_rows, listed_problems, posted_rows
from reporting.pages.grid import stream_label
from reporting.pages.subject import Subject
from reporting.selectors.declared import declared_rows
from reporting.selectors.progress import stream_progress
from reporting.services.change_rows import change_rows
from reporting.services.plan_rules import plan_rules
from reporting.views.found import draft_of


@require_GET
@page("report:read")
def streams(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """All streams of the plan with what is declared."""
    subject, version = draft_of(request, public_id)
    context = {
        "subject": subject,
        "table": pages.stream_table(subject, stream_progress(version)),
        "tabs": data_tabs(subject, "streams"),
    }
    return render(request, "reporting/streams.html", context)


@require_http_methods(["GET", "POST"])
@page("report:read")
def year(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The amount of the whole year of every stream, for those that are not metered by month."""
    subject, version = draft_of(request, public_id)
    sheet = Sheet(
        template="reporting/year.html",
        places=pages.year_places(plan_rules(version)),
        context={"heading": _("Amounts of the year"), "tabs": data_tabs(subject, "year")},
    )
    return _sheet(request, subject, sheet)


@require_http_methods(["GET", "POST"])
@page("report:read")
def stream(request: HttpRequest, public_id: uuid.UUID, code: str) -> HttpResponse:
    """The rows of one stream, a tab per parameter."""
    subject, version = draft_of(request, public_id)
    rule = next((one for one in plan_rules(version).streams if one.code == code), None)
    part = request.GET.get("part", rule.activity_parameter if rule else "")
    if rule is None or part not in pages.sections(rule):
        raise Http404
    method = all_methods().get(rule.method)
    title = method.title.to(get_language() or "en") if method else rule.method
    context = {
        "heading": stream_label(rule),
        "facts": pages.stream_facts(rule, title, str(method.citation) if method else ""),
        "tabs": pages.section_tabs(subject, rule, part),
    }
    return _sheet(request, subject, Sheet("reporting/stream.html", pages.places_of(rule, part), context))


@dataclass(frozen=True)
class Sheet:
    """A page of rows as inputs: its template, the places of its rows, what else it shows."""

    template: str
    places: Sequence[Place]
    context: Mapping[str, Any]


def _sheet(request: HttpRequest, subject: Subject, sheet: Sheet) -> HttpResponse:
    if request.method == "GET":
        return _sheet_page(request, subject, sheet, Refused())
    if not subject.can_edit:
        return problem(request, 409)
    return _save(request, subject, sheet)


def _save(request: HttpRequest, subject: Subject, sheet: Sheet) -> HttpResponse:
    version = subject.version
    assert version is not None
    posted = request.POST.dict()
    changes = posted_rows(sheet.places, posted, declared_rows(version))
    sent = posted.get("version", "")
    revision = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1
    try:
        problems = change_rows(version=version, changes=changes, by=subject.actor, expected_revision=revision)
    except (StaleState, IllegalTransition):
        return problem(request, 409)
    if problems:
        return _sheet_page(request, subject, sheet, Refused(posted, problems))
    messages.success(request, _("Saved."))
    return redirect(request.get_full_path())


def _sheet_page(request: HttpRequest, subject: Subject, sheet: Sheet, refused: Refused) -> HttpResponse:
    version = subject.version
    assert version is not None
    shown = entry_rows(sheet.places, declared_rows(version), refused)
    context = {
        **sheet.context,
        "subject": subject,
        "columns": columns(sheet.places),
        "rows": shown,
        "problems": listed_problems(shown),
        "references": Evidence.objects.filter(report=subject.report).order_by("reference"),
        "version": version,
    }
    return render(request, sheet.template, context, status=422 if refused.problems else 200)
