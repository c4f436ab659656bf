"""Sign and submit, and the receipt."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mrv.core.services.transition import StaleState
from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.portal.views.progress import progress_part
from mrv.workflow import IllegalTransition
from reporting.forms.signing import SubmitForm
from reporting.models import ReportVersion
from reporting.pages.jobs import calculation_progress
from reporting.pages.signing import signers, statement_facts, submit_receipt
from reporting.pages.subject import Subject
from reporting.selectors.progress import calculation_of, check_summary, stream_progress
from reporting.services.submit_version import ChecksFailed, submit_version
from reporting.views.found import draft_of, version_of


@require_http_methods(["GET", "POST"])
@page("report:read")
def submit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Read the statement, confirm, submit. Who may not sign sees who can."""
    subject, version = draft_of(request, public_id)
    if version.submitted_at:
        return redirect("reporting:receipt", public_id=version.public_id)
    if request.method == "GET":
        return _statement_page(request, subject, SubmitForm(initial={"revision": version.draft_revision}))
    subject.actor.require("report:submit")
    form = SubmitForm(request.POST)
    if form.is_valid():
        return _submit(request, subject, version, form)
    return _statement_page(request, subject, form)


def _submit(request: HttpRequest, subject: Subject, version: ReportVersion, form: SubmitForm) -> HttpResponse:
    read = form.cleaned_data["revision"]
    try:
        submitted = submit_version(version=version, by=subject.actor, expected_revision=read)
    except StaleState:
        form.add_error(None, _("The draft changed after you opened this page. Check the answers again, then sign."))
        return _statement_page(request, subject, form)
    except ChecksFailed as refused:
        form.add_error(None, str(refused))
        return _statement_page(request, subject, form)
    except IllegalTransition:
        return problem(request, 409)
    return redirect("reporting:receipt", public_id=submitted.public_id)


def _statement_page(request: HttpRequest, subject: Subject, form: SubmitForm) -> HttpResponse:
    version = subject.version
    assert version is not None
    checks, streams = check_summary(version), stream_progress(version)
    context = {
        "subject": subject,
        "form": form,
        "facts": statement_facts(subject, streams, checks),
        "is_ready": checks.is_ready and any(one.rows for one in streams),
        "signers": signers(subject),
    }
    return render(request, "reporting/submit.html", context, status=422 if form.errors else 200)


@require_GET
@page("report:read")
def receipt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was submitted, when, by whom, under which reference."""
    subject, version = version_of(request, public_id)
    if not version.submitted_at:
        return redirect("reporting:report", public_id=subject.report.public_id)
    context: dict[str, Any] = {"subject": subject, "receipt": submit_receipt(version)}
    if version.state == "submitted":
        context |= {"progress": calculation_progress(version, calculation_of(version)), "refresh_seconds": 5}
    return render(request, "reporting/receipt.html", context)


@require_GET
@page("report:read")
def progress(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """How far the calculation is, polled while it runs."""
    _subject, version = version_of(request, public_id)
    return progress_part(request, calculation_progress(version, calculation_of(version)))
