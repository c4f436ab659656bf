"""An enterprise reports a year in a real browser: grid with paste and autosave, evidence, checks, signature, result."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from reporting.models import ActivityRecord, EmissionLine, ReportVersion
from reporting.services.submit_version import submit_version
from tests.factories import World, world
from tests.journeys.browser import Watch, visitor
from tests.reporting_cast import filled, prepare
from tests.support import run_jobs

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "a long enough pass phrase"


@pytest.fixture
def cast(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = str(tmp_path)
    made = world()
    prepare(made)
    for name in ("reporter", "responsible_person", "regulator"):
        made.people[name].set_password(PASSWORD)
        made.people[name].save()
    return made


@dataclass
class Visit:
    """One person at a browser."""

    page: Page
    watch: Watch
    home: str

    def open(self, name: str, *keys: Any) -> None:
        self.page.goto(self.home + reverse(name, args=keys))

    def check(self) -> None:
        """No accessibility violation, nothing sideways, nothing in the console."""
        self.page.wait_for_timeout(200)
        found = Axe().run(self.page, options={"runOnly": RULES}).response
        assert found["violations"] == [], self.page.url
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width, self.page.url
        assert self.watch.troubles == [], self.page.url


@pytest.fixture
def visits(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def sign_in(person: str, *, language: str = "en", theme: str = "light", width: int = 1440) -> Visit:
        context = visitor(chromium, live_server.url, language=language, theme=theme, width=width)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page, watch = context.new_page(), Watch(live_server.url)
        watch.follow(page)
        page.goto(live_server.url + "/accounts/login/")
        page.fill("input[name=login]", person)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda address: "login" not in address)
        return Visit(page, watch, live_server.url)

    yield sign_in
    for context in contexts:
        context.close()


def paste(page: Page, text: str) -> None:
    """Paste as a person would, from the clipboard."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def wait_saved(page: Page) -> None:
    expect(page.locator("#grid-status .m-grid-saved")).to_be_visible()
    expect(page.locator("[data-month-grid] input[data-dirty]")).to_have_count(0)


def test_a_year_is_reported_from_opening_to_the_explained_result(
    cast: World, visits: Callable[..., Visit], tmp_path: Path
) -> None:
    reporter = visits("reporter")
    page = reporter.page
    reporter.open("reporting:home")
    reporter.check()
    page.get_by_role("link", name="Open a report").click()
    page.select_option("select[name=facility]", "FAC-1")
    page.select_option("select[name=compliance_year]", "2020")
    reporter.check()
    page.get_by_role("button", name="Open the report").click()
    reporter.check()

    page.get_by_role("link", name="Enter activity data").click()
    cells = page.locator("[data-month-grid] tbody input")
    expect(cells).to_have_count(24)
    cells.nth(0).fill("100.1")
    wait_saved(page)
    cells.nth(1).focus()
    paste(page, "\t".join(f"10{month}.25" for month in range(2, 10)) + "\t110.5\t111.5\t112.5")
    wait_saved(page)
    cells.nth(12).focus()
    paste(page, "\t".join(str(1000 + month) for month in range(12)))
    wait_saved(page)
    assert ActivityRecord.objects.count() == 24
    cells.nth(3).fill("1,200")
    expect(page.locator(".m-grid-note")).to_contain_text("thousands separator")
    expect(cells.nth(3)).to_have_attribute("aria-invalid", "true")
    cells.nth(3).fill("120")
    expect(page.locator(".m-grid-note")).to_have_count(0)
    wait_saved(page)
    assert ActivityRecord.objects.filter(month=4, quantity="120").exists()
    reporter.watch.troubles.clear()  # the refused cell was answered with 422, which the console reports
    reporter.check()

    invoice = tmp_path / "invoices 2020.pdf"
    invoice.write_bytes(b"%PDF-1.4 invoices")
    version = ReportVersion.objects.get()
    reporter.open("reporting:stream", version.report.public_id, "diesel")
    page.fill("#every-source", "invoices")
    page.fill("#every-evidence", "INV-2020")
    page.get_by_role("button", name="Save").click()
    reporter.open("reporting:stream", version.report.public_id, "electricity")
    page.fill("#every-source", "meter")
    page.get_by_role("button", name="Save").click()
    reporter.check()
    reporter.open("reporting:evidence", version.report.public_id)
    page.set_input_files("input[name=file]", str(invoice))
    page.fill("input[name=reference]", "INV-2020")
    page.get_by_role("button", name="Add the file").click()
    expect(page.get_by_role("link", name="INV-2020")).to_be_visible()
    reporter.check()

    reporter.open("reporting:checks", version.report.public_id)
    reporter.check()
    explanations = page.locator("textarea")
    for place in range(explanations.count()):
        explanations.nth(place).fill("This is how the plant ran in 2020; the meter log proves it.")
    if explanations.count():
        page.get_by_role("button", name="Save the explanations").click()
    expect(page.get_by_text("The checks find nothing that stands in the way")).to_be_visible()

    signer = visits("responsible_person")
    signer.open("reporting:submit", version.report.public_id)
    signer.check()
    signer.page.get_by_role("button", name="Sign and submit").click()
    expect(signer.page.locator("[data-error-summary]")).to_be_focused()
    signer.page.check("input[name=acknowledgement]")
    signer.page.get_by_role("button", name="Sign and submit").click()
    expect(signer.page.get_by_role("heading", name="Report submitted")).to_be_visible()
    signer.watch.troubles.clear()  # the first attempt was answered with 422
    signer.check()
    run_jobs()
    signer.page.get_by_role("link", name="To the report").first.click()

    version.refresh_from_db()
    assert version.state == "computed"
    reporter.open("reporting:version", version.public_id)
    reporter.check()
    page.get_by_role("link", name="Every line").click()
    line = EmissionLine.objects.filter(version=version).order_by("line_number").first()
    assert line is not None
    page.locator(f"a[href='{reverse('reporting:line', args=[line.public_id])}']").click()
    expect(page.get_by_text("Recomputed now: identical")).to_be_visible()
    reporter.check()


def test_two_people_at_one_grid_do_not_overwrite_each_other(cast: World, visits: Callable[..., Visit]) -> None:
    version = filled(cast)
    first, second = visits("reporter"), visits("reporter")
    for visit in (first, second):
        visit.open("reporting:months", version.report.public_id)
    cells = "[data-month-grid] tbody input"
    first.page.locator(cells).nth(0).fill("55")
    wait_saved(first.page)
    second.page.locator(cells).nth(0).fill("77")
    expect(second.page.locator("#grid-status .m-grid-conflict")).to_contain_text("Nothing of yours was saved")
    assert ActivityRecord.objects.filter(version=version, quantity="55").count() == 1
    second.page.get_by_role("link", name="Load the new values").click()
    expect(second.page.locator(cells).nth(0)).to_have_value("55")


@pytest.mark.parametrize(
    ("language", "theme", "width"), [("zh-hans", "dark", 390), ("zh-hans", "light", 1920), ("en", "dark", 768)]
)
def test_every_page_is_accessible_in_every_look(
    cast: World, visits: Callable[..., Visit], language: str, theme: str, width: int
) -> None:
    draft = filled(cast, year=2019)
    computed = submit_version(version=filled(cast, year=2020), by=cast.actor("responsible_person"))
    run_jobs()
    line = EmissionLine.objects.filter(version=computed).first()
    assert line is not None
    visit = visits("reporter", language=language, theme=theme, width=width)
    report = draft.report.public_id
    for name in ("home", "open", "plans"):
        visit.open(f"reporting:{name}")
        visit.check()
    for name in ("report", "months", "year", "streams", "upload", "evidence", "checks", "submit", "history"):
        visit.open(f"reporting:{name}", report)
        visit.check()
    for name, *keys in [
        ("stream", report, "diesel"),
        ("report", computed.report.public_id),
        ("version", computed.public_id),
        ("receipt", computed.public_id),
        ("line", line.public_id),
        ("plan", draft.plan.public_id),
    ]:
        visit.open(f"reporting:{name}", *keys)
        visit.check()
    authority = visits("regulator", language=language, theme=theme, width=width)
    authority.open("reporting:all")
    authority.check()
