"""Choose the sector template of a plan, see what it asks for, take over the proposed streams."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mrv.core.views import page
from mrv.portal.views.errors import problem
from reporting.forms.plan_template import TemplateForm
from reporting.models import MonitoringPlan
from reporting.pages.plan_template import source_table
from reporting.pages.plans import moves_open
from reporting.selectors.templates import source_stands, template_of
from reporting.services.apply_template import apply_template
from reporting.views.found import actor_of


@require_http_methods(["GET", "POST"])
@page("plan:read")
def plan_template(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The template held against the plan; in an own draft, a form to choose it and to add what is missing."""
    actor = actor_of(request)
    plans = MonitoringPlan.objects.visible_to(actor).select_related("facility")
    found = get_object_or_404(plans, public_id=public_id)
    can_edit = "edit" in moves_open(found, actor)
    form = TemplateForm(request.POST or None, initial={"template": found.template_code}) if can_edit else None
    if request.method == "POST":
        actor.require("plan:edit")
        if form is None:
            return problem(request, 409)
        if form.is_valid():
            return _apply(request, found, form)
    template = template_of(found)
    stands = source_stands(found, template) if template else []
    context = {
        "plan": found,
        "form": form,
        "table": source_table(found, stands, can_edit=can_edit) if template else None,
        "missing": sum(not stand.stream_code for stand in stands),
    }
    return render(request, "reporting/plan_template.html", context, status=422 if form and form.errors else 200)


def _apply(request: HttpRequest, plan: MonitoringPlan, form: TemplateForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        made = apply_template(
            plan=plan, template_code=data["template"], by=actor_of(request), with_streams=data["with_streams"]
        )
    except ValidationError as error:
        return problem(request, 409, " ".join(error.messages))
    words = ngettext(
        "The plan follows the template; %(count)d stream was added.",
        "The plan follows the template; %(count)d streams were added.",
        len(made),
    )
    messages.success(request, words % {"count": len(made)} if made else _("Saved."))
    return redirect("reporting:plan_template", public_id=plan.public_id)
