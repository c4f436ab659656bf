"""Error pages: what is wrong, what was expected, what to do next."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mrv.core.denials import MissingPermission


@dataclass(frozen=True)
class ProblemPage:
    """The words of one error page."""

    title: str | Promise
    text: str | Promise
    advice: str | Promise


PAGES: dict[int, ProblemPage] = {
    400: ProblemPage(
        _("The request could not be understood"),
        _("The address or the form was incomplete or contained something the platform does not accept."),
        _("Go back, check what was entered and send it again."),
    ),
    403: ProblemPage(
        _("You may not open this page"),
        _("Your role does not include this action."),
        _("If you need this right, ask the administrator of your organization."),
    ),
    404: ProblemPage(
        _("There is nothing at this address"),
        _("The page does not exist, or it belongs to another organization."),
        _("Check the address, or start again from the front page."),
    ),
    409: ProblemPage(
        _("Somebody else was faster"),
        _("The record changed while you were working on it, so your action was not carried out."),
        _("Open the record again, look at what changed, then decide."),
    ),
    429: ProblemPage(
        _("Too many attempts"),
        _("For safety the platform takes a short break after many requests or failed sign-ins."),
        _("Wait a few minutes, then try again. Nothing was lost."),
    ),
    503: ProblemPage(
        _("The platform is briefly unavailable"),
        _("It is being maintained or one of its services is restarting. What was submitted is safe."),
        _("Try again in a minute."),
    ),
    507: ProblemPage(
        _("There is no room left"),
        _("A disk of the platform is full, so nothing of this was stored. What was submitted before is safe."),
        _("Try again later; the operators have to make room first."),
    ),
}


EXPIRED = ProblemPage(
    _("The form has expired"),
    _("The form was open too long or came from another site, so nothing was saved."),
    _("Go back, reload the page and send it again."),
)


def problem(
    request: HttpRequest, status: int, detail: str | Promise = "", *, words: ProblemPage | None = None
) -> HttpResponse:
    """The error page of this status; ``detail`` says more where it is safe to say more."""
    context = {"status": status, "problem": words or PAGES[status], "detail": detail}
    return render(request, "portal/problem.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler of 400."""
    return problem(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler of 403; a missing permission is named with those who have it."""
    if not isinstance(exception, MissingPermission):
        return problem(request, 403)
    return problem(request, 403, str(exception), words=replace(PAGES[403], text="", advice=""))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler of 404; the same words for what is absent and for what is not yours."""
    return problem(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection token is missing or old."""
    return problem(request, 403, words=EXPIRED)
