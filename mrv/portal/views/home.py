"""The public front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mrv.portal.demonstration import machine_clients, sign_ins
from mrv.portal.front import panels_for, public_ways


def home(request: HttpRequest) -> HttpResponse:
    """What this is, the latest released numbers, and the ways in."""
    context = {
        "panels": panels_for(request),
        "ways": public_ways(),
        "sign_ins": sign_ins(),
        "machines": machine_clients(),
        "api": request.build_absolute_uri(reverse("api:docs")).removesuffix("/docs"),
    }
    return render(request, "portal/home.html", context)
