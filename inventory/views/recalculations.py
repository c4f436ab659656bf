"""Recalculations: order one, follow it, read the difference down to the line, download it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inventory.api.recalculations import report_file
from inventory.models import Recalculation
from inventory.pages import recalculation as pages
from inventory.pages.section import tabs
from inventory.selectors.places import default_jurisdiction
from inventory.selectors.recalculation import lines_of, reported_years, sources_of
from inventory.services.resume_recalculation import resume_recalculation
from inventory.services.start_recalculation import RecalculationRefused, start_recalculation
from inventory.states import RECOMPUTED, FactorChoice
from mrv.core.actor import Actor
from mrv.core.api.problems import Problem
from mrv.core.views import is_partial, page
from mrv.library.views.paging import paged
from mrv.portal.views.errors import problem
from mrv.portal.views.progress import progress_part

RELATED = ("jurisdiction", "factor_set", "job")
SHOWN, MOST_LINES = 50, 500


def _find(request: HttpRequest, public_id: uuid.UUID) -> Recalculation:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return get_object_or_404(Recalculation.objects.visible_to(actor).select_related(*RELATED), public_id=public_id)


@require_http_methods(["GET", "POST"])
@page("inventory:recalculate")
def recalculations(request: HttpRequest) -> HttpResponse:
    """The orders so far; POST makes one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    place = default_jurisdiction()
    years = reported_years(place) if place else []
    form = pages.OrderForm(years, request.POST if request.method == "POST" else None)
    if place is not None and form.is_bound and form.is_valid():
        asked = form.cleaned_data
        try:
            order = start_recalculation(
                jurisdiction=place, year=asked["year"], sets=FactorChoice(asked["sets"]), by=actor
            )
        except RecalculationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("inventory:recalculation", order.public_id)
    newest = Recalculation.objects.visible_to(actor).select_related(*RELATED)[:SHOWN]
    context = {
        "place": place,
        "form": form if years else None,
        "table": pages.order_table(list(newest)),
        "tabs": tabs(actor, "recalculations"),
        "can_fill": actor.may("inventory:compile"),
    }
    return render(request, "inventory/recalculations.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("inventory:recalculate")
def recalculation(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """How far it is, then its difference report; POST puts failed parts back."""
    order = _find(request, public_id)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        count = resume_recalculation(recalculation=order, by=actor)
        messages.success(request, _("%(count)d jobs were put back in the queue.") % {"count": count})
        return redirect("inventory:recalculation", public_id)
    progress = pages.progress(order)
    context: dict[str, object] = {"order": order, "title": pages.title_of(order), "progress": progress}
    if is_partial(request):
        return progress_part(request, progress)
    if not progress.is_over:
        context["refresh_seconds"] = 3
    elif order.finished_time is not None:
        only = request.GET.get("result", "")
        sources = sources_of(order, only=only if only in RECOMPUTED else "")
        context |= {**pages.report(order), "sources": pages.source_table(order, list(sources[:SHOWN]))}
        context |= {"is_cut": sources.count() > SHOWN}
    return render(request, "inventory/recalculation.html", context)


@require_GET
@page("inventory:recalculate")
def recalculated_source(request: HttpRequest, public_id: uuid.UUID, source_id: int) -> HttpResponse:
    """The lines of one report or area source that differ, before and after."""
    order = _find(request, public_id)
    found = get_object_or_404(order.sources.select_related("district", "sector"), pk=source_id)
    shown, pager = paged(request, lines_of([found]), fields=("pk",), size=MOST_LINES)
    context = {
        "order": order,
        "title": pages.title_of(order),
        "source": found,
        "facts": pages.source_facts(found),
        "table": pages.line_table(shown),
        "pager": pager,
    }
    return render(request, "inventory/recalculated_source.html", context)


@require_GET
@page("inventory:recalculate")
def recalculation_file(request: HttpRequest, public_id: uuid.UUID, name: str) -> HttpResponse:
    """A table of the report as a file."""
    try:
        made = report_file(_find(request, public_id), name, request.GET.get("format", "csv"))
    except Problem as refusal:
        return problem(request, 400, f"{refusal.title} {refusal.detail}")
    if made is None:
        raise Http404
    return made
