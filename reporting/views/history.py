"""History of a report, and the difference between two of its versions."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mrv.core.views import page
from reporting.forms.comparison import ComparisonForm
from reporting.models import ReportVersion
from reporting.pages.history import certificate_rows, declared_rows, line_rows, timeline
from reporting.selectors.differences import differences
from reporting.selectors.history import events_of
from reporting.services.plan_rules import plan_rules
from reporting.views.found import draft_of, versions_of

EVENTS = 200
SHOWN = 500


@require_GET
@page("report:read")
def history(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who did what, newest first; with two versions or more, what differs between two of them."""
    subject, _version = draft_of(request, public_id)
    visible = versions_of(subject.actor).filter(report=subject.report).order_by("-number")
    versions = list(visible.select_related("plan", "supersedes", "report__facility"))
    numbers = {str(version.pk): version.number for version in versions}
    context: dict[str, Any] = {
        "subject": subject,
        "events": timeline(events_of(visible)[:EVENTS], numbers),
    }
    if len(versions) > 1:
        form = ComparisonForm(request.GET, versions=versions)
        context["form"] = form
        context |= _comparison(form.pair())
    return render(request, "reporting/history.html", context)


def _comparison(pair: tuple[ReportVersion, ReportVersion] | None) -> dict[str, Any]:
    if pair is None:
        return {}
    older, newer = pair
    found, rules = differences(older, newer), plan_rules(newer)
    uncomputed = next((version.number for version in pair if not version.result_hash), None)
    declared, lines = declared_rows(found, rules), [] if uncomputed else line_rows(found, rules)
    return {
        "older": _("Version %(number)d") % {"number": older.number},
        "newer": _("Version %(number)d") % {"number": newer.number},
        "declared": declared[:SHOWN],
        "certificates": certificate_rows(found, rules),
        "lines": lines[:SHOWN],
        "uncomputed": uncomputed,
        "hidden_count": max(0, len(declared) - SHOWN) + max(0, len(lines) - SHOWN),
        "totals": (older.total_co2e_t, newer.total_co2e_t),
    }
