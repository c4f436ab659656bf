"""Idempotency-Key on POST: the effect and the stored answer commit together (catalogue F22).

Same key and body: the same bytes again. Same key, other body: 422. Same key while the first is still
at work: 409. Errors are not stored: nothing happened, so a retry may succeed.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.actor import Actor
from mrv.core.api.formats import JSONRenderer
from mrv.core.api.problems import Problem
from mrv.core.models import IdempotencyRecord

KEPT_HEADERS = ("Location", "ETag", "Link")
View = Callable[..., Any]


def idempotent(post: View) -> View:
    """Decorate the ``post`` method of an ApiView."""

    @wraps(post)
    def wrapper(view: Any, request: Request, *args: Any, **kwargs: Any) -> Any:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            with transaction.atomic():
                return post(view, request, *args, **kwargs)
        if len(key) > 120 or not key.isprintable():
            raise Problem(400, "bad_idempotency_key", _("Idempotency-Key must be 1 to 120 printable characters."))
        with transaction.atomic():
            return _once(view, request, key, lambda: post(view, request, *args, **kwargs))

    return wrapper


def _once(view: Any, request: Request, key: str, perform: Callable[[], Response]) -> HttpResponse | Response:
    actor_key, digest = _actor_key(view.actor), _digest(request)
    _lock_or_conflict(f"{actor_key}|{key}")
    known = IdempotencyRecord.objects.filter(actor_key=actor_key, key=key).first()
    if known is not None:
        if known.request_digest != digest:
            raise Problem(
                422, "idempotency_mismatch", _("This Idempotency-Key was used for another request. Use a new key.")
            )
        return _replay(known)
    response = perform()
    if response.status_code < 400:
        _remember(view.actor, actor_key, key, digest, response)
    return response


def _remember(actor: Actor, actor_key: str, key: str, digest: str, response: Response) -> None:
    IdempotencyRecord.objects.create(
        actor_key=actor_key,
        key=key,
        request_digest=digest,
        status_code=response.status_code,
        headers={name: response[name] for name in KEPT_HEADERS if response.has_header(name)},
        body=JSONRenderer().render(response.data),
        created_by=actor.label,
    )


def _replay(known: IdempotencyRecord) -> HttpResponse:
    response = HttpResponse(bytes(known.body), status=known.status_code, content_type="application/json")
    for name, value in known.headers.items():
        response[name] = value
    response["Idempotent-Replay"] = "true"
    return response


def _actor_key(actor: Actor) -> str:
    return f"client:{actor.client_id}" if actor.client_id else f"person:{actor.person_id}"


def _digest(request: Request) -> str:
    """Over what the client sent. Multipart bodies are digested by their fields and file contents."""
    hashed = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type and request.content_type.startswith("multipart/"):
        hashed.update(JSONRenderer().render(sorted(request.POST.lists())))
        for name, upload in sorted(request.FILES.items()):
            hashed.update(JSONRenderer().render([name, upload.name, upload.size]))
            for chunk in upload.chunks():
                hashed.update(chunk)
            upload.seek(0)
    else:
        hashed.update(JSONRenderer().render(request.data))
    return hashed.hexdigest()


def _lock_or_conflict(name: str) -> None:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise Problem(409, "in_progress", _("The same request is still being worked on. Ask again in a moment."))
