"""The gallery of all components; routed only when MRV_GALLERY is on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mrv.portal.gallery import charts, flow, forms, tables

STEP = 1_000


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, with synthetic content in the reader's language."""
    context = {
        "states": flow.STATES,
        "tasks": flow.tasks(),
        "numbers": flow.numbers(),
        "facts": flow.example_facts(),
        "history": flow.history(),
        "tabs": flow.tabs(),
        "pager": flow.example_pager(),
        "receipt": flow.example_receipt(),
        "progress": flow.example_progress(),
        "live_progress": flow.example_progress(0, reverse("portal:gallery_progress", args=[STEP])),
        "explanation": flow.example_explanation(),
        "table": tables.example_table(),
        "empty": tables.empty_table(),
        "matrix": tables.example_matrix(),
        "differences": tables.example_differences(),
        "grid": tables.example_grid(),
        "charts": charts.all_charts(),
        "form": forms.failed_form(),
        "filters": forms.FilterForm(auto_id="filter_%s"),
        "tones": ["quiet", "info", "wait", "good", "bad"],
    }
    return render(request, "portal/gallery/index.html", context)


def gallery_progress(request: HttpRequest, done: int) -> HttpResponse:
    """One step of the example job."""
    progress = flow.example_progress(done, reverse("portal:gallery_progress", args=[done + STEP]))
    return render(request, "portal/gallery/progress.html", {"progress": progress})


def gallery_grid(request: HttpRequest) -> HttpResponse:
    """The save address of the example grid: version 7 is current, anything else conflicts."""
    if request.POST.get("version", "").isdigit() and int(request.POST["version"]) >= tables.example_grid().version:
        response = render(request, "portal/components/grid_status.html", {"saved_at": timezone.localtime()})
        response["HX-Trigger"] = f'{{"grid:saved": {{"version": {int(request.POST["version"]) + 1}}}}}'
        return response
    context = {
        "conflict_by": "Reporter",
        "conflict_at": timezone.localtime(),
        "reload_href": reverse("portal:gallery"),
    }
    return render(request, "portal/components/grid_status.html", context, status=409)
