"""The factor sets of a report: what it pins, what newer versions would change line by line, and the move to them."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mrv.core.models import GwpSet
from mrv.core.services.transition import StaleState
from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.workflow import IllegalTransition
from reporting.models import ReportVersion
from reporting.pages.factors import impact_numbers, pin_table, shift_rows
from reporting.pages.subject import Subject
from reporting.selectors.factor_impact import VersionImpact, impact_on
from reporting.selectors.factor_pins import Pin, pins_of
from reporting.services.repin_factors import repin_factors
from reporting.views.found import draft_of


@require_http_methods(["GET", "POST"])
@page("report:edit")
def factors(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The pins; for a draft also the difference that moving to the newest versions would make."""
    subject, version = draft_of(request, public_id)
    if request.method == "POST":
        return _move(request, subject, version)
    pins = pins_of(version)
    context: dict[str, Any] = {"subject": subject, "pins": pin_table(pins)}
    if subject.can_edit and any(pin.newest for pin in pins):
        context |= _difference(version, pins)
    return render(request, "reporting/factors.html", context)


def _difference(version: ReportVersion, pins: list[Pin]) -> dict[str, Any]:
    newest = [(pin.newest or pin.pinned).pk for pin in pins]
    try:
        impact = impact_on(version, newest)
    except GwpSet.DoesNotExist:
        impact = VersionImpact()
    names = {stream.code: stream.name for stream in version.plan.streams.all()}
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    return {
        "newest": newest,
        "impact": impact,
        "numbers": impact_numbers(impact),
        "rows": shift_rows(impact, names),
        "problems": [text.to(language) for text in impact.problems],
    }


def _move(request: HttpRequest, subject: Subject, version: ReportVersion) -> HttpResponse:
    """Do what was shown, or say that it is no longer so."""
    if not subject.can_edit:
        return problem(request, 409)
    sent = request.POST.getlist("pin")
    pins = [int(text) for text in sent if text.isascii() and text.isdigit() and len(text) < 19]
    try:
        repin_factors(version=version, by=subject.actor, pins=pins)
    except (IllegalTransition, StaleState, ValidationError) as refusal:
        words = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        return problem(request, 409, words)
    messages.success(request, _("The draft now pins the newest sets. Check the answers again before you sign."))
    return redirect("reporting:factors", public_id=subject.report.public_id)
