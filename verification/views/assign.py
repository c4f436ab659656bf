"""The assignment pages of the authority: choose a body that may do it, then its team."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.core.models import Organization
from mrv.core.views import PageRequest, page
from mrv.portal.components import KeyNumber
from reporting.models import ReportVersion
from verification.forms import TeamForm
from verification.models import VerificationEngagement
from verification.selectors.offers import body_offers, people_offers
from verification.services.assign_body import assign_body
from verification.views.acting import status_of, submitted, version_or_404


@page("engagement:assign")
def assign(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Without ``?body=``: the bodies, with what stands against each."""
    version = version_or_404(request, public_id)
    if code := request.GET.get("body"):
        return _choose_team(request, version, code)
    context = {"version": version, "offers": _offers(version), "numbers": version_facts(version)}
    return render(request, "verification/assign.html", context)


def _offers(version: ReportVersion) -> list[dict[str, Any]]:
    return [{"offer": offer, "href": f"?{urlencode({'body': offer.body.code})}"} for offer in body_offers(version)]


def _choose_team(request: PageRequest, version: ReportVersion, code: str) -> HttpResponse:
    body = Organization.objects.filter(kind="verification_body", code=code).first()
    if body is None:
        raise Http404
    people = people_offers(version, body)
    form = TeamForm(request.POST or None, offers=_by_role(people))

    def act() -> VerificationEngagement:
        chosen = {name: form.cleaned_data[name] for name in ("assurance_level", "due_date")}
        return assign_body(version=version, body=body, team=form.seats(), by=request.actor, **chosen)

    def done(engagement: VerificationEngagement) -> str:
        messages.success(request, _("%(body)s verifies this report from now on.") % {"body": body.name})
        return reverse("verification:review", args=[engagement.public_id])

    answer = submitted(request, form, act, done=done)
    barred = [offer for offer in people if offer.conflicts]
    context = {"version": version, "body": body, "form": form, "barred": barred}
    return answer or render(request, "verification/assign_team.html", context, status=status_of(form))


def _by_role(people: list[Any]) -> dict[str, list[int]]:
    offers: dict[str, list[int]] = {}
    for offer in people:
        for role in offer.roles if not offer.conflicts else ():
            offers.setdefault(role, []).append(offer.person_id)
    return offers


def version_facts(version: ReportVersion) -> list[Any]:
    """Headline numbers of a version: total, risk, version."""
    assessed = getattr(version, "risk", None)
    return [
        KeyNumber(
            _("Computed emissions, scopes 1 and 2"),
            version.total_co2e_t,
            change=assessed.change_percent if assessed else None,
            change_label=_("against last year"),
        ),
        KeyNumber(_("Risk"), assessed.score if assessed else None, kind="number", note=_("0 low to 100 high")),
        KeyNumber(_("Version"), version.number, kind="number"),
    ]
