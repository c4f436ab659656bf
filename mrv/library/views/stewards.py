"""Doors of the stewards: proposals, import with dry run, propose, release, reject, preview of the impact."""

import base64
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mrv.core.factor_files.columns import TITLES
from mrv.core.factor_files.read import read_factor_file
from mrv.core.models import FactorSet
from mrv.core.services.factors.import_factor_set import ImportOutcome, import_factor_set
from mrv.core.services.factors.propose_factor_set import propose_factor_set
from mrv.core.services.factors.reject_factor_set import reject_factor_set
from mrv.core.services.factors.release_factor_set import SamePerson, release_factor_set
from mrv.core.services.jobs import enqueue
from mrv.core.services.transition import StaleState
from mrv.core.views import PageRequest, page
from mrv.library.display import importing
from mrv.library.display.impact import impact_progress, impact_tables
from mrv.library.display.sets import address, proposal_table
from mrv.library.display.tabs import library_tabs
from mrv.library.selectors.impact import IMPACT, latest_impact
from mrv.library.selectors.sets import find_set
from mrv.library.selectors.sets import proposals as find_proposals
from mrv.library.steward_forms import HeadForm, NoteForm, ReasonForm, head_of
from mrv.library.views.paging import paged
from mrv.portal.file_problems import problem_table
from mrv.portal.views.errors import problem
from mrv.portal.views.progress import progress_part
from mrv.workflow import IllegalTransition

SIZE = 50


def set_or_404(request: PageRequest, code: str, version: int) -> FactorSet:
    """The version of an address."""
    found = find_set(f"{code}@{version}", request.actor)
    if found is None:
        raise Http404
    return found


@require_GET
@page("factor:propose")
def proposals(request: PageRequest) -> HttpResponse:
    """Everything on its way."""
    shown, pager = paged(request, find_proposals(), fields=("-id",), size=SIZE)
    context = {"tabs": library_tabs(request.actor, "proposals"), "table": proposal_table(shown), "pager": pager}
    return render(request, "library/proposals.html", context)


@require_http_methods(["GET", "POST"])
@page("factor:propose")
def new(request: PageRequest) -> HttpResponseBase:
    """Import a file: first as a dry run, then, unchanged, as a draft."""
    if request.method == "GET":
        start = find_set(request.GET.get("from", ""), request.actor)
        form = HeadForm(initial=head_of(start) if start else {})
        return render(request, "library/new.html", {"form": form, "start": start, "sets": _starts()})
    form = HeadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "library/new.html", {"form": form, "sets": _starts()}, status=422)
    data = form.data_of_file()
    dry_run = request.POST.get("act") != "store"
    try:
        outcome = import_factor_set(
            head=form.head(), file=read_factor_file(data), by=request.actor,
            file_name=form.cleaned_data["file_name"], dry_run=dry_run,
        )  # fmt: skip
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(request, "library/new.html", {"form": form, "sets": _starts()}, status=409)
    if outcome.factor_set is not None:
        messages.success(request, _("The draft is stored. Look at its impact, then propose it."))
        return redirect(address(outcome.factor_set))
    return render(
        request, "library/dry_run.html", _dry_run(form, outcome, data), status=422 if outcome.problems else 200
    )


def _starts() -> list[FactorSet]:
    return list(FactorSet.objects.filter(state="released").order_by("code"))


def _dry_run(form: HeadForm, outcome: ImportOutcome, data: bytes) -> dict[str, Any]:
    """What the dry run found; the file travels on in the form, so that exactly it is stored."""
    kept = {**form.cleaned_data, "content": base64.b64encode(data).decode(), "file": None}
    difference = outcome.difference
    return {
        "form": HeadForm(initial=kept),
        "kept": [(name, value) for name, value in kept.items() if value not in (None, "") and name != "file"],
        "outcome": outcome,
        "numbers": importing.outcome_numbers(outcome),
        "problems": problem_table(outcome.problems, TITLES, most=importing.MOST),
        "changed": importing.changed_rows(difference.changed),
        "added": importing.fact_table(difference.added, pgettext("factors", "Added")),
        "removed": importing.fact_table(difference.removed, _("Removed")),
        "most": importing.MOST,
    }


@require_POST
@page("factor:propose")
def propose(request: PageRequest, code: str, version: int) -> HttpResponseBase:
    """Put a draft forward."""
    found = set_or_404(request, code, version)
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what changes in this version and why, in one or two sentences."))
        return redirect(address(found))
    try:
        propose_factor_set(factor_set=found, by=request.actor, note=form.cleaned_data["note"])
    except (IllegalTransition, ValidationError) as refusal:
        return problem(request, 409, _words(refusal))
    messages.success(request, _("Proposed. A second steward decides; the impact is being computed."))
    return redirect(address(found))


@require_POST
@page("factor:release")
def release(request: PageRequest, code: str, version: int) -> HttpResponseBase:
    """Put a proposal into force."""
    found = set_or_404(request, code, version)
    try:
        release_factor_set(factor_set=found, by=request.actor, content_hash=request.POST.get("content_hash", ""))
    except SamePerson as refusal:
        return problem(request, 403, str(refusal))
    except (IllegalTransition, StaleState) as refusal:
        return problem(request, 409, _words(refusal))
    messages.success(request, _("Released. New reports take this version; reports that pin the older one keep it."))
    return redirect(address(found))


@require_POST
@page("factor:release")
def reject(request: PageRequest, code: str, version: int) -> HttpResponseBase:
    """Turn a proposal down."""
    found = set_or_404(request, code, version)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write why the proposal is rejected."))
        return redirect(address(found))
    try:
        reject_factor_set(factor_set=found, by=request.actor, reason=form.cleaned_data["reason"])
    except SamePerson as refusal:
        return problem(request, 403, str(refusal))
    except IllegalTransition as refusal:
        return problem(request, 409, _words(refusal))
    messages.success(request, _("Rejected. The next import starts a new version."))
    return redirect(address(found))


@require_http_methods(["GET", "POST"])
@page("factor:propose")
def impact(request: PageRequest, code: str, version: int) -> HttpResponseBase:
    """What the version would change; POST computes it in the workers, htmx asks for the progress alone."""
    found = set_or_404(request, code, version)
    if request.method == "POST":
        enqueue(IMPACT, subject_id=found.pk, by=request.actor)
        return redirect("factors:impact", code=code, version=version)
    job = latest_impact(found)
    progress = impact_progress(job, found) if job else None
    if progress and _is_part(request):
        is_own_page = request.headers.get("HX-Current-URL", "").endswith(request.path)
        return progress_part(request, progress, reloads=is_own_page)
    context = {"set": found, "job": job, "progress": progress, **impact_tables(job)}
    if progress and not progress.is_over:
        context["refresh_seconds"] = 3
    return render(request, "library/impact.html", context)


def _is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _words(refusal: Exception) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
