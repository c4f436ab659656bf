"""Source streams of a draft plan: choose a method, describe the stream, take it out."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mrv.accounting.catalogue import all_methods
from mrv.accounting.methods.base import Method
from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.reference.templates import load_sector_templates
from reporting.forms.plans import MethodForm, StreamForm, initial_of
from reporting.forms.problems import put_errors
from reporting.models import MonitoringPlan, SourceStream
from reporting.services.apply_template import proposal
from reporting.services.drop_stream import drop_stream
from reporting.services.save_stream import save_stream
from reporting.views.found import actor_of


@require_http_methods(["GET", "POST"])
@page("plan:edit")
def add_stream(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Without ``?method=``: the choice of a method; with it, the form of the stream."""
    plan = _draft(request, public_id)
    method = all_methods().get(request.GET.get("method", ""))
    if method is None:
        return render(request, "reporting/plan_method.html", {"plan": plan, "form": MethodForm()})
    return _edit(request, plan, method, None)


@require_http_methods(["GET", "POST"])
@page("plan:edit")
def plan_stream(request: HttpRequest, public_id: uuid.UUID, code: str) -> HttpResponse:
    """Change a stream; ``?method=`` gives it another method."""
    plan = _draft(request, public_id)
    stream = _stream(plan, code)
    methods = all_methods()
    method = methods.get(request.GET.get("method", "")) or methods.get(stream.method)
    if method is None:
        return render(request, "reporting/plan_method.html", {"plan": plan, "form": MethodForm()})
    return _edit(request, plan, method, stream)


@require_POST
@page("plan:edit")
def remove_stream(request: HttpRequest, public_id: uuid.UUID, code: str) -> HttpResponse:
    """Take a stream out of the draft."""
    stream = _stream(_draft(request, public_id), code)
    try:
        drop_stream(stream=stream, by=actor_of(request))
    except ValidationError as error:
        return problem(request, 409, " ".join(error.messages))
    messages.success(request, _("The stream was taken out of the plan."))
    return redirect("reporting:plan", public_id=public_id)


def _edit(request: HttpRequest, plan: MonitoringPlan, method: Method, stream: SourceStream | None) -> HttpResponse:
    form = StreamForm(request.POST or None, method=method, stream=stream, **_proposed(request, plan, method, stream))
    if form.is_valid():
        try:
            save_stream(plan=plan, text=form.text(), by=actor_of(request), stream=stream)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The stream is saved."))
            return redirect("reporting:plan", public_id=plan.public_id)
    context = {
        "plan": plan,
        "stream": stream,
        "form": form,
        "method": method,
        "method_title": method.title.to(get_language() or "en"),
        "formula": method.plain_formula(),
    }
    return render(request, "reporting/plan_stream.html", context, status=422 if form.errors else 200)


def _proposed(
    request: HttpRequest, plan: MonitoringPlan, method: Method, stream: SourceStream | None
) -> dict[str, Any]:
    """What a source of the sector template fills in: ``?source=03-01``."""
    sector, _dash, code = request.GET.get("source", "").partition("-")
    template = load_sector_templates().get(sector)
    source = next((one for one in template.sources if one.code == code), None) if template else None
    if source is None or stream is not None:
        return {}
    text = proposal(plan, source)
    names = ("code", "name_zh", "name_en", "fuel", "scope")
    return {"initial": {**initial_of(method, None), **{name: getattr(text, name) for name in names}}}


def _stream(plan: MonitoringPlan, code: str) -> SourceStream:
    """Compared here, not asked of the database, which refuses some texts an address can carry."""
    found = next((stream for stream in plan.streams.all() if stream.code == code), None)
    if found is None:
        raise Http404
    return found


def _draft(request: HttpRequest, public_id: uuid.UUID) -> MonitoringPlan:
    own = MonitoringPlan.objects.filter(facility__enterprise_id__in=actor_of(request).enterprise_ids, state="draft")
    return get_object_or_404(own.select_related("facility"), public_id=public_id)
