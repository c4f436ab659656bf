"""Refuse an oversized request before reading it: Django limits no multipart upload (bad input B36)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _


class RequestSizeMiddleware:
    """Answers 413 when the declared length is above MRV_MAX_REQUEST_BYTES, 400 when it is no number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if not declared.isascii() or not declared.isdigit():
            return _refusal(
                400,
                _("Content-Length is %(declared)s; expected a whole number of bytes.") % {"declared": declared[:40]},
            )
        limit: int = settings.MRV_MAX_REQUEST_BYTES
        if int(declared) > limit:
            message = _(
                "The request has %(size)s MB; at most %(limit)s MB are accepted. Split the file and send the parts."
            )
            return _refusal(413, message % {"size": int(declared) // 2**20, "limit": limit // 2**20})
        return self.get_response(request)


def _refusal(status: int, message: str) -> HttpResponse:
    return HttpResponse(message + "\n", status=status, content_type="text/plain; charset=utf-8")
