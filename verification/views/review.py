"""The review page: declared on the left, what stands against or for it on the right."""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from mrv.core.views import PageRequest, page
from mrv.portal.components import DiffRow, Event, KeyNumber
from mrv.words.acts import action_text
from mrv.words.records import doer_text
from reporting.models import CheckResult, ReportVersion
from reporting.pages.certificates import allocation_table
from reporting.pages.market import market_table, scope_2_numbers
from reporting.selectors.certificates import allocations_of
from reporting.selectors.market import scope_2
from verification.forms import ReasonForm
from verification.selectors.figures import StreamChange, changes, last_year_of, version_before
from verification.selectors.history import history_of
from verification.selectors.review import ReviewedLine, lines_of_stream, stream_rows
from verification.services.return_version import return_version
from verification.services.review_again import review_again
from verification.services.start_review import start_review
from verification.services.start_site_visit import start_site_visit
from verification.views.acting import case_or_404, pressed, status_of, submitted
from verification.views.case import address, frame_of

CHANGES_SHOWN = 8
LINES_SHOWN = 400


@require_GET
@page("engagement:read")
def review(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """``?stream=`` opens the lines of one stream and narrows the right pane to it."""
    engagement, version = case_or_404(request, public_id)
    stream = request.GET.get("stream", "")
    last_year, before = last_year_of(version), version_before(version)
    context = frame_of(request, engagement, version, tab="review") | {
        "streams": stream_rows(version, engagement),
        "stream": stream,
        "stream_name": stream_names(version).get(stream, stream),
        "lines": with_explanation(lines_of_stream(version, engagement, stream, limit=LINES_SHOWN)),
        "checks": _checks(version, stream),
        "evidence": version.report.evidence.order_by("reference"),
        "green": _green(version),
        "last_year": last_year,
        "year_changes": _diff(changes(version, last_year)) if last_year else [],
        "before": before,
        "version_changes": _diff(changes(version, before)) if before else [],
    }
    return render(request, "verification/review.html", context)


def stream_names(version: ReportVersion) -> dict[str, str]:
    """What the plan calls its streams, in the language of the reader."""
    return {stream.code: stream.name for stream in version.plan.streams.all()}


def _green(version: ReportVersion) -> dict[str, Any]:
    """Certificates with their evidence, and purchased electricity both ways; nothing where none was bought."""
    both = scope_2(version)
    if both is None or not both.results:
        return {}
    names = stream_names(version)
    held = list(allocations_of(version))
    return {
        "numbers": [KeyNumber(_("Scope 2, location-based"), both.location_co2e_t), *scope_2_numbers(both)],
        "market": market_table(both.results, names),
        "allocations": allocation_table(held, names),
    }


def with_explanation(rows: list[ReviewedLine], names: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Each line with the address of its explanation, ready to draw."""
    return [
        {
            "line": row.line,
            "stream_name": (names or {}).get(row.line.stream_code, row.line.stream_code),
            "sample": row.sample,
            "findings": row.findings,
            "explanation": reverse("reporting:line", args=[row.line.public_id]),
        }
        for row in rows
    ]


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
        Event(at=event.occurred_at, by=doer_text(event), title=action_text(event.action), detail=event.reason)
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
