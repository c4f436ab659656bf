"""Fill in the uncertainty of what was computed before it was kept: order it, follow it, read what is left."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from inventory.pages.filling import filling_facts, filling_progress, filling_refusals
from inventory.services.start_filling import KIND, start_filling
from mrv.core.actor import Actor
from mrv.core.models import Job
from mrv.core.views import is_partial, page
from mrv.portal.views.progress import progress_part

SHOWN = 50


@require_http_methods(["GET", "POST"])
@page("inventory:compile")
def fill_uncertainty(request: HttpRequest) -> HttpResponse:
    """The newest order; POST makes one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        start_filling(by=actor)
        return redirect("inventory:fill_uncertainty")
    job = Job.objects.filter(kind=KIND).select_related("created_by").order_by("-pk").first()
    context: dict[str, object] = {"job": job}
    if job is not None:
        progress = filling_progress(job)
        if is_partial(request):
            return progress_part(request, progress)
        context["progress"] = progress
        if not progress.is_over:
            context["refresh_seconds"] = 3
        elif job.state == "done":
            context |= {"facts": filling_facts(job), "refusals": filling_refusals(job)[:SHOWN]}
    return render(request, "inventory/filling.html", context)
