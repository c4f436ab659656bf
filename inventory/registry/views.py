"""Doors of the registry pages: what the market sees, who reads it, what was delivered."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from inventory.registry import tables
from inventory.registry.forms import ClientForm
from inventory.registry.models import VerifiedEmission, WebhookDelivery
from inventory.registry.services.register_client import register_client
from inventory.registry.services.revoke_client import revoke_client
from mrv.core.models import ApiClient
from mrv.core.views import PageRequest, page
from mrv.operations.paging import newest_first

SHOWN = 50


@require_GET
@page("registry:manage")
def clients(request: PageRequest) -> HttpResponse:
    """Registries and enterprise systems with access; the registries first."""
    found = ApiClient.objects.select_related("organization", "application", "jurisdiction").prefetch_related(
        "webhooks"
    )
    if wanted := request.GET.get("q", "").replace("\x00", "").strip()[:100]:
        found = found.filter(organization__code__icontains=wanted)
    shown, pager = newest_first(request, found, size=SHOWN, order="pk")
    return render(
        request, "registry/clients.html", {"clients": tables.client_table(shown), "pager": pager, "wanted": wanted}
    )


@require_http_methods(["GET", "POST"])
@page("registry:manage")
def new_client(request: PageRequest) -> HttpResponse:
    """Register a client; its secret is shown once, on the answer to the form."""
    form = ClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            client, secret = register_client(**form.service_arguments(), by=request.actor)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return render(request, "registry/secret.html", {"client": client, "secret": secret})
    return render(request, "registry/new_client.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@page("registry:manage")
def client(request: PageRequest, pk: int) -> HttpResponse:
    """One client with its deliveries."""
    found = get_object_or_404(ApiClient.objects.select_related("organization", "application"), pk=pk)
    deliveries = WebhookDelivery.objects.filter(webhook__client=found).select_related("event", "webhook")
    shown, pager = newest_first(request, deliveries, size=SHOWN)
    context = {"client": found, "deliveries": tables.delivery_table(shown), "pager": pager}
    return render(request, "registry/client.html", context)


@require_POST
@page("registry:manage")
def revoke(request: PageRequest, pk: int) -> HttpResponse:
    """Take the access away."""
    revoke_client(client=get_object_or_404(ApiClient, pk=pk), by=request.actor)
    messages.success(request, _("The client has no access any more."))
    return redirect("registry:client", pk=pk)


@require_GET
@page("registry:manage")
def records(request: PageRequest) -> HttpResponse:
    """Verified emissions as the market reads them."""
    found = VerifiedEmission.objects.visible_to(request.actor).select_related("facility")
    if (year := request.GET.get("year", "")).isascii() and year.isdigit() and len(year) == 4:
        found = found.filter(compliance_year=int(year))
    shown, pager = newest_first(request, found, size=SHOWN)
    return render(request, "registry/records.html", {"records": tables.record_table(shown), "pager": pager})
