"""The demonstration types and releases through the pages: it reads their forms and posts what a browser posts."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from inventory.demonstration.declaring import EXPLANATION, LABEL, declare
from inventory.demonstration.doors import Door, DoorClosed
from inventory.demonstration.finish import NOTE, release_year
from inventory.demonstration.forms import fill_in, form_with, forms_of
from inventory.demonstration.story import Chapter
from inventory.models import InventoryRelease
from mrv.core.models import AuditEvent
from mrv.reference import demo_city
from reporting.models import ActivityRecord, ReportVersion
from tests.factories import World, world
from tests.integration.inventory.conftest import populated
from tests.reporting_cast import prepare
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = """
<form action="/language"><select name="language"><option value="en">E<option value="zh" selected>Z</select></form>
<form method="post"><input type="hidden" name="version" value="3"><table>
<tr><th>Diesel <span>diesel; year: 4</span></th><td><input name="7.1" value="5"></td><td><input name="7.2"></td></tr>
<tr><th>Coal <span>raw_coal</span></th><td><input name="9.1"></td></tr></table>
<input type="checkbox" name="sure"><textarea name="why">as said</textarea><button name="act" value="x"></button></form>
"""


@pytest.fixture
def door_of(live_server: Any) -> Iterator[Callable[[World, str], Door]]:
    opened = []

    def door(cast: World, person: str) -> Door:
        session = signed_in(cast.people[person]).cookies["sessionid"].value
        opened.append(Door(live_server.url, cookies={"sessionid": session}))
        return opened[-1]

    yield door
    for one in opened:
        one.close()


def row(stream: str, month: int, quantity: str) -> demo_city.ActivityRow:
    return demo_city.ActivityRow(
        facility="FAC-1", stream=stream, year=2020, month=month, parameter="activity", quantity=Decimal(quantity),
        unit="t" if stream == "diesel" else "MWh", method="", gpc_ref="", ipcc2006_code="", scope=1, data_source="",
    )  # fmt: skip


def chapter() -> Chapter:
    site = demo_city.Facility("FAC-1", "", "", "", "", "", "", "", "", 1, 2005)
    rows = [row(stream, month, f"{100 + month}.125") for stream in ("diesel", "electricity") for month in range(1, 13)]
    return Chapter(facility=site, year=2020, rows=tuple(rows), channel="typed", ending="decided")


def test_a_form_is_read_as_a_browser_sends_it() -> None:
    language, sheet = forms_of(PAGE, "/here/")
    assert (language.action, language.fields) == ("/language", {"language": "zh"})
    assert (sheet.action, sheet.method) == ("/here/", "post")
    assert sheet.fields == {"version": "3", "7.1": "5", "7.2": "", "9.1": "", "why": "as said"}
    assert sheet.row("diesel") == ["7.1", "7.2"]
    assert sheet.row("raw_coal") == ["9.1"]
    with pytest.raises(DoorClosed, match="no row for coke"):
        sheet.row("coke")


def test_a_typed_report_goes_through_the_grid_and_the_signature_page(door_of: Callable[..., Door]) -> None:
    cast = world()
    prepare(cast)
    signer = door_of(cast, "responsible_person")
    declare(door_of(cast, "reporter"), chapter(), lambda: signer)
    version = ReportVersion.objects.get(report__facility=cast.facility)
    assert (version.state, version.submitted_by_id) == ("submitted", cast.people["responsible_person"].pk)
    stored = ActivityRecord.objects.filter(version=version)
    assert stored.count() == 24
    assert set(stored.values_list("data_source", flat=True)) == {LABEL}
    assert set(stored.filter(month=3).values_list("quantity", flat=True)) == {Decimal("103.125")}
    explained = version.check_results.filter(severity="warning")
    assert {result.explanation for result in explained} <= {EXPLANATION}
    typed = AuditEvent.objects.filter(action="reporting:activity:replace")
    assert set(typed.values_list("actor_label", flat=True)) == {cast.people["reporter"].display_name}


def test_a_line_the_grid_refuses_stops_the_demonstration(door_of: Callable[..., Door]) -> None:
    cast = world()
    prepare(cast)
    reporter = door_of(cast, "reporter")
    form = form_with(reporter, "/reporting/open/", "compliance_year")
    with pytest.raises(DoorClosed, match="422"):
        fill_in(reporter, form, facility="FAC-1", compliance_year="1066")
    assert not ReportVersion.objects.exists()


def test_a_year_is_released_from_the_page_the_compiler_sees(door_of: Callable[..., Door]) -> None:
    city = populated()
    release_year(door_of(city, "inventory_compiler"), 2017)
    run_jobs()
    made = InventoryRelease.objects.get(year=2017)
    assert (made.note, made.number) == (NOTE, 1)
