"""Upload an activity file, follow its reading, see what was found; the template and the annotated copy."""

import uuid

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from mrv.core.services.jobs import TooManyWaiting
from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.portal.views.progress import progress_part
from mrv.workflow import IllegalTransition
from reporting.forms.problems import put_errors
from reporting.forms.upload import UploadForm
from reporting.models import ImportedFile, ReportVersion
from reporting.pages.data_tabs import data_tabs
from reporting.pages.jobs import import_progress
from reporting.pages.subject import Subject
from reporting.pages.uploads import SHOWN, import_facts, problem_table, upload_table
from reporting.services.make_template import make_template
from reporting.services.receive_file import receive_file
from reporting.views.found import draft_of, versions_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REFRESH_SECONDS = 3
LISTED = 20


@require_http_methods(["GET", "POST"])
@page("report:edit")
def upload(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The template to download, a file to upload, the files so far."""
    subject, version = draft_of(request, public_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            imported = receive_file(version=version, file=file, name=file.name, by=subject.actor)
        except TooManyWaiting as error:
            return problem(request, 429, error.messages[0])
        except ValidationError as error:
            put_errors(form, error)
        except IllegalTransition:
            return problem(request, 409)
        else:
            return redirect("reporting:import", public_id=imported.public_id)
    files = ImportedFile.objects.filter(version__report=subject.report).select_related("uploaded_by")
    context = {
        "subject": subject,
        "form": form,
        "table": upload_table(list(files[:LISTED])),
        "tabs": data_tabs(subject, "upload"),
    }
    return render(request, "reporting/upload.html", context, status=422 if form.errors else 200)


@require_GET
@page("report:read")
def template(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The workbook to fill in: rows of the plan, with what is declared already."""
    subject, version = draft_of(request, public_id)
    name = f"activity-{subject.facility.code}-{subject.report.compliance_year}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make_template(version=version), content_type=XLSX, headers=headers)


@require_GET
@page("report:edit")
def imported_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One uploaded file: progress while it is read, then the result."""
    imported, subject = _found(request, public_id)
    is_waiting = imported.state == "received" and not (imported.job and imported.job.is_over)
    context = {
        "subject": subject,
        "imported": imported,
        "progress": import_progress(imported),
        "facts": import_facts(imported),
        "problems": problem_table(imported),
        "hidden_count": max(0, len(imported.problems) - SHOWN),
        "is_waiting": is_waiting,
        "refresh_seconds": REFRESH_SECONDS if is_waiting else None,
    }
    return render(request, "reporting/import.html", context)


@require_GET
@page("report:edit")
def progress(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The progress alone, polled while the file is read."""
    imported, _subject = _found(request, public_id)
    return progress_part(request, import_progress(imported))


@require_GET
@page("report:edit")
def annotated(request: HttpRequest, public_id: uuid.UUID) -> FileResponse:
    """The uploaded file with the reasons in a last column."""
    imported, _subject = _found(request, public_id)
    if not imported.annotated:
        raise Http404
    stem, dot, suffix = imported.original_name.rpartition(".")
    mark = _("annotated")
    name = f"{stem}-{mark}.{suffix}" if dot else f"{imported.original_name}-{mark}"
    return FileResponse(imported.annotated.open("rb"), as_attachment=True, filename=name)


def _found(request: HttpRequest, public_id: uuid.UUID) -> tuple[ImportedFile, Subject]:
    actor = request.actor  # type: ignore[attr-defined]
    visible = versions_of(actor).filter(report__facility__enterprise_id__in=actor.enterprise_ids).order_by()
    files = ImportedFile.objects.filter(version__in=visible.values("pk")).select_related(
        "job", "uploaded_by", "version__report__facility"
    )
    imported = get_object_or_404(files, public_id=public_id)
    version: ReportVersion = imported.version
    return imported, Subject(version.report, version, actor)
