"""From a computed report to the published inventory, in a real browser: each role does its part by clicking."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from mrv.roles import Role
from reporting.models import ReportVersion
from reporting.services.submit_version import submit_version
from tests.factories import World, api_client, world
from tests.journeys.browser import Watch, visitor
from tests.reporting_cast import filled, prepare
from tests.support import run_jobs, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


class Cast:
    """One browser window per person, watched for hidden trouble."""

    def __init__(self, chromium: Browser, home: str, made: World) -> None:
        self.chromium, self.home, self.made = chromium, home, made
        self.watch = Watch(home)

    def window(self, name: str, path: str = "/") -> Page:
        """A window of this person (or of the public), open at ``path``."""
        context = visitor(self.chromium, self.home, language="en", theme="light", width=1280)
        if name != "public":
            session = signed_in(self.made.people[name]).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.home}])
        page = context.new_page()
        self.watch.follow(page)
        page.goto(self.home + path)
        return page


@pytest.fixture
def cast(chromium: Browser, live_server: Any) -> Cast:
    made = world()
    prepare(made)
    return Cast(chromium, live_server.url, made)


def press(page: Page, name: str) -> None:
    """Press the button, or follow the link, with this name in the content of the page."""
    main = page.locator("main")
    main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first.click()
    page.wait_for_load_state()


def computed(cast: Cast) -> ReportVersion:
    version = submit_version(version=filled(cast.made), by=cast.made.actor("responsible_person"))
    run_jobs()
    version.refresh_from_db()
    assert version.state == "computed"
    return version


def assign(cast: Cast) -> None:
    page = cast.window("regulator", "/verification/")
    page.locator("main table").get_by_role("link", name="FAC-1").first.click()
    press(page, "Choose VB-1")
    page.get_by_label("Lead verifier", exact=True).select_option(label="Lead Verifier")
    page.get_by_role("checkbox", name="Verifier", exact=True).check()
    page.get_by_label("Independent reviewer", exact=True).select_option(label="Independent Reviewer")
    press(page, "Assign")


def verify(cast: Cast) -> None:
    page = cast.window("verifier", "/verification/")
    page.locator("main table").get_by_role("link", name="FAC-1").first.click()
    press(page, "Begin the document review")
    press(page, "Statement")
    page.get_by_label("Verified", exact=True).check()
    press(page, "Keep the statement for review")


def review_and_sign(cast: Cast) -> None:
    reviewer = cast.window("independent_reviewer", "/verification/")
    reviewer.locator("main table").get_by_role("link", name="FAC-1").first.click()
    press(reviewer, "Independent review")
    reviewer.get_by_label("I agree").check()
    press(reviewer, "Give my word")
    lead = cast.window("lead_verifier", "/verification/")
    lead.locator("main table").get_by_role("link", name="FAC-1").first.click()
    press(lead, "Statement")
    press(lead, "Read once more and sign")
    lead.get_by_role("checkbox").first.check()
    press(lead, "Sign and conclude")


def decide(cast: Cast) -> None:
    page = cast.window("regulator", "/verification/")
    page.locator("main table").get_by_role("link", name="FAC-1").first.click()
    page.get_by_label("Accept").first.check()
    press(page, "Decide")


def release(cast: Cast) -> None:
    page = cast.window("inventory_compiler", "/inventory/compile/?year=2020")
    page.get_by_label("What this release is").fill("First release of the year.")
    page.get_by_label("Smallest group that is published").select_option("1")
    page.get_by_label("I have looked at the difference").check()
    press(page, "Release the inventory")
    run_jobs()
    page.reload()
    expect(page.locator("main")).to_contain_text("Open the release")


def test_a_report_goes_from_computed_to_the_public_inventory(cast: Cast) -> None:
    version = computed(cast)
    assign(cast)
    verify(cast)
    review_and_sign(cast)
    decide(cast)
    run_jobs()
    version.refresh_from_db()
    assert version.state == "decided"
    release(cast)
    version.refresh_from_db()
    assert version.state == "released"
    public = cast.window("public", "/inventory/?year=2020")
    expect(public.locator("main")).to_contain_text("East")
    answer = public.request.get(cast.home + "/api/v1/inventories/310000/2020?format=csv")
    assert answer.status == 200
    assert cast.watch.troubles == []
    _, bearer = api_client(cast.made.registry, Role.REGISTRY_CLIENT, jurisdiction=cast.made.city)
    (record,) = Client(headers={"Authorization": bearer}).get("/api/v1/verified-emissions").json()["results"]
    assert record["facility"]["code"] == "FAC-1"
