"""What the draft would come to: computed when asked for, by the engine that computes a submitted report."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from mrv.core.views import is_partial, page
from reporting.pages.estimate import estimate_view
from reporting.selectors.estimate import estimate_of
from reporting.services.plan_rules import plan_rules
from reporting.views.found import draft_of


@require_GET
@page("report:read")
def estimate(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The estimate of a draft; a submitted version has its emissions instead."""
    subject, version = draft_of(request, public_id)
    if not subject.is_draft:
        return redirect("reporting:report", public_id=public_id)
    shown = estimate_view(subject, plan_rules(version), estimate_of(version))
    template = "reporting/parts/estimate.html" if is_partial(request) else "reporting/estimate.html"
    return render(request, template, {"subject": subject, "estimate": shown, "is_short": is_partial(request)})
