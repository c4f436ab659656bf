"""Conditional answers: 304 when the client already has it, 412 when it acts on an older one."""

import hashlib
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from mrv.core.api.formats import JSONRenderer
from mrv.core.api.problems import Problem


def tag_of(body: bytes) -> str:
    """A strong ETag over the bytes of an answer."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def conditional(request: Request, data: Any, *, headers: dict[str, str] | None = None) -> HttpResponse:
    """Answer ``data`` with its ETag, or 304 if the client named it in If-None-Match; what is tagged is what is sent."""
    body = JSONRenderer().render(data)
    tag = tag_of(body)
    # RFC 9110 13.1.2: compared weakly, since a proxy that compresses marks the tag as weak.
    if tag in [item.strip().removeprefix("W/") for item in request.headers.get("If-None-Match", "").split(",")]:
        return HttpResponse(status=304, headers={"ETag": tag})
    known = {**(headers or {}), "ETag": tag, "Cache-Control": "private, no-cache"}
    return HttpResponse(body, content_type=JSONRenderer.media_type, headers=known)


def require_match(request: Request, tag: str) -> None:
    """Refuse a write based on an older state, when the client sent If-Match."""
    sent = request.headers.get("If-Match")
    if sent is not None and tag not in [item.strip() for item in sent.split(",")] and sent.strip() != "*":
        raise Problem(412, "precondition_failed", _("The record changed since you read it. Read it again."))
