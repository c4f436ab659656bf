"""The page of one report, and the two acts that need a reason: recall and corrected version."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mrv.core.services.transition import StaleState
from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.workflow import IllegalTransition
from reporting.forms.reasons import ReasonForm
from reporting.models import Evidence, ReportVersion
from reporting.pages.answers import refusals_before
from reporting.pages.jobs import calculation_progress
from reporting.pages.next_step import next_step
from reporting.pages.report import headline, report_facts, task_groups, version_table
from reporting.selectors.emissions import lines_in_force, totals_of
from reporting.selectors.progress import calculation_of, check_summary, stream_progress
from reporting.services.open_correction import open_correction
from reporting.services.recall_version import recall_version
from reporting.views.found import draft_of, subject_of, versions_of


@require_GET
@page("report:read")
def report(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Task list, status, totals, versions; what to do next on top."""
    subject = subject_of(request, public_id)
    version = subject.version
    context: dict[str, Any] = {
        "subject": subject,
        "facts": report_facts(subject),
        "versions": version_table(list(versions_of(subject.actor).filter(report=subject.report).order_by("-number"))),
        "step": next_step(subject),
    }
    if version is not None:
        streams, checks = stream_progress(version), check_summary(version)
        is_filled = all(one.state == "complete" for one in streams)
        is_checked = checks.is_ready and any(one.rows for one in streams)
        context["step"] = next_step(subject, is_filled=is_filled, is_checked=is_checked)
        evidence_count = Evidence.objects.filter(report=subject.report).count()
        context["can_estimate"] = subject.is_draft and any(one.rows for one in streams)
        context["refusals"] = refusals_before(version)
        context["groups"] = task_groups(subject, streams, checks, evidence_count)
    if version is not None and version.result_hash:
        context["numbers"] = headline(version, totals_of(lines_in_force(version)))
    if version is not None and version.state == "submitted":
        context |= {"progress": calculation_progress(version, calculation_of(version)), "refresh_seconds": 5}
    return render(request, "reporting/report.html", context)


@require_http_methods(["GET", "POST"])
@page("report:recall")
def recall(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a submitted report back before its review starts."""
    subject, version = draft_of(request, public_id)
    if not subject.can_recall:
        return problem(request, 409)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        done = _("The report was recalled. You can go on in a new version.")
        return _act(request, lambda: recall_version(version=version, by=subject.actor, reason=form.reason), done)
    context = {"subject": subject, "form": form}
    return render(request, "reporting/recall.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("report:correct")
def correct(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open a corrected version of a report that was returned, recalled or decided."""
    subject, version = draft_of(request, public_id)
    if not subject.can_correct:
        return problem(request, 409)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        done = _("A new version is open. It starts as a copy of the one before.")
        return _act(request, lambda: open_correction(version=version, by=subject.actor, reason=form.reason), done)
    context = {"subject": subject, "form": form}
    return render(request, "reporting/correct.html", context, status=422 if form.errors else 200)


def _act(request: HttpRequest, act: Callable[[], ReportVersion], done: str) -> HttpResponse:
    try:
        version = act()
    except (StaleState, IllegalTransition):
        return problem(request, 409)
    except ReportVersion.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, done)
    return redirect("reporting:report", public_id=version.report.public_id)
