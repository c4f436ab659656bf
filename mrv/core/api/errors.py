"""Turns every known error into an RFC 9457 problem document with a JSON pointer per field."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from mrv.core.api.problems import MEDIA_TYPE, Problem, not_found
from mrv.core.outages import is_database_away, is_disk_full
from mrv.core.services.jobs import TooManyWaiting
from mrv.core.services.transition import ReasonMissing, StaleState
from mrv.workflow import IllegalTransition


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """The REST framework's exception handler."""
    problem = as_problem(error)
    if problem is None:
        return None
    set_rollback()
    body = {
        "type": f"urn:mrv:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail or problem.title,
        "instance": context["request"].path if context.get("request") is not None else "",
    }
    if problem.errors:
        body["errors"] = problem.errors
    return Response(body, status=problem.status, headers=problem.headers, content_type=MEDIA_TYPE)


def as_problem(error: Exception) -> Problem | None:
    """Translate known errors; None for a defect (it becomes a plain 500)."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, IllegalTransition | StaleState):
        return Problem(409, "conflict", _("The record is in another state."), str(error))
    if isinstance(error, ReasonMissing):
        return Problem(422, "reason_missing", _("A reason is needed."), str(error))
    if isinstance(error, Http404):
        return not_found()
    if isinstance(error, ValidationError):
        return _of_validation(error)
    if isinstance(error, PermissionDenied):
        return Problem(403, "forbidden", _("You may not do this."), str(error))
    return _from_framework(error) if isinstance(error, exceptions.APIException) else _of_outage(error)


def _of_validation(error: ValidationError) -> Problem:
    if isinstance(error, TooManyWaiting):
        return Problem(429, "too_many_waiting", error.messages[0], headers={"Retry-After": "30"})
    return Problem(422, "invalid", _("The data is not valid."), errors=_django_errors(error))


def _of_outage(error: Exception) -> Problem | None:
    """507 or 503 where trying again can help; None for a defect."""
    if is_disk_full(error):
        return Problem(507, "disk_full", _("There is no room left on the disk. Nothing was stored. Try again later."))
    if is_database_away(error):
        return Problem(503, "unavailable", _("The database does not answer. Try again."), headers={"Retry-After": "5"})
    return None


def _from_framework(error: exceptions.APIException) -> Problem:
    headers: dict[str, str] = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]
    if isinstance(error, exceptions.ValidationError):
        errors = list(_pointers(error.get_full_details(), ""))
        return Problem(
            status.HTTP_422_UNPROCESSABLE_ENTITY,
            "invalid",
            _("The data is not valid."),
            errors=errors,
            headers=headers,
        )
    codes = error.get_codes()
    code = codes if isinstance(codes, str) else "error"
    return Problem(error.status_code, code, str(error.detail), headers=headers)


def _pointers(details: Any, prefix: str) -> Any:
    """Flatten nested validation details into pointer, code, detail."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        yield {"pointer": prefix or "/", "code": details["code"], "detail": str(details["message"])}
    elif isinstance(details, dict):
        for key, value in details.items():
            yield from _pointers(value, prefix if key == "non_field_errors" else f"{prefix}/{key}")
    elif isinstance(details, list):
        nested = any(isinstance(item, dict) and "message" not in item for item in details)
        for index, item in enumerate(details):
            yield from _pointers(item, f"{prefix}/{index}" if nested else prefix)


def _django_errors(error: ValidationError) -> list[dict[str, Any]]:
    if hasattr(error, "error_dict"):
        return [
            {"pointer": f"/{name}", "code": item.code or "invalid", "detail": message}
            for name, items in error.error_dict.items()
            for item in items
            for message in item.messages
        ]
    return [{"pointer": "/", "code": error.code or "invalid", "detail": message} for message in error.messages]
