"""Verification in a real browser: accessible pages, and the whole case clicked through without any script."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.integration.verification import stage as play
from tests.journeys.browser import Watch, visitor
from tests.support import run_jobs, signed_in
from verification.models import Finding, VerificationStatement
from verification.states import Opinion

CURRENT_TABS_ARE_SEEN = """[...document.querySelectorAll(".m-tabs [aria-current]")].every((tab) => {
    const box = tab.getBoundingClientRect();
    return box.left >= 0 && box.right <= window.innerWidth;
})"""
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def enter(context: BrowserContext, stage: play.Stage, who: str, home: str) -> Page:
    """A page of this context with the person signed in."""
    session = signed_in(stage.world.people[who]).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    return context.new_page()


def pages_of(stage: play.Stage, other: play.Stage) -> list[tuple[str, str]]:
    """Every page with somebody who opens it."""

    def at(name: str, record: Any, query: str = "") -> str:
        return reverse(f"verification:{name}", args=[record.public_id]) + query

    case, finding = stage.case, Finding.objects.filter(engagement=stage.case).latest("pk")
    statement = VerificationStatement.objects.latest("pk")
    return [
        ("regulator", reverse("verification:queue") + "?stage=to_review"),
        ("regulator", at("assign", stage.notes["computed"])),
        ("regulator", at("assign", stage.notes["computed"], "?body=VB-1")),
        ("verifier", at("review", case, "?stream=coal")),
        ("verifier", at("findings", case)),
        ("verifier", at("raise_finding", case, "?line=2")),
        ("verifier", at("judge_finding", finding)),
        ("verifier", at("sample", case)),
        ("verifier", at("visit", case)),
        ("verifier", at("history", case)),
        ("verifier", at("return_report", case)),
        ("lead_verifier", at("statement", case)),
        ("independent_reviewer", at("second_review", case)),
        ("lead_verifier", at("conclude", case)),
        ("regulator", at("decide", other.version)),
        ("regulator", at("signed", statement, "?receipt=1")),
        ("responsible_person", at("to_answer", stage.version.report)),
        ("regulator", reverse("verification:verify_signature")),
    ]


def scene() -> tuple[play.Stage, play.Stage]:
    """A case under review with findings, a sample and a draft; another one that is concluded."""
    stage = play.under_review(warn="coal")
    play.unresolved(stage, "1200")
    play.misstatement(stage, "-40")
    play.prepared(stage, Opinion.WITH_COMMENTS)
    other = play.concluded(Opinion.WITH_COMMENTS, world=stage.world, year=2016)
    stage.notes["computed"] = play.computed(stage.world, year=2015)
    run_jobs()
    return stage, other


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("zh-hans", "dark", 390)])
def test_every_page_is_accessible_quiet_and_fits(
    chromium: Browser, live_server: Any, language: str, theme: str, width: int
) -> None:
    stage, other = scene()
    context = visitor(chromium, live_server.url, language=language, theme=theme, width=width)
    troubles: list[Any] = []
    for who, address in pages_of(stage, other):
        page, watch = enter(context, stage, who, live_server.url), Watch(live_server.url)
        watch.follow(page)
        answer = page.goto(live_server.url + address)
        assert answer is not None
        assert answer.status == 200, address
        found = Axe().run(page, options={"runOnly": RULES}).response
        troubles += [(address, v["id"], v["nodes"][0]["html"]) for v in found["violations"]]
        troubles += [(address, text) for text in watch.troubles]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            troubles.append((address, "scrolls sideways"))
        if not page.evaluate(CURRENT_TABS_ARE_SEEN):
            troubles.append((address, "the tab of the page is out of sight"))
        page.close()
    assert troubles == []
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=re.compile(rf"^{re.escape(name)}( \d+)?$")).first.click()


def assign_in_browser(page: Page, home: str) -> None:
    page.goto(home + reverse("verification:queue"))
    follow(page, "FAC-1 (synthetic)")
    follow(page, "Choose VB-1 (synthetic)")
    page.get_by_label("Lead verifier", exact=True).first.select_option(label="Lead Verifier")
    page.get_by_role("checkbox", name="Verifier", exact=True).check()
    page.get_by_label("Independent reviewer").select_option(label="Independent Reviewer")
    press(page, "Assign")
    expect(page.get_by_text("verifies this report from now on")).to_be_visible()


def review_in_browser(page: Page, home: str) -> None:
    page.goto(home + reverse("verification:queue"))
    follow(page, "FAC-1 (synthetic)")
    press(page, "Begin the document review")
    follow(page, "Sampling")
    page.get_by_role("button", name="Agrees").first.click()
    follow(page, "Raise a finding")
    page.get_by_label("Kind of finding").select_option("misstatement")
    page.get_by_label("What is wrong, and what is expected").fill("The coal scale reads 100 t more.")
    press(page, "Keep the finding")
    expect(page.get_by_role("alert").or_(page.locator(".m-error-summary"))).to_contain_text("needs its effect")
    page.get_by_label("Effect in tCO2e").fill("100")
    press(page, "Keep the finding")
    press(page, "Send the findings")
    expect(page.get_by_text("To be answered").first).to_be_visible()


def answer_in_browser(page: Page, home: str, address: str) -> None:
    page.goto(home + address)
    follow(page, "Answer finding 1")
    page.get_by_label("Your answer").fill("The scale was recalibrated; see evidence E-1.")
    press(page, "Keep the answer")
    press(page, "Send the answers")
    expect(page.get_by_text("went to the verification body")).to_be_visible()


def conclude_in_browser(lead: Page, reviewer: Page, home: str, case: str) -> None:
    lead.goto(home + case)
    press(lead, "Look at the answers")
    follow(lead, "Judge finding 1")
    lead.get_by_label("Explanation accepted").check()
    lead.get_by_label("Reason").fill("The certificate was seen.")
    press(lead, "Record the judgement")
    follow(lead, "Prepare the statement")
    lead.get_by_label("Verified", exact=True).check()
    press(lead, "Keep the statement for review")
    reviewer.goto(home + case)
    follow(reviewer, "Independent review")
    reviewer.get_by_label("I agree: the statement may be signed").check()
    press(reviewer, "Give my word")
    lead.reload()
    follow(lead, "Read once more and sign")
    lead.get_by_label("I sign this statement").check()
    press(lead, "Sign and conclude")
    expect(lead.get_by_role("heading", name="The statement is signed")).to_be_visible()


def decide_in_browser(page: Page, home: str) -> None:
    page.goto(home + reverse("verification:queue"))
    follow(page, "FAC-1 (synthetic)")
    page.get_by_label("Accept: the verified figures count").check()
    press(page, "Decide")
    expect(page.get_by_text("counts from now on.")).to_be_visible()


def test_a_case_is_clicked_through_from_assignment_to_decision_without_scripts(
    chromium: Browser, live_server: Any
) -> None:
    home = live_server.url
    made = play.world()
    stage = play.Stage(made, play.computed(made, warn="coal"))
    run_jobs()

    def desk(who: str) -> Page:
        context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "django_language", "value": "en", "url": home}])
        return enter(context, stage, who, home)

    regulator = desk("regulator")
    assign_in_browser(regulator, home)
    case = reverse("verification:review", args=[stage.version.report.engagements.get().public_id])
    review_in_browser(desk("verifier"), home)
    to_answer = reverse("verification:to_answer", args=[stage.version.report.public_id])
    answer_in_browser(desk("responsible_person"), home, to_answer)
    conclude_in_browser(desk("lead_verifier"), desk("independent_reviewer"), home, case)
    decide_in_browser(regulator, home)
    assert stage.reload().state == "decided"
    for context in chromium.contexts:
        context.close()
