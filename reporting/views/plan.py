"""Monitoring plans: read one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from mrv.core.views import page
from reporting.models import MonitoringPlan
from reporting.pages.plan import factor_set_table, plan_facts, stream_list
from reporting.views.found import actor_of


@require_GET
@page("plan:read")
def plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One version of a plan."""
    plans = MonitoringPlan.objects.visible_to(actor_of(request)).select_related("facility__enterprise", "approved_by")
    found = get_object_or_404(plans, public_id=public_id)
    context = {
        "plan": found,
        "facts": plan_facts(found),
        "sets": factor_set_table(found),
        "streams": stream_list(found),
    }
    return render(request, "reporting/plan.html", context)
