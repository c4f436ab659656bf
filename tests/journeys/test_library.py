"""The factor library in a real browser: read by everybody, a new version brought into force by two stewards."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect

from mrv.core.models import EmissionFactor, FactorSet, Person
from tests.factories import world
from tests.integration.library.cast import file_of, load_library
from tests.journeys.browser import Watch, visitor
from tests.support import run_jobs, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = (
    "/factors/?q=anthracite",
    "/factors/sets/",
    "/factors/sets/NDRC-2015/",
    "/factors/compare/?a=NDRC-2015@1&b=MEE-PLATFORM@1",
    "/factors/contradictions/",
    "/factors/gwp/",
)

#: Words of a chart that lie on each other or on a line; legend marks are shorter than any line.
OVERLAPS = """() => {
  const texts = [...document.querySelectorAll("[data-chart] svg text")].filter((one) => one.textContent.trim());
  const lines = [...document.querySelectorAll("[data-chart] svg path[fill='none'][stroke]")];
  const box = (one) => [one.textContent || "a line", one.getBoundingClientRect()];
  const words = texts.map(box), long = lines.map(box).filter(([, one]) => one.width > 20);
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom;
  return words.flatMap(([word, own], place) =>
    [...words.slice(place + 1), ...long].filter(([, other]) => meet(own, other)).map(([other]) => `${word} / ${other}`));
}"""


@pytest.fixture
def library(transactional_db: None) -> dict[str, FactorSet]:
    return load_library()


def entered(chromium: Browser, home: str, person: Person, **look: Any) -> BrowserContext:
    context = visitor(chromium, home, **{"language": "en", "theme": "light", "width": 1280, **look})
    session = signed_in(person).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    return context


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [("zh-hans", "light", 390), ("en", "dark", 390), ("en", "light", 1280), ("zh-hans", "dark", 1920)],
)
def test_public_pages_are_accessible_quiet_and_fit_the_screen(
    chromium: Browser, live_server: Any, library: Any, language: str, theme: str, width: int
) -> None:
    context = visitor(chromium, live_server.url, language=language, theme=theme, width=width)
    page, watch = context.new_page(), Watch(live_server.url)
    watch.follow(page)
    factor = EmissionFactor.objects.get(
        factor_set__code="NDRC-2015", fuel="anthracite", parameter="net_calorific_value"
    )
    for path in (*PATHS, f"/factors/values/{factor.pk}/"):
        page.goto(live_server.url + path, wait_until="networkidle")
        assert Axe().run(page, options={"runOnly": RULES}).response["violations"] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    expect(page.locator("[data-chart] svg")).to_have_count(1)
    assert watch.troubles == []
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_words_of_a_history_lie_on_nothing(chromium: Browser, live_server: Any, library: Any, width: int) -> None:
    context = visitor(chromium, live_server.url, language="en", theme="dark", width=width)
    page = context.new_page()
    known = EmissionFactor.objects.filter(factor_set__code="NDRC-2015", parameter="carbon_content")
    for factor in known.filter(fuel__in=["bituminous_coal", "anthracite"]):
        page.goto(f"{live_server.url}/factors/values/{factor.pk}/", wait_until="networkidle")
        expect(page.locator("[data-chart] svg")).to_have_count(1)
        assert page.evaluate(OVERLAPS) == []
    context.close()


def test_two_stewards_bring_a_new_set_into_force(
    chromium: Browser, live_server: Any, library: Any, tmp_path: Path
) -> None:
    cast = world()
    values = tmp_path / "new.csv"
    values.write_bytes(file_of({}, {"key": "gasoline", "value": "43.07"}))
    first = entered(chromium, live_server.url, cast.people["factor_steward"]).new_page()
    first.goto(f"{live_server.url}/factors/proposals/new/?from=NDRC-2015")
    first.fill("[name=code]", "TEST-2026")
    first.set_input_files("[name=file]", str(values))
    first.get_by_role("button", name="Check the file").click()
    expect(first.get_by_text("The file is in order")).to_be_visible()
    assert Axe().run(first, options={"runOnly": RULES}).response["violations"] == []
    assert not FactorSet.objects.filter(code="TEST-2026").exists()
    first.get_by_role("button", name="Store as a draft").click()
    first.get_by_label("What changes, and why").fill("First table of the year.")
    first.get_by_role("button", name="Propose").click()
    run_jobs()
    second = entered(chromium, live_server.url, cast.people["second_factor_steward"]).new_page()
    second.goto(f"{live_server.url}/factors/sets/TEST-2026/1/")
    assert Axe().run(second, options={"runOnly": RULES}).response["violations"] == []
    second.get_by_role("link", name="Look at the impact").click()
    expect(second.get_by_text("No report is touched")).to_be_visible()
    second.go_back()
    second.get_by_role("button", name="Release").click()
    expect(second.get_by_text("Released. New reports take this version")).to_be_visible()
    assert FactorSet.objects.get(code="TEST-2026").state == "released"
