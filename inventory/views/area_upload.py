"""Area sources by the table: the template, the dry run, the copy with the reasons, the record."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from inventory.area.columns import AREA_SOURCES, TITLES
from inventory.area.table import is_year
from inventory.exports.area_template import write_area_template
from inventory.models import AreaSource
from inventory.pages import area_upload as pages
from inventory.pages.section import tabs
from inventory.selectors.places import default_jurisdiction
from inventory.services.import_area_sources import AreaImport, import_area_sources
from mrv.core.table_files.read import TableFile, read_table
from mrv.core.views import PageRequest, page
from mrv.portal.file_problems import problem_table
from reporting.intake.annotate import annotate

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
    outcome = import_area_sources(jurisdiction=place, file=file, by=request.actor, dry_run=act != "store")
    if outcome.is_stored:
        count = len(outcome.fresh)
        said = ngettext("%(count)d source recorded and counted.", "%(count)d sources recorded and counted.", count)
        messages.success(request, said % {"count": count})
        return redirect("inventory:area_sources")
    if act == "annotate" and file.kind:
        return _annotated(file, outcome, form.cleaned_data["file_name"])
    return _dry_run(request, form, outcome, file)


def _dry_run(request: PageRequest, form: pages.AreaUploadForm, outcome: AreaImport, file: TableFile) -> HttpResponse:
    context = {
        "tabs": tabs(request.actor, "area_sources"),
        "kept": pages.kept(form).items(),
        "outcome": outcome,
        "can_annotate": bool(file.kind),
        "numbers": pages.outcome_numbers(outcome),
        "problems": problem_table(outcome.problems, TITLES, most=pages.MOST),
        "added": pages.source_table(outcome.added, pgettext("area sources", "New sources")),
        "changed": pages.source_table(outcome.changed, _("New versions")),
        "most": pages.MOST,
    }
    return render(request, "inventory/area_dry_run.html", context, status=422 if outcome.problems else 200)


def _annotated(file: TableFile, outcome: AreaImport, name: str) -> HttpResponse:
    content = annotate(file.kind, file.grid, outcome.problems, numbers=file.numbers, heading=file.header)
    stem = "".join(c for c in name.rsplit(".", 1)[0] if c.isascii() and (c.isalnum() or c in "-_")) or "area-sources"
    return _download(content, f"{stem}-annotated.{file.kind}", KINDS[file.kind])


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
