"""The uncertainty of the city, a sector or a district: approach 1 at once, approach 2 on demand in the workers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from inventory.pages.cell import FILTERS, filters, name_of
from inventory.pages.forms import QuestionForm
from inventory.pages.question import Question
from inventory.pages.stand import stand
from inventory.pages.uncertainty import PAGE, here_of, simulation_table, uncertainty_page
from inventory.selectors.simulations import simulations_of
from inventory.services.request_city_simulation import KIND, request_city_simulation
from inventory.tables.city_question import CityQuestion
from inventory.views.browse import asks
from mrv.core.views import is_partial, page
from mrv.portal.views.progress import progress_part
from reporting.forms.problems import put_errors
from reporting.forms.simulation import SimulationForm
from reporting.pages.simulation import simulation_parts, simulation_progress
from reporting.selectors.simulations import chosen_simulation, job_under_way


@require_GET
@page(None)
@asks
def uncertainty(request: HttpRequest, question: Question) -> HttpResponse:
    """Approach 1 by sector and district; released figures are open to everybody, simulations to officials."""
    return _answer(request, question, SimulationForm())


@require_POST
@page("inventory:read")
@asks
def simulate(request: HttpRequest, question: Question) -> HttpResponse:
    """Ask for a simulation of the question in the address."""
    form = SimulationForm(request.POST)
    if form.is_valid():
        asked = _asked(question)
        try:
            request_city_simulation(
                question=asked, request=question.request, settings=form.settings(), by=question.actor
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect(here_of(question))
    return _answer(request, question, form)


def _asked(question: Question) -> CityQuestion:
    return CityQuestion.of(question.jurisdiction.pk, question.year, question.choice.name, question.request)


def _answer(request: HttpRequest, question: Question, form: SimulationForm) -> HttpResponse:
    here = here_of(question)
    job = job_under_way(KIND, question.jurisdiction.pk, question.actor)
    if job is not None and is_partial(request):
        return progress_part(request, simulation_progress(job, here), reloads=False)
    context: dict[str, Any] = {
        **stand(question),
        **uncertainty_page(question),
        "name": name_of(question),
        "filters": filters(question, PAGE),
        "kept": {name: value for name in FILTERS if (value := getattr(question.request, name))},
        "filter_form": QuestionForm(question),
        "dashboard_href": question.href("inventory:dashboard"),
    }
    if question.is_official:
        held = simulations_of(_asked(question), question.actor)
        context |= {
            "form": form,
            "action": here.replace(reverse(PAGE), reverse("inventory:simulate"), 1),
            "simulations": simulation_table(question, held),
            **simulation_parts(chosen_simulation(held, request.GET.get("simulation", ""))),
        }
    if job is not None:
        context["progress"] = simulation_progress(job, here)
        if not job.is_over:
            context["refresh_seconds"] = 3
    return render(request, "inventory/uncertainty.html", context, status=422 if form.errors else 200)
