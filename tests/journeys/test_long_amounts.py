"""A long amount is readable in the monthly grid as it stands: no digit hides at the edge of its cell."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.factories import world
from tests.journeys.browser import visitor
from tests.reporting_cast import filled, prepare
from tests.support import signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LONG = "123456789012.375"
CLIPPED = """() => [...document.querySelectorAll('td input[name^="q"], td.m-grid-cell input')]
    .filter((input) => input.scrollWidth > input.clientWidth).map((input) => input.value)"""
HIDDEN_TOTALS = """() => [...document.querySelectorAll('[data-total]')]
    .filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)"""


def grid_page(chromium: Browser, home: str, **look: Any) -> Page:
    """The monthly grid of a report, one stream with twelve long amounts and one with usual ones."""
    made = world()
    prepare(made)
    version = filled(made)
    # Longer than any plausible amount of the plan's units, so past the check of the door.
    version.activity_records.filter(unit="t").update(quantity=Decimal(LONG))
    context = visitor(chromium, home, **look)
    session = signed_in(made.people["reporter"]).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    page = context.new_page()
    page.goto(home + reverse("reporting:months", args=[version.report.public_id]))
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [1280, 390])
def test_twelve_digits_and_three_decimals_are_shown_whole(
    chromium: Browser, live_server: Any, language: str, width: int, theme: str
) -> None:
    page = grid_page(chromium, live_server.url, language=language, theme=theme, width=width)
    assert page.locator("td.m-grid-cell input").first.input_value() == LONG
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(HIDDEN_TOTALS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page itself scrolls sideways"
    page.context.close()


def test_a_cell_widens_while_a_long_amount_is_typed(chromium: Browser, live_server: Any) -> None:
    page = grid_page(chromium, live_server.url, language="en", theme="light", width=1280)
    cell = page.locator("tr[data-row]").nth(1).locator("input").first
    cell.fill(LONG)
    page.locator("h1").click()
    assert page.evaluate(CLIPPED) == []
    assert cell.get_attribute("size") == "16"
    page.context.close()
