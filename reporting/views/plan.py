"""Monitoring plans: list, read, draft, submit; the authority approves or returns."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mrv.core.models import Facility
from mrv.core.services.transition import ReasonMissing, StaleState
from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.workflow import IllegalTransition
from reporting.forms.filters import PlanFilterForm
from reporting.forms.plans import PlanForm
from reporting.forms.problems import put_errors
from reporting.forms.reasons import ReasonForm
from reporting.models import MonitoringPlan
from reporting.pages.plan import factor_set_table, plan_facts, stream_list
from reporting.pages.plans import moves_open, plan_table
from reporting.services.change_plan import change_plan
from reporting.services.draft_plan import draft_plan
from reporting.services.move_plan import move_plan
from reporting.views.found import actor_of
from reporting.views.paging import newest_first

DONE: dict[str, str | Promise] = {
    "submit": gettext_lazy("The plan was submitted. The authority judges it next."),
    "approve": gettext_lazy("The plan is approved and in force from its first day on."),
    "return_plan": gettext_lazy("The plan was returned to the enterprise."),
}


@require_GET
@page("plan:read")
def plans(request: HttpRequest) -> HttpResponse:
    """Plans in scope; those to judge first for the authority."""
    actor = actor_of(request)
    form = PlanFilterForm(request.GET)
    shown, pager = newest_first(request, form.narrow(_visible(request).annotate(stream_count=Count("streams"))))
    bare = Facility.objects.filter(enterprise_id__in=actor.enterprise_ids, plans=None)
    context = {
        "form": form,
        "table": plan_table(shown),
        "pager": pager,
        "bare_facilities": bare if actor.may("plan:edit") else [],
        "can_approve": actor.may("plan:approve"),
        "waiting_count": _visible(request).filter(state="submitted").count(),
    }
    return render(request, "reporting/plans.html", context)


@require_GET
@page("plan:read")
def plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One version of a plan, with what can be done with it."""
    return _plan_page(request, _found(request, public_id), ReasonForm())


@require_POST
@page("plan:edit")
def draft(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Draft a new version of the plan of a facility."""
    actor = actor_of(request)
    own = Facility.objects.filter(enterprise_id__in=actor.enterprise_ids)
    facility = get_object_or_404(own, public_id=public_id)
    try:
        made = draft_plan(facility=facility, by=actor)
    except ValidationError as error:
        return problem(request, 409, " ".join(error.messages))
    return redirect("reporting:plan", public_id=made.public_id)


@require_http_methods(["GET", "POST"])
@page("plan:edit")
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The head of a draft."""
    found = _found(request, public_id)
    form = PlanForm(request.POST or None, plan=found)
    if form.is_valid():
        try:
            change_plan(plan=found, head=form.head(), by=actor_of(request))
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("reporting:plan", public_id=public_id)
    context = {"plan": found, "form": form}
    return render(request, "reporting/plan_edit.html", context, status=422 if form.errors else 200)


@require_POST
@page("plan:edit")
def submit_plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand a draft to the authority."""
    return _move(request, public_id, "submit")


@require_POST
@page("plan:approve")
def approve_plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put a plan into force."""
    return _move(request, public_id, "approve")


@require_POST
@page("plan:approve")
def return_plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Return a plan with a reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _plan_page(request, _found(request, public_id), form)
    return _move(request, public_id, "return_plan", reason=form.reason)


def _move(request: HttpRequest, public_id: uuid.UUID, name: str, *, reason: str = "") -> HttpResponse:
    found = _found(request, public_id)
    try:
        move_plan(name, plan=found, by=actor_of(request), reason=reason)
    except ValidationError as error:
        form = ReasonForm({})
        form.errors.clear()
        put_errors(form, error)
        return _plan_page(request, found, form)
    except (StaleState, IllegalTransition, ReasonMissing):
        return problem(request, 409)
    messages.success(request, str(DONE[name]))
    return redirect("reporting:plan", public_id=public_id)


def _plan_page(request: HttpRequest, found: MonitoringPlan, form: ReasonForm) -> HttpResponse:
    moves = moves_open(found, actor_of(request))
    context = {
        "plan": found,
        "facts": plan_facts(found),
        "sets": factor_set_table(found),
        "streams": stream_list(found, can_edit="edit" in moves),
        "moves": moves,
        "form": form,
    }
    return render(request, "reporting/plan.html", context, status=422 if form.errors else 200)


def _visible(request: HttpRequest) -> QuerySet[MonitoringPlan]:
    return MonitoringPlan.objects.visible_to(actor_of(request)).select_related("facility__enterprise", "approved_by")


def _found(request: HttpRequest, public_id: uuid.UUID) -> MonitoringPlan:
    return get_object_or_404(_visible(request), public_id=public_id)
