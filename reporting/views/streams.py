"""Activity data by stream: the list, and the rows of one stream with source, evidence and remark."""

import uuid

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
from reporting.intake.rules import StreamRule
from reporting.models import Evidence
from reporting.pages import stream as pages
from reporting.pages.data_tabs import data_tabs
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
def stream(request: HttpRequest, public_id: uuid.UUID, code: str) -> HttpResponse:
    """The rows of one stream, a tab per parameter."""
    subject, version = draft_of(request, public_id)
    rule = next((one for one in plan_rules(version).streams if one.code == code), None)
    if rule is None:
        raise Http404
    part = request.GET.get("part", rule.activity_parameter)
    if part not in pages.sections(rule):
        raise Http404
    if request.method == "GET":
        return _stream_page(request, subject, rule, part, pages.Refused())
    if not subject.can_edit:
        return problem(request, 409)
    return _save(request, subject, rule, part)


def _save(request: HttpRequest, subject: Subject, rule: StreamRule, part: str) -> HttpResponse:
    version = subject.version
    assert version is not None
    changes = pages.posted_rows(rule, part, request.POST.dict(), declared_rows(version))
    sent = request.POST.get("version", "")
    revision = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1
    try:
        problems = change_rows(version=version, changes=changes, by=subject.actor, expected_revision=revision)
    except (StaleState, IllegalTransition):
        return problem(request, 409)
    if problems:
        return _stream_page(request, subject, rule, part, pages.Refused(request.POST.dict(), problems))
    messages.success(request, _("Saved."))
    return redirect(request.get_full_path())


def _stream_page(
    request: HttpRequest, subject: Subject, rule: StreamRule, part: str, refused: pages.Refused
) -> HttpResponse:
    version = subject.version
    assert version is not None
    shown = pages.entry_rows(rule, part, declared_rows(version), refused)
    method = all_methods().get(rule.method)
    title = method.title.to(get_language() or "en") if method else rule.method
    context = {
        "subject": subject,
        "heading": stream_label(rule),
        "facts": pages.stream_facts(rule, title, str(method.citation) if method else ""),
        "tabs": pages.section_tabs(subject, rule, part),
        "columns": pages.columns(),
        "rows": shown,
        "problems": pages.listed_problems(shown),
        "references": Evidence.objects.filter(report=subject.report).order_by("reference"),
        "version": version,
    }
    return render(request, "reporting/stream.html", context, status=422 if refused.problems else 200)
