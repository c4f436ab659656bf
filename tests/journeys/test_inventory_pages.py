"""The compiler's job in a real browser: read the dashboard, follow a figure to its line, release; all accessible."""

from decimal import Decimal
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from inventory.models import AreaSource, InventoryRelease
from inventory.services.record_area_sources import record_area_sources
from reporting.models import EmissionLine
from tests.factories import World
from tests.integration.inventory.conftest import populated
from tests.integration.inventory.releasing import released
from tests.integration.inventory.test_area_sources import STATED
from tests.journeys.browser import Watch, visitor
from tests.support import run_jobs, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def town() -> World:
    return populated()


def page_of(chromium: Browser, home: str, town: World, *, language: str, theme: str, width: int) -> tuple[Page, Watch]:
    """The compiler at a screen."""
    context = visitor(chromium, home, language=language, theme=theme, width=width)
    session = signed_in(town.people["inventory_compiler"]).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    page, watch = context.new_page(), Watch(home)
    watch.follow(page)
    return page, watch


def addresses(town: World) -> list[str]:
    """Every page of the section."""
    release = released(town)
    record_area_sources(jurisdiction=town.city, drafts=[STATED], by=town.actor("inventory_compiler"))
    source = AreaSource.objects.get()
    own = [f"releases/{release.public_id}/", f"area-sources/{source.public_id}/", "compile/", "downloads/", "verify/"]
    more = ["?view=gpc", "cells/?sector=S43", "area-sources/", "area-sources/new/", "releases/"]
    return [f"/inventory/{path}" for path in ("", *own, *more)]


@pytest.mark.parametrize(("language", "theme", "width"), [("zh-hans", "light", 1280), ("en", "dark", 390)])
def test_every_page_is_accessible_quiet_and_fits_the_screen(
    chromium: Browser, live_server: Any, town: World, language: str, theme: str, width: int
) -> None:
    page, watch = page_of(chromium, live_server.url, town, language=language, theme=theme, width=width)
    for address in addresses(town):
        page.goto(live_server.url + address, wait_until="networkidle")
        page.wait_for_timeout(300)
        assert Axe().run(page, options={"runOnly": RULES}).response["violations"] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert watch.troubles == []


def test_a_figure_is_followed_from_the_matrix_to_its_explanation(
    chromium: Browser, live_server: Any, town: World
) -> None:
    page, watch = page_of(chromium, live_server.url, town, language="en", theme="light", width=1280)
    page.goto(f"{live_server.url}/inventory/")
    page.locator(".m-matrix tbody tr", has_text="Transport").first.locator("td a").first.click()
    expect(page.locator("h1")).to_contain_text("Transport")
    page.get_by_role("link", name="BUS (synthetic)").click()
    expect(page.locator("table")).to_contain_text("diesel")
    amount = page.locator("table tbody tr").first.get_by_role("link")
    line = EmissionLine.objects.get(fuel="diesel")
    expect(amount).to_have_attribute("href", f"/reporting/lines/{line.public_id}/")
    assert watch.troubles == []


def test_the_compiler_releases_after_looking_at_the_difference(
    chromium: Browser, live_server: Any, town: World
) -> None:
    page, watch = page_of(chromium, live_server.url, town, language="en", theme="light", width=1280)
    page.goto(f"{live_server.url}/inventory/compile/")
    expect(page.get_by_role("heading", name="What the first release would contain")).to_be_visible()
    page.get_by_role("button", name="Release the inventory").click()
    expect(page.locator(".is-invalid").first).to_be_visible()
    page.get_by_label("What this release is").fill("First release")
    page.get_by_label("I have looked at the difference").check()
    page.get_by_role("button", name="Release the inventory").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    run_jobs()
    page.reload()
    expect(page.locator(".m-receipt")).to_contain_text(InventoryRelease.objects.get().content_hash)
    page.get_by_role("link", name="Open the release").click()
    with page.expect_download() as bundle:
        page.get_by_role("link", name="Signed bundle (zip)").click()
    assert bundle.value.suggested_filename == "inventory-310000-2017-release-1.zip"
    assert [trouble for trouble in watch.troubles if "422" not in trouble] == []


def test_area_source_is_asked_only_for_what_its_basis_needs(chromium: Browser, live_server: Any, town: World) -> None:
    page, _watch = page_of(chromium, live_server.url, town, language="en", theme="light", width=1280)
    page.goto(f"{live_server.url}/inventory/area-sources/new/", wait_until="networkidle")
    expect(page.locator("[name=quantity]")).to_be_visible()
    expect(page.locator("[name=co2_t]")).to_be_hidden()
    expect(page.locator("label[for=id_quantity]")).not_to_contain_text("optional")
    expect(page.locator("label[for=id_proxy]")).to_contain_text("optional")
    page.select_option("[name=basis]", "stated")
    expect(page.locator("[name=co2_t]")).to_be_visible()
    expect(page.get_by_text("Give the mass of at least one gas.")).to_be_visible()
    expect(page.locator("[name=quantity]")).to_be_hidden()
    for name, value in {"code": "WASTE", "year": "2017", "co2_t": "three", "source": "Landfill model"}.items():
        page.fill(f"[name={name}]", value)
    page.click("button:has-text('Compute and record')")
    expect(page.locator("[name=co2_t][aria-invalid=true]")).to_be_visible()
    page.fill("[name=co2_t]", "3.5")
    page.click("button:has-text('Compute and record')")
    page.wait_for_url("**/inventory/area-sources/*-*/")
    assert AreaSource.objects.get(code="WASTE").co2_t == Decimal("3.5")
