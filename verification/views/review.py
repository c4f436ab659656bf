"""The review page: declared on the left, what stands against or for it on the right."""

import uuid
from collections import Counter
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from mrv.core.views import PageRequest, page
from mrv.portal.components import DiffRow, Event
from reporting.models import CheckResult, ReportVersion, SourceStream
from verification.forms import ReasonForm
from verification.selectors.figures import StreamChange, changes, last_year_of, version_before
from verification.selectors.history import history_of
from verification.selectors.review import ReviewedLine, flags_by_stream, reviewed_lines
from verification.services.return_version import return_version
from verification.services.review_again import review_again
from verification.services.start_review import start_review
from verification.services.start_site_visit import start_site_visit
from verification.views.acting import case_or_404, pressed, status_of, submitted
from verification.views.case import address, frame_of
from verification.wording import action_text

CHANGES_SHOWN = 8
LINES_SHOWN = 400


@require_GET
@page("engagement:read")
def review(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """``?stream=`` opens the lines of one stream and narrows the right pane to it."""
    engagement, version = case_or_404(request, public_id)
    lines = reviewed_lines(version, engagement)
    stream = request.GET.get("stream", "")
    last_year, before = last_year_of(version), version_before(version)
    context = frame_of(request, engagement, version, tab="review") | {
        "streams": _streams(version, lines),
        "stream": stream,
        "lines": _lines(lines, stream),
        "checks": _checks(version, stream),
        "evidence": version.report.evidence.order_by("reference"),
        "last_year": last_year,
        "year_changes": _diff(changes(version, last_year)) if last_year else [],
        "before": before,
        "version_changes": _diff(changes(version, before)) if before else [],
    }
    return render(request, "verification/review.html", context)


def _streams(version: ReportVersion, lines: list[ReviewedLine]) -> list[dict[str, Any]]:
    names = {stream.code: stream for stream in SourceStream.objects.filter(plan_id=version.plan_id)}
    flags = flags_by_stream(version)
    total = sum((row.line.co2e_t for row in lines), Decimal(0))
    rows: dict[str, dict[str, Any]] = {}
    for row in lines:
        code = row.line.stream_code
        kept = rows.setdefault(code, _empty_row(code, names.get(code), row, flags))
        kept["co2e_t"] += row.line.co2e_t
        kept["lines"] += 1
        kept["sampled"] += row.sample is not None
        kept["checked"] += bool(row.sample and row.sample.outcome)
        kept["findings"] += len(row.findings)
    for kept in rows.values():
        kept["share"] = kept["co2e_t"] * 100 / total if total else None
    return sorted(rows.values(), key=lambda kept: -kept["co2e_t"])


def _empty_row(code: str, stream: SourceStream | None, row: ReviewedLine, flags: Counter[str]) -> dict[str, Any]:
    counts = dict.fromkeys(("lines", "sampled", "checked", "findings"), 0)
    return {
        "code": code,
        "stream": stream,
        "scope": row.line.scope,
        "co2e_t": Decimal(0),
        "flags": flags[code],
        **counts,
    }


def _lines(lines: list[ReviewedLine], stream: str) -> list[dict[str, Any]]:
    links = explanation_links(lines, stream)
    return [
        {"line": r.line, "sample": r.sample, "findings": r.findings, "explanation": links.get(r.line.line_number, "")}
        for r in lines
        if r.line.stream_code == stream
    ][:LINES_SHOWN]


def explanation_links(lines: list[ReviewedLine], stream: str) -> dict[int, str]:
    """Addresses of the explanation of each line of the stream."""
    return {
        row.line.line_number: reverse("reporting:line", args=[row.line.public_id])
        for row in lines
        if row.line.stream_code == stream
    }


def _checks(version: ReportVersion, stream: str) -> list[dict[str, Any]]:
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    found = version.check_results.order_by("severity", "code", "pointer")
    return [
        {"check": check, "text": check.parameters.get(language, check.code), "place": check.pointer.strip("/")}
        for check in found
        if not stream or _is_about(check, stream)
    ]


def _is_about(check: CheckResult, stream: str) -> bool:
    return stream in check.pointer.split("/") or stream in check.parameters.values()


def _diff(rows: list[StreamChange]) -> list[DiffRow]:
    return [
        DiffRow(row.stream_code, row.before_co2e_t or Decimal(0), row.now_co2e_t or Decimal(0), unit="t")
        for row in rows[:CHANGES_SHOWN]
    ]


@require_GET
@page("engagement:read")
def history(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything that happened, from the ledger."""
    engagement, version = case_or_404(request, public_id)
    events = [
        Event(at=event.occurred_at, by=event.actor_label, title=action_text(event.action), detail=event.reason)
        for event in history_of(engagement, for_enterprise=not (request.actor.oversees_city or request.actor.body_ids))
    ]
    context = frame_of(request, engagement, version, tab="history") | {"events": events}
    return render(request, "verification/history.html", context)


@require_POST
@page("engagement:review")
def begin(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin the document review."""
    engagement, version = case_or_404(request, public_id)

    return pressed(
        request, lambda: start_review(version=version, by=request.actor), done=address("review", engagement)
    )


@require_POST
@page("engagement:review")
def go_to_site(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin the site visit."""
    engagement, version = case_or_404(request, public_id)
    return pressed(
        request, lambda: start_site_visit(version=version, by=request.actor), done=address("visit", engagement)
    )


@require_POST
@page("engagement:review")
def look_again(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Go on after the enterprise answered."""
    engagement, version = case_or_404(request, public_id)
    return pressed(
        request, lambda: review_again(version=version, by=request.actor), done=address("findings", engagement)
    )


@page("engagement:review")
def return_report(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return the report for correction, with a reason."""
    engagement, version = case_or_404(request, public_id)
    form = ReasonForm(request.POST or None)
    answer = submitted(
        request,
        form,
        lambda: return_version(version=version, reason=form.cleaned_data["reason"], by=request.actor),
        done=lambda _moved: address("review", engagement),
    )
    context = frame_of(request, engagement, version, tab="review") | {
        "form": form,
        "title": _("Return for correction"),
    }
    return answer or render(request, "verification/return.html", context, status=status_of(form))
