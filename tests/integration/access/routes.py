"""The route table read from the URL configuration: every route, its methods and the permission it declares."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Routes of libraries: their own tests cover who may do what; all are about the person's own sign-in,
# the public schema, or health.
LIBRARY_PREFIXES = ("accounts/", "healthz", "readyz", "metrics", "api/v1/schema", "api/v1/docs", "api/v1/auth/token")
SAMPLES: dict[str, Any] = {"uuid": uuid.UUID(int=7), "int": 987654321, "str": "none", "slug": "none", "path": "none"}
ANY = object()


@dataclass(frozen=True)
class Route:
    """One method of one address."""

    pattern: str
    method: str
    permission: Any

    @property
    def address(self) -> str:
        """The address with sample arguments that name no record."""
        return "/" + fill(self.pattern)

    @property
    def key(self) -> str:
        """How the listing names it."""
        return f"{self.method} /{self.pattern}"


def fill(pattern: str) -> str:
    """Put a sample into each ``<converter:name>``."""
    while "<" in pattern:
        before, _, rest = pattern.partition("<")
        inside, _, after = rest.partition(">")
        converter = inside.split(":")[0] if ":" in inside else "str"
        pattern = f"{before}{SAMPLES[converter]}{after}"
    return pattern


def routes() -> list[Route]:
    """Every route of our own, one entry per method."""
    found = [route for pattern, view in _walk(get_resolver().url_patterns, "") for route in _of(pattern, view)]
    return sorted(found, key=lambda route: (route.pattern, route.method))


def _walk(entries: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for entry in entries:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, pattern)
        elif isinstance(entry, URLPattern) and not pattern.startswith(LIBRARY_PREFIXES):
            yield pattern, entry.callback


def _of(pattern: str, view: Any) -> Iterator[Route]:
    api_class = getattr(view, "cls", None)
    if api_class is not None and hasattr(api_class, "permissions"):
        for method in ("get", "post", "put", "patch", "delete"):
            if hasattr(api_class, method):
                yield Route(pattern, method.upper(), api_class.permissions.get(method.upper(), "undeclared"))
        return
    permission = getattr(view, "permission", "undeclared")
    for method in allowed_methods(view):
        yield Route(pattern, method, permission)


def allowed_methods(view: Any) -> list[str]:
    """The methods a page takes, read from the method decorators around it."""
    inner: Any = view
    while inner is not None:
        for cell in getattr(inner, "__closure__", None) or ():
            content = cell.cell_contents
            if (
                isinstance(content, list | tuple)
                and content
                and all(isinstance(m, str) and m.isupper() for m in content)
            ):
                return [m for m in content if m not in {"HEAD", "OPTIONS"}]
        inner = getattr(inner, "__wrapped__", None)
    return ["GET"]
