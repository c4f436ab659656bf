"""Deadlines of submission: the list, and setting one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mrv.core.views import page
from mrv.portal.components import Column, Row, Table
from reporting.forms.deadlines import DeadlineForm
from reporting.forms.problems import put_errors
from reporting.models import SubmissionDeadline
from reporting.services.set_deadline import set_deadline
from reporting.views.found import actor_of


@require_http_methods(["GET", "POST"])
@page("deadline:manage")
def deadlines(request: HttpRequest) -> HttpResponse:
    """The days in force, by year, and the form that sets one."""
    form = DeadlineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = set_deadline(by=actor_of(request), **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            day = date_format(form.cleaned_data["due_date"], "DATE_FORMAT")
            said = _("Reports of %(year)d are due on %(day)s; drafts that are open got the new day.")
            messages.success(request, said % {"year": found.compliance_year, "day": day})
            return redirect("reporting:deadlines")
    context = {"form": form, "table": _table()}
    return render(request, "reporting/deadlines.html", context, status=422 if form.errors else 200)


def _table() -> Table:
    rows = [
        Row([str(one.compliance_year or _("every other year")), _day(one), one.reference])
        for one in SubmissionDeadline.objects.all()
    ]
    columns = [Column(_("Compliance year")), Column(_("Last day to submit")), Column(_("Notice"), is_wide=True)]
    return Table(_("Deadlines in force"), columns, rows)


def _day(one: SubmissionDeadline) -> str:
    if one.compliance_year:
        return date_format(one.last_day(one.compliance_year), "DATE_FORMAT")
    return _("%(month)02d-%(day)02d of the following year") % {"month": one.due_month, "day": one.due_day}
