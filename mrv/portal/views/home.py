"""The public front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mrv.portal.demonstration import sign_ins
from mrv.portal.front import panels_for, public_ways


def home(request: HttpRequest) -> HttpResponse:
    """What this is, the latest released numbers, and the ways in."""
    context = {"panels": panels_for(request), "ways": public_ways(), "sign_ins": sign_ins()}
    return render(request, "portal/home.html", context)
