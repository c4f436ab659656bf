"""The uncertainty of one version: approach 1 at once, approach 2 on demand in the workers."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mrv.core.views import is_partial, page
from mrv.portal.views.progress import progress_part
from reporting.forms.problems import put_errors
from reporting.forms.simulation import SimulationForm
from reporting.models import ReportVersion, SourceStream
from reporting.pages.results import version_heading
from reporting.pages.simulation import simulation_parts, simulation_progress
from reporting.pages.subject import Subject
from reporting.pages.uncertainty import gas_table, report_table, simulations_of, uncertainty_number
from reporting.selectors.emissions import lines_in_force
from reporting.selectors.simulations import chosen_simulation, job_under_way
from reporting.selectors.uncertainty import uncertainty_of
from reporting.services.request_simulation import KIND, request_simulation
from reporting.views.found import version_of


@require_http_methods(["GET", "POST"])
@page("report:read")
def uncertainty(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Approach 1 by scope and stream, simulations kept; POST asks for another one."""
    subject, chosen = version_of(request, public_id)
    form = SimulationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request_simulation(version=chosen, settings=form.settings(), by=subject.actor)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("reporting:uncertainty", public_id=public_id)
    here = reverse("reporting:uncertainty", args=[public_id])
    job = job_under_way(KIND, chosen.pk, subject.actor)
    if job is not None and is_partial(request):
        return progress_part(request, simulation_progress(job, here), reloads=False)
    context = _context(request, subject, chosen, form)
    if job is not None:
        context["progress"] = simulation_progress(job, here)
        if not job.is_over:
            context["refresh_seconds"] = 3
    return render(request, "reporting/uncertainty.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest, subject: Subject, chosen: ReportVersion, form: SimulationForm) -> dict[str, Any]:
    found = uncertainty_of(lines_in_force(chosen))
    names = {stream.code: stream.name for stream in SourceStream.objects.filter(plan_id=chosen.plan_id)}
    held = chosen.simulations.select_related("simulated_by")
    return {
        "subject": subject,
        "version": chosen,
        "heading": version_heading(subject, chosen),
        "numbers": [uncertainty_number(found.total)],
        "table": report_table(found, names),
        "gas_table": gas_table(found),
        "form": form,
        "simulations": simulations_of(chosen, held),
        **simulation_parts(chosen_simulation(held, request.GET.get("simulation", ""))),
    }
