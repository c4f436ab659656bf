"""The color theme a person chose, kept in a cookie and written by the server, so nothing flashes.

"auto" leaves the choice to the operating system (prefers-color-scheme).
"""

from enum import StrEnum

from django.http import HttpRequest


class Theme(StrEnum):
    """The three choices of the theme switch."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


COOKIE = "mrv_theme"
COOKIE_AGE_SECONDS = 365 * 24 * 60 * 60


def parse_theme(value: str | None) -> Theme:
    """The theme with this name; anything unknown is auto."""
    return Theme(value) if value in set(Theme) else Theme.AUTO


def theme_of(request: HttpRequest) -> Theme:
    """The theme this browser asks for."""
    return parse_theme(request.COOKIES.get(COOKIE))
