"""A page that meets an outage says so: 503 with Retry-After while the database or the mail server is away, 507 when a disk is full.

The interface answers the same through its own exception handler (mrv/core/api/errors.py).
"""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from mrv.core.actor import PUBLIC
from mrv.core.outages import is_database_away, is_disk_full
from mrv.portal.views.errors import problem
from mrv.sign_in import MailUnavailable

RETRY_SECONDS = "5"


class OutageMiddleware:
    """Stands right before the views, so that what a view raises reaches it first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of the outage; None for anything else."""
        if is_disk_full(error):
            return _page(request, 507)
        if is_database_away(error) or isinstance(error, MailUnavailable):
            answer = _page(request, 503)
            answer["Retry-After"] = RETRY_SECONDS
            return answer
        return None


def _page(request: HttpRequest, status: int) -> HttpResponse:
    """Drawn as for a stranger: who asks stands in the database."""
    request.user = AnonymousUser()
    request.actor = PUBLIC  # type: ignore[attr-defined]
    return problem(request, status)
