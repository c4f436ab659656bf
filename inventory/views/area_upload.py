"""Area sources by the table: the template, the dry run, the copy with the reasons, the record."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from inventory.area.columns import AREA_SOURCES, TITLES
from inventory.area.stored import from_json
from inventory.area.table import is_year
from inventory.exports.area_template import write_area_template
from inventory.models import AreaSource, AreaUpload
from inventory.pages import area_upload as pages
from inventory.pages.section import tabs
from inventory.selectors.places import default_jurisdiction
from inventory.services.import_area_sources import AreaImport, import_area_sources
from inventory.services.receive_area_file import LARGE, receive_area_file, record_area_file
from inventory.services.work_on_area_file import annotated
from mrv.core.services.transition import StaleState
from mrv.core.table_files.read import TableFile, read_table
from mrv.core.views import PageRequest, is_partial, page
from mrv.portal.file_problems import problem_table
from mrv.portal.views.errors import problem
from mrv.portal.views.progress import progress_part

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@require_GET
@page("inventory:compile")
def template(request: PageRequest) -> HttpResponse:
    """The workbook to fill in; with ``year``, with the sources in force of that year."""
    place = default_jurisdiction()
    if place is None:
        raise Http404
    year = request.GET.get("year", "")
    held = AreaSource.objects.visible_to(request.actor).current().select_related("sector", "district")
    held = held.filter(jurisdiction=place, year=int(year)) if is_year(year) else held.none()
    name = f"area-sources-{place.code}-{year}" if is_year(year) else "area-sources"
    return _download(write_area_template(place, held.order_by("code")), f"{name}.xlsx", XLSX)


@require_http_methods(["GET", "POST"])
@page("inventory:compile")
def upload(request: PageRequest) -> HttpResponse:
    """First a dry run; then, of exactly the same file, the record or the copy with the reasons."""
    place = default_jurisdiction()
    if place is None:
        return redirect("inventory:dashboard")
    form = pages.AreaUploadForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        context = {"form": form, "tabs": tabs(request.actor, "area_sources")}
        return render(request, "inventory/area_upload.html", context, status=422 if form.errors else 200)
    act = request.POST.get("act", "check")
    file = read_table(form.cleaned_data["data"], AREA_SOURCES)
    if len(file.rows) > LARGE:
        held = receive_area_file(
            jurisdiction=place,
            data=form.cleaned_data["data"],
            name=form.cleaned_data["file_name"],
            row_count=len(file.rows),
            by=request.actor,
        )
        return redirect("inventory:uploaded_area_sources", held.public_id)
    outcome = import_area_sources(jurisdiction=place, file=file, by=request.actor, dry_run=act != "store")
    if outcome.is_stored:
        count = len(outcome.fresh)
        said = ngettext("%(count)d source recorded and counted.", "%(count)d sources recorded and counted.", count)
        messages.success(request, said % {"count": count})
        return redirect("inventory:area_sources")
    if act == "annotate" and file.kind:
        return _annotated(file, outcome, form.cleaned_data["file_name"])
    here = {"act_href": reverse("inventory:upload_area_sources"), "kept": pages.kept(form).items()}
    return _dry_run(request, outcome, {**here, "can_annotate": bool(file.kind)})


@require_http_methods(["GET", "POST"])
@page("inventory:compile")
def uploaded(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """A large table: how far the workers are, the dry run when it is over; POST records it or takes the copy."""
    held = _held(request, public_id)
    if request.method == "POST" and request.POST.get("act") == "annotate" and held.annotated:
        return _copy(held)
    if request.method == "POST":
        try:
            record_area_file(upload=held, by=request.actor)
        except StaleState as refusal:
            return problem(request, 409, str(refusal))
        return redirect("inventory:uploaded_area_sources", public_id)
    progress = pages.progress_of_upload(held)
    if is_partial(request):
        return progress_part(request, progress)
    if held.is_under_way or held.state == "received":
        refresh = 3 if held.is_under_way else None
        context = {"upload": held, "progress": progress, "refresh_seconds": refresh}
        return render(request, "inventory/area_uploaded.html", context)
    outcome = from_json(held.outcome)
    if held.state == "recorded":
        context = {"upload": held, "numbers": pages.outcome_numbers(outcome)}
        return render(request, "inventory/area_uploaded.html", context)
    here = reverse("inventory:uploaded_area_sources", args=[public_id])
    return _dry_run(request, outcome, {"act_href": here, "kept": (), "can_annotate": bool(held.annotated)})


def _held(request: PageRequest, public_id: uuid.UUID) -> AreaUpload:
    uploads = AreaUpload.objects.visible_to(request.actor).select_related("job", "jurisdiction")
    return get_object_or_404(uploads, public_id=public_id)


def _copy(held: AreaUpload) -> HttpResponse:
    kind = str(held.annotated.name).rsplit(".", 1)[-1]
    with held.annotated.open("rb") as stored:
        return _download(stored.read(), f"{pages.plain_stem(held.original_name)}-annotated.{kind}", KINDS[kind])


def _dry_run(request: PageRequest, outcome: AreaImport, more: dict[str, object]) -> HttpResponse:
    context = {
        **more,
        "tabs": tabs(request.actor, "area_sources"),
        "outcome": outcome,
        "numbers": pages.outcome_numbers(outcome),
        "problems": problem_table(outcome.problems, TITLES, most=pages.MOST),
        "added": pages.source_table(outcome.added, pgettext("area sources", "New sources")),
        "changed": pages.source_table(outcome.changed, _("New versions")),
        "most": pages.MOST,
    }
    return render(request, "inventory/area_dry_run.html", context, status=422 if outcome.problems else 200)


def _annotated(file: TableFile, outcome: AreaImport, name: str) -> HttpResponse:
    return _download(annotated(file, outcome), f"{pages.plain_stem(name)}-annotated.{file.kind}", KINDS[file.kind])


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
