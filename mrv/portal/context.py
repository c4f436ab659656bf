"""What every page knows: theme, navigation for this person, demonstration flag, version, next address."""

from importlib.metadata import PackageNotFoundError, version

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise

from mrv.portal.navigation import links_for
from mrv.portal.theme import theme_of
from mrv.words.role_names import names_of


def _version() -> str:
    try:
        return version("city-mrv")
    except PackageNotFoundError:
        return "0.1.0"


VERSION = _version()


def permissions_of(request: HttpRequest) -> frozenset[str]:
    """Everything the person behind the request may do; nothing when nobody is signed in."""
    actor = getattr(request, "actor", None)
    return frozenset(getattr(actor, "permissions", ()))


def role_names(request: HttpRequest) -> list[str | Promise]:
    """What the person behind the request is called in the scheme."""
    return names_of(getattr(getattr(request, "actor", None), "roles", ()))


def portal(request: HttpRequest) -> dict[str, object]:
    """Template context processor."""
    return {
        "theme": theme_of(request),
        "navigation": links_for(permissions_of(request), request.path),
        "is_demo": getattr(settings, "MRV_DEMO", False),
        "sends_mail": settings.MRV_SENDS_MAIL,
        "has_gallery": getattr(settings, "MRV_GALLERY", False),
        "platform_version": VERSION,
        "role_names": role_names(request),
        "here": request.get_full_path(),
    }
