"""Releases for everybody: the list, one, its bundle, the difference to another, and the check of a signature."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from inventory.api.releases import bundle_response
from inventory.models import InventoryRelease
from inventory.pages.comparison import comparison_parts
from inventory.pages.forms import VerifyForm
from inventory.pages.releases import release_parts, release_table, title_of
from inventory.pages.section import tabs
from inventory.pages.verification import check
from inventory.selectors.comparison import compare, stand_of_release
from mrv.core.actor import Actor
from mrv.core.views import page

SHOWN = 200
RELATED = ("jurisdiction", "supersedes__jurisdiction", "superseded_by", "bundle")


def find(public_id: uuid.UUID) -> InventoryRelease:
    """The release at this address."""
    return get_object_or_404(InventoryRelease.objects.select_related(*RELATED), public_id=public_id)


@require_GET
@page(None)
def releases(request: HttpRequest) -> HttpResponse:
    """All released inventories."""
    newest = InventoryRelease.objects.select_related("jurisdiction", "superseded_by").order_by("-released_at")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "inventory/releases.html",
        {"table": release_table(list(newest[:SHOWN])), "tabs": tabs(actor, "releases")},
    )


@require_GET
@page(None)
def release(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One release with its digests and files."""
    found = find(public_id)
    years = InventoryRelease.objects.filter(jurisdiction=found.jurisdiction, year=found.year).exclude(pk=found.pk)
    others = [(other, title_of(other)) for other in years.select_related("jurisdiction").order_by("-number")]
    return render(request, "inventory/release.html", {**release_parts(found), "others": others})


@require_GET
@page(None)
def release_bundle(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The signed zip."""
    return bundle_response(find(public_id))


@require_GET
@page(None)
def compare_releases(request: HttpRequest, public_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """What changed from the first to the second, and why."""
    before, after = find(public_id), find(other_id)
    if before.jurisdiction_id != after.jurisdiction_id:
        raise Http404
    actor: Actor = request.actor  # type: ignore[attr-defined]
    is_official = actor.oversees_city and actor.may("inventory:read")
    is_open = before.min_enterprises == after.min_enterprises == 1
    parts = comparison_parts(
        compare(stand_of_release(before), stand_of_release(after)),
        title_of(before),
        title_of(after),
        shows_sectors=is_open or is_official,
        shows_sources=is_official,
    )
    return render(request, "inventory/compare.html", {"before": before, "after": after, **parts})


@require_http_methods(["GET", "POST"])
@page(None)
def verify_signature(request: HttpRequest) -> HttpResponse:
    """Check that a bundle or a signed text is unchanged and ours."""
    form = VerifyForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    outcome = check(form.cleaned_data) if request.method == "POST" and form.is_valid() else None
    context = {"form": form, "outcome": outcome, "title": _("Verify a signature")}
    return render(request, "inventory/verify.html", context, status=422 if form.errors else 200)
