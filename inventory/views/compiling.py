"""Compile and release: look at the difference, confirm, follow the job, get the receipt."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inventory.models import InventoryRelease
from inventory.pages.compiling import compiling
from inventory.pages.forms import ReleaseForm
from inventory.pages.question import Question
from inventory.pages.releases import release_facts, title_of
from inventory.pages.section import tabs
from inventory.selectors.provenance import is_synthetic
from inventory.services.release_inventory import ReleaseOrder, ReleaseRefused
from inventory.services.request_release import KIND, request_release
from inventory.views.browse import asks
from mrv.core.actor import Actor
from mrv.core.models import Job
from mrv.core.views import is_partial, page
from mrv.portal.components import Progress, Receipt
from mrv.portal.views.progress import progress_part

STATES = {"done": "succeeded"}


@require_http_methods(["GET", "POST"])
@page("inventory:compile")
@asks
def compile_page(request: HttpRequest, question: Question) -> HttpResponse:
    """What a release would contain and change; POST asks for it."""
    parts = compiling(question)
    smallest = 1 if is_synthetic(question.choice) else 3
    form = ReleaseForm(
        request.POST if request.method == "POST" else None,
        initial={"cells_hash": parts["cells_hash"], "min_enterprises": smallest},
    )
    if request.method == "POST" and form.is_valid():
        try:
            job = request_release(order=_order(question, form), by=question.actor)
        except ReleaseRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("inventory:releasing", job.public_id)
    may_release = question.actor.may("inventory:release")
    context = {
        "question": question,
        "form": form,
        "may_release": may_release,
        "tabs": tabs(question.actor, "compile"),
        "years": years(question),
        **parts,
    }
    return render(request, "inventory/compile.html", context, status=422 if form.errors else 200)


def years(question: Question, address: str = "inventory:compile") -> list[tuple[int, str, bool]]:
    """Links to the other years."""
    return [(y, question.href(address, year=str(y)), y == question.year) for y in sorted(question.years)]


def _order(question: Question, form: ReleaseForm) -> ReleaseOrder:
    return ReleaseOrder(
        jurisdiction_id=question.jurisdiction.pk,
        year=question.year,
        note=form.cleaned_data["note"].strip(),
        cells_hash=form.cleaned_data["cells_hash"],
        min_enterprises=form.cleaned_data["min_enterprises"],
    )


@require_GET
@page("inventory:release")
def releasing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """How far a release is; the receipt when it is there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    job = get_object_or_404(Job.objects.visible_to(actor), public_id=public_id, kind=KIND)
    progress = _progress(job)
    if is_partial(request):
        return progress_part(request, progress)
    context: dict[str, object] = {"job": job, "progress": progress}
    if job.state == "done":
        made = InventoryRelease.objects.select_related("jurisdiction").get(public_id=job.result["release"])
        context |= {"release": made, "receipt": _receipt(made)}
    elif not job.is_over:
        context["refresh_seconds"] = 3
    return render(request, "inventory/releasing.html", context)


def _progress(job: Job) -> Progress:
    here = reverse("inventory:releasing", args=[job.public_id])
    return Progress(
        title=_("Recounting, signing and writing the release"),
        state=STATES.get(job.state, job.state),
        done=int(job.state == "done"),
        total=1,
        poll_href=here,
        result_href=here if job.state == "done" else "",
        result_label=_("See the receipt"),
        messages=[job.error_text] if job.error_text else [],
    )


def _receipt(made: InventoryRelease) -> Receipt:
    return Receipt(
        title=_("Released"),
        reference_label=_("Release"),
        reference=title_of(made),
        facts=release_facts(made),
        next_steps=[
            _("The figures are public from now on and cannot be changed."),
            _("A correction becomes a new release that points to this one."),
        ],
    )
