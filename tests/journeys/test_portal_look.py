"""The shared look in a real browser: accessible in every language, theme and width, quiet, self-contained."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.factories import world
from tests.journeys.browser import Watch, visitor
from tests.support import signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = ["/", "/gallery/", "/accounts/login/", "/accounts/password/reset/"]
WIDTHS = [390, 1280]


@pytest.fixture
def page(chromium: Browser, live_server: Any) -> Iterator[Page]:
    context = visitor(chromium, live_server.url, language="en", theme="light", width=1600)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_have_no_accessibility_violation_and_no_hidden_trouble(
    chromium: Browser, live_server: Any, language: str, theme: str
) -> None:
    for width in WIDTHS:
        context = visitor(chromium, live_server.url, language=language, theme=theme, width=width)
        page, watch = context.new_page(), Watch(live_server.url)
        watch.follow(page)
        for path in PATHS:
            page.goto(live_server.url + path, wait_until="networkidle" if path != "/gallery/" else "load")
            page.wait_for_timeout(300)
            found = Axe().run(page, options={"runOnly": RULES}).response
            assert found["violations"] == [], (path, width)
            assert len(found["passes"]) > 10
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        assert watch.troubles == []
        context.close()


@pytest.mark.parametrize(("language", "theme", "width"), [("zh-hans", "light", 390), ("en", "dark", 1280)])
def test_a_signed_in_person_meets_no_accessibility_violation(
    chromium: Browser, live_server: Any, language: str, theme: str, width: int
) -> None:
    person = world().people["regulator"]
    session = signed_in(person).cookies["sessionid"].value
    context = visitor(chromium, live_server.url, language=language, theme=theme, width=width)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page, watch = context.new_page(), Watch(live_server.url)
    watch.follow(page)
    for path in ("/", "/accounts/2fa/", "/accounts/password/change/", "/accounts/logout/"):
        page.goto(live_server.url + path)
        page.locator("summary.m-tool").last.click()
        assert Axe().run(page, options={"runOnly": RULES}).response["violations"] == [], path
    assert watch.troubles == []
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1920])
def test_pages_never_scroll_sideways(chromium: Browser, live_server: Any, width: int) -> None:
    context = visitor(chromium, live_server.url, language="en", theme="light", width=width)
    page = context.new_page()
    for path in PATHS:
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_every_chart_is_drawn_and_tells_the_same_as_its_table(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/gallery/")
    charts = page.locator("[data-chart]")
    expect(charts).to_have_count(6)
    for place in range(6):
        expect(charts.nth(place).locator("svg")).to_have_count(1)
    names = page.locator("#chart-ranked tbody tr td:first-child").all_text_contents()
    drawn = page.locator("#chart-ranked svg").text_content() or ""
    assert len(names) == 16
    assert all(name in drawn for name in names)


def test_arrow_keys_and_enter_move_through_the_monthly_grid(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/gallery/")
    page.focus('[name="coal-1"]')
    for key, name in [
        ("ArrowRight", "coal-2"),
        ("ArrowDown", "gas-2"),
        ("Enter", "power-2"),
        ("ArrowLeft", "power-1"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.name") == name


PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


def test_a_block_pasted_from_a_spreadsheet_fills_cells_and_is_saved(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/gallery/")
    page.focus('[name="coal-3"]')
    page.evaluate(PASTE, "1.5\t2.25\r\n3\t4\r\n")
    assert [page.input_value(f'[name="{name}"]') for name in ("coal-3", "coal-4", "gas-3", "gas-4")] == [
        "1.5", "2.25", "3", "4",
    ]  # fmt: skip
    expect(page.locator("#grid-status")).to_contain_text("Saved")
    expect(page.locator("[data-dirty]")).to_have_count(0)


def test_saving_over_somebody_elses_change_is_refused_and_said(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/gallery/")
    old = "version=5"
    page.route(
        "**/gallery/grid/",
        lambda route: route.continue_(post_data=(route.request.post_data or "").replace("version=7", old)),
    )
    page.fill('[name="power-1"]', "7")
    expect(page.locator("#grid-status")).to_contain_text("Nothing of yours was saved")


def test_a_running_job_polls_itself_until_it_is_done(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/gallery/")
    live = page.locator(".m-progress").nth(1)
    expect(live).to_contain_text("1,000 of 10,000")


def test_menus_close_on_escape_and_give_the_focus_back(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/")
    switch = page.locator("summary.m-tool").first
    switch.click()
    expect(page.locator("button[value=dark]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("button[value=dark]")).to_be_hidden()
    expect(switch).to_be_focused()


def test_a_chosen_theme_holds_on_the_next_page(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/")
    page.locator("summary.m-tool").first.click()
    page.click("button[value=dark]")
    page.goto(live_server.url + "/accounts/login/")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_the_file_input_speaks_the_language_of_the_page(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/gallery/")
    expect(page.locator(".m-file-name")).to_have_text("No file chosen")
    page.set_input_files("input[type=file]", {"name": "2017.xlsx", "mimeType": "text/plain", "buffer": b"x"})
    expect(page.locator(".m-file-name")).to_have_text("2017.xlsx")


def test_pages_are_whole_without_scripts(chromium: Browser, live_server: Any) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(live_server.url + "/gallery/")
    expect(page.locator("input[type=file]")).to_be_visible()
    expect(page.get_by_role("button", name="保存", exact=True)).to_be_visible()
    context.close()


def test_names_in_a_table_have_room_on_a_phone_in_chinese(chromium: Browser, live_server: Any) -> None:
    narrow = visitor(chromium, live_server.url, language="zh-hans", theme="light", width=390)
    page = narrow.new_page()
    page.goto(f"{live_server.url}/gallery/")
    boxes = [heading.bounding_box() for heading in page.locator("th.m-wide").all()]
    assert boxes
    assert [box["width"] for box in boxes if box and box["width"] < 0.4 * 390] == []
    narrow.close()
