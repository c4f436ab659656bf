"""Evidence of a report: list, add, download; take away what nothing was submitted with."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mrv.core.views import page
from mrv.portal.views.errors import problem
from reporting.forms.evidence import EvidenceForm
from reporting.forms.problems import put_errors
from reporting.models import EmissionsReport, Evidence
from reporting.pages.evidence import evidence_table, missing_references
from reporting.selectors.evidence import cited_references
from reporting.services.attach_evidence import attach_evidence
from reporting.services.remove_evidence import is_removable, remove_evidence
from reporting.views.found import actor_of, draft_of

SHOWN_MISSING = 50


@require_http_methods(["GET", "POST"])
@page("report:read")
def evidence(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The files, and a form to add one."""
    subject, version = draft_of(request, public_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        subject.actor.require("report:edit")
        if form.is_valid():
            try:
                attach_evidence(report=subject.report, by=subject.actor, **form.cleaned_data)
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(request, _("The file was added."))
                return redirect("reporting:evidence", public_id=public_id)
    files = list(Evidence.objects.filter(report=subject.report).select_related("uploaded_by").order_by("reference"))
    cited = cited_references(version)
    can_add = subject.is_own and subject.actor.may("report:edit") and version.turn == "enterprise"
    submitted_at = subject.report.versions.aggregate(last=Max("submitted_at"))["last"]
    context = {
        "subject": subject,
        "form": form,
        "table": evidence_table(files, cited, since=submitted_at, can_remove=can_add),
        "missing": missing_references(cited, files)[:SHOWN_MISSING],
        "can_add": can_add,
    }
    return render(request, "reporting/evidence.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("report:edit")
def remove(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask once, then take the file away."""
    found = _found(request, public_id)
    subject, version = draft_of(request, found.report.public_id)
    if request.method == "POST":
        try:
            remove_evidence(evidence=found, by=subject.actor)
        except ValidationError as error:
            return problem(request, 409, " ".join(error.messages))
        messages.success(request, _("The file was taken away."))
        return redirect("reporting:evidence", public_id=subject.report.public_id)
    count = cited_references(version).get(found.reference, 0)
    context = {"subject": subject, "evidence": found, "count": count, "is_removable": is_removable(found)}
    return render(request, "reporting/evidence_remove.html", context)


@require_GET
@page("report:read")
def evidence_file(request: HttpRequest, public_id: uuid.UUID) -> FileResponse:
    """Download one file; never shown inside the page, whatever it says it is."""
    found = _found(request, public_id)
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.original_name,
        content_type="application/octet-stream",
    )


def _found(request: HttpRequest, public_id: uuid.UUID) -> Evidence:
    reports = EmissionsReport.objects.visible_to(actor_of(request)).order_by().values("pk")
    evidences = Evidence.objects.filter(report__in=reports).select_related("report__facility")
    return get_object_or_404(evidences, public_id=public_id)
