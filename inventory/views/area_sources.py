"""Area sources: the list, one with its explanation, record, correct."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inventory.models import AreaSource
from inventory.pages.area import PROVENANCES, area_explanation, area_facts, area_table, version_events
from inventory.pages.area_forms import AreaFilterForm, AreaSourceForm
from inventory.pages.question import Question
from inventory.pages.section import tabs
from inventory.selectors.places import default_jurisdiction
from inventory.services.record_area_sources import AreaSourcesRefused, record_area_sources
from inventory.views.browse import asks
from mrv.core.actor import Actor
from mrv.core.models import District
from mrv.core.views import page
from mrv.operations.paging import newest_first

SHOWN = 50
RELATED = ("sector", "district", "jurisdiction")


@require_GET
@page("inventory:read")
@asks
def area_sources(request: HttpRequest, question: Question) -> HttpResponse:
    """Sources in force, as far as the reader may see."""
    found = AreaSource.objects.visible_to(question.actor).current().select_related(*RELATED)
    found = found.filter(jurisdiction=question.jurisdiction, year=question.year)
    for name in ("sector", "district"):
        if wanted := getattr(question.request, name):
            found = found.filter(**{f"{name}__code": wanted})
    shown, pager = newest_first(request, found, size=SHOWN, order="pk")
    context = {
        "question": question,
        "table": area_table(shown),
        "pager": pager,
        "form": AreaFilterForm(question),
        "clear_href": reverse("inventory:area_sources"),
        "may_compile": question.actor.may("inventory:compile"),
        "tabs": tabs(question.actor, "area_sources"),
    }
    return render(request, "inventory/area_sources.html", context)


@require_GET
@page("inventory:read")
def area_source(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One version: what is declared, how its number came to be, its other versions."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(AreaSource.objects.visible_to(actor).select_related(*RELATED), public_id=public_id)
    later = AreaSource.objects.filter(supersedes=found).first()
    context = {
        "source": found,
        "later": later,
        "facts": area_facts(found),
        "explanation": area_explanation(found),
        "versions": version_events(found),
        "provenance": PROVENANCES[found.provenance],
        "may_correct": later is None and actor.may("inventory:compile"),
    }
    return render(request, "inventory/area_source.html", context)


@require_http_methods(["GET", "POST"])
@page("inventory:compile")
def new_area_source(request: HttpRequest) -> HttpResponse:
    """Record a source that is not there yet."""
    place = default_jurisdiction()
    if place is None:
        return redirect("inventory:dashboard")
    return _form(request, place, None)


@require_http_methods(["GET", "POST"])
@page("inventory:compile")
def correct_area_source(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record a new version of a source."""
    sources = AreaSource.objects.current().select_related(*RELATED)
    held = get_object_or_404(sources, public_id=public_id)
    return _form(request, held.jurisdiction, held)


def _form(request: HttpRequest, place: District, held: AreaSource | None) -> HttpResponse:
    form = AreaSourceForm(request.POST if request.method == "POST" else None, place=place, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            made = record_area_sources(jurisdiction=place, drafts=[form.draft()], by=request.actor)  # type: ignore[attr-defined]
        except AreaSourcesRefused as refusal:
            form.show(refusal.problems)
        else:
            messages.success(
                request, _("Recorded and counted.") if made else _("Nothing changed: the same is recorded already.")
            )
            current = made[0] if made else held
            return (
                redirect("inventory:area_source", current.public_id) if current else redirect("inventory:area_sources")
            )
    context = {"form": form, "source": held}
    return render(request, "inventory/area_source_form.html", context, status=422 if form.errors else 200)
