"""The demonstration city of 2017, computed by the platform's own services and pages, equals what was published.

The same run gives the picture in the README: the dashboard as the inventory compiler sees it, written to
``var/screenshot.png``.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import expect

from inventory.demonstration.area import record_year
from inventory.demonstration.cast import enter_cast, enterprise_number
from inventory.demonstration.declaring import declare, record_of
from inventory.demonstration.doors import Door
from inventory.demonstration.register import load_register
from inventory.demonstration.story import Chapter, chapters
from inventory.demonstration.table import lines, verdict
from inventory.models import InventoryCell
from inventory.selectors.recount import discrepancies
from mrv.core.actor import actor_for, system_actor
from mrv.core.models import District, Facility, Person
from mrv.core.services.transition import transition
from reporting.intake.rows import ActivityRow
from reporting.models import ReportVersion
from reporting.services.open_report import open_report
from reporting.services.replace_activity import replace_activity
from reporting.services.submit_version import submit_version
from reporting.states import REPORT_VERSION
from tests.journeys.browser import browser, visitor
from tests.support import run_jobs, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
YEAR = 2017
PUBLISHED_MT = Decimal("196.1535")


def door_of(username: str, home: str) -> Door:
    """The session of a person, without the sign-in form."""
    session = signed_in(Person.objects.get(username=username)).cookies["sessionid"].value
    return Door(home, cookies={"sessionid": session})


def declared(chapter: Chapter, home: str) -> ReportVersion:
    """One report from the desk of its enterprise to the workers; a typed one through the pages."""
    number = enterprise_number(chapter.facility.uscc)
    names = [name if number == "001" else f"{name}{number}" for name in ("reporter", "signer")]
    facility = Facility.objects.get(code=chapter.facility.code)
    if chapter.channel == "typed":
        doors = [door_of(name, home) for name in names]
        declare(doors[0], chapter, lambda: doors[1])
        for door in doors:
            door.close()
        return ReportVersion.objects.get(report__facility=facility)
    reporter, signer = (actor_for(Person.objects.get(username=name)) for name in names)
    version = open_report(facility=facility, compliance_year=chapter.year, by=reporter)
    rows = [ActivityRow(**record_of(row)) for row in chapter.rows]
    assert replace_activity(version=version, rows=rows, by=reporter) == []
    return submit_version(version=version, by=signer)


def decided(version: ReportVersion) -> None:
    """The moves of review and decision, by the platform: the people's part has journeys of its own."""
    for move in ("assign", "start_review", "conclude", "decide"):
        transition(version, move, table=REPORT_VERSION, by=system_actor("test"))


@pytest.fixture
def city(settings: Any, live_server: Any) -> District:
    settings.MRV_DEMO, settings.MRV_DEMO_PASSWORD = True, "synthetic-city-2017"
    call_command("load_reference", verbosity=0)
    place = District.objects.get(code="310000", level="province", valid_to__isnull=True)
    enter_cast(place)
    load_register()
    versions = [declared(chapter, live_server.url) for chapter in chapters(YEAR)]
    run_jobs()
    for version in versions:
        decided(version)
    run_jobs()
    compiler = door_of("compiler", live_server.url)
    record_year(compiler, YEAR)
    compiler.close()
    return place


def test_the_city_of_2017_equals_the_published_figures(city: District, live_server: Any) -> None:
    text, agrees = verdict(city, YEAR)
    assert agrees, text
    total = sum(InventoryCell.objects.filter(scope=1, gas="CO2").values_list("mass_t", flat=True))
    assert (total / 10**6).quantize(Decimal("0.0001")) == PUBLISHED_MT
    assert list(discrepancies([YEAR])) == []
    assert len(list(lines(city, YEAR))) > 40
    photograph(live_server.url)


def photograph(home: str) -> None:
    """The dashboard in English, as in the README."""
    with browser() as chromium:
        context = visitor(chromium, home, language="en", theme="light", width=1440)
        session = signed_in(Person.objects.get(username="compiler")).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
        page = context.new_page()
        page.goto(f"{home}/inventory/?year={YEAR}", wait_until="networkidle")
        expect(page.locator("main")).to_contain_text("196.15")
        target = Path(settings.VAR_DIR) / "screenshot.png"
        page.screenshot(path=target, clip={"x": 0, "y": 0, "width": 1440, "height": 1100}, full_page=True)
        assert target.stat().st_size > 20_000
