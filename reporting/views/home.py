"""The first page of reporting, opening a report, and the authority's list of all reports."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from mrv.core.models import Facility
from mrv.core.views import page
from reporting.forms.filters import ReportFilterForm
from reporting.forms.opening import OpenReportForm
from reporting.forms.problems import put_errors
from reporting.pages.home import own_turn, report_table
from reporting.selectors.report_list import listed_reports, narrowed
from reporting.selectors.tasks import task_list
from reporting.services.open_report import open_report
from reporting.views.found import actor_of
from reporting.views.paging import page_of

TASKS = 30


@require_GET
@page("report:read")
def home(request: HttpRequest) -> HttpResponse:
    """An enterprise: what to do next and all reports. The authority sees its list, a body its assigned reports."""
    actor = actor_of(request)
    if actor.may("organization:read"):
        return redirect("reporting:all")
    reports = listed_reports(actor)
    shown, pager = page_of(request, reports)
    context = {
        "tasks": own_turn(task_list(actor), actor)[:TASKS] if actor.enterprise_ids else [],
        "reports": report_table(shown, with_enterprise=not actor.enterprise_ids),
        "pager": pager,
        "can_open": actor.may("report:edit"),
    }
    return render(request, "reporting/home.html", context)


@require_http_methods(["GET", "POST"])
@page("report:edit")
def open_page(request: HttpRequest) -> HttpResponse:
    """Open the report of a facility for a year."""
    actor = actor_of(request)
    facilities = Facility.objects.visible_to(actor)
    form = OpenReportForm(request.POST or None, facilities=facilities, initial=request.GET.dict())
    if form.is_valid():
        try:
            version = open_report(by=actor, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("reporting:report", public_id=version.report.public_id)
    return render(request, "reporting/open.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@page("organization:read")
def all_reports(request: HttpRequest) -> HttpResponse:
    """Every report in the scope of the authority, to filter by year, state, turn, district, sector, name."""
    actor = actor_of(request)
    reports = listed_reports(actor)
    form = ReportFilterForm(request.GET or None, reports=reports)
    shown, pager = page_of(request, narrowed(reports, form.wanted()))
    table = report_table(shown, with_enterprise=True)
    context = {
        "form": form,
        "reports": table,
        "pager": pager,
        "can_plan": actor.may("plan:read"),
        "can_deadline": actor.may("deadline:manage"),
        "can_rule": actor.may("certificate_rule:manage"),
    }
    return render(request, "reporting/all.html", context)
