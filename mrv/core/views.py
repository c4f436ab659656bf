"""What page doors share: the permission decorator and the answer to a stale or illegal act."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.export_slots import RETRY_SECONDS, is_export, refusal, release_with, take
from mrv.core.models import Person
from mrv.portal.views.errors import problem

View = Callable[..., HttpResponseBase]


class PageRequest(HttpRequest):
    """A request as a page gets it: ActorMiddleware has put the actor on it."""

    actor: Actor
    user: Person


def page(permission: str | None) -> Callable[[View], View]:
    """A page for those who hold ``permission`` (None: for everybody). The view gets ``request.actor``.

    Nobody signed in: to the sign-in page and back. Signed in without the permission: the 403 page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined]
            if permission is not None:
                if actor.is_public:
                    return _to_sign_in(request)
                actor.require(permission)
            return _export(view, request, *args, **kwargs) if is_export(request) else view(request, *args, **kwargs)

        door.permission = permission  # type: ignore[attr-defined]
        return door

    return decorate


def _export(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Within the share of the client; beyond it 429."""
    give = take(request.actor)  # type: ignore[attr-defined]
    if give is None:
        answer = problem(request, 429, refusal())
        answer["Retry-After"] = str(RETRY_SECONDS)
        return answer
    try:
        made: HttpResponseBase = view(request, *args, **kwargs)
    except BaseException:
        give()
        raise
    return release_with(made, give)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page and back; who was in the middle of a form is told that it was not saved."""
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    messages.warning(request, _("Your session had ended, so what you sent was not saved. Sign in and enter it again."))
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(before)
    return (
        redirect_to_login(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        if is_ours
        else redirect_to_login("/")
    )


def is_partial(request: HttpRequest) -> bool:
    """True when htmx asks for a part of the page only."""
    return bool(getattr(request, "htmx", False))


def plain_text(text: str, status: int = 200) -> HttpResponse:
    """A one-line answer for machines."""
    return HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")
