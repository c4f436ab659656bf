"""A real Chromium for the journeys: strict about console errors, external requests and refused content."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _program() -> str | None:
    named = os.environ.get("MRV_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """The Chromium of the machine (or MRV_CHROMIUM), else the one playwright brings."""
    return playwright.chromium.launch(executable_path=_program(), args=list(FLAGS))


@dataclass
class Watch:
    """What went wrong on a page without being visible on it."""

    home: str
    troubles: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Write down console errors, script errors and requests that leave the platform."""
        page.on("console", lambda message: self._say(message.text, message.type in {"error", "warning"}))
        page.on("pageerror", lambda error: self._say(str(error), True))
        page.on("request", lambda request: self._say(request.url, not request.url.startswith((self.home, "data:"))))

    def _say(self, text: str, is_trouble: bool) -> None:
        if is_trouble:
            self.troubles.append(text)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser for some tests; database access in the same thread is meant, see DJANGO_ALLOW_ASYNC_UNSAFE."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        try:
            yield chromium
        finally:
            chromium.close()


def visitor(chromium: Browser, home: str, *, language: str, theme: str, width: int) -> BrowserContext:
    """A fresh visitor with a language, a system theme and a screen."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": "django_language", "value": language, "url": home}])
    return context
