"""A refusal, as plain data: what is wrong, where, what to do (RFC 9457 fields)."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

MEDIA_TYPE = "application/problem+json"


@dataclass
class Problem(Exception):
    """A refusal to be shown to the client. ``errors``: ``{"pointer", "code", "detail"}`` each."""

    status: int
    code: str
    title: str
    detail: str = ""
    errors: list[dict[str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code}: {self.detail or self.title}"


def not_found() -> Problem:
    """The one answer for "does not exist" and "is not yours" (A1: nothing leaks)."""
    return Problem(404, "not_found", _("Not found."), _("There is no such record among those you may see."))
