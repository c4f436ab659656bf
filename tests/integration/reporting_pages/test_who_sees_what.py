"""Each page per role and language: the own enterprise, the assigned body, the authority; everybody else a 404 or 403."""

from typing import Any

import pytest
from django.urls import reverse

from reporting.models import EmissionLine, ReportVersion
from reporting.services.submit_version import submit_version
from tests.factories import World
from tests.reporting_cast import filled, opened
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
REPORT_PAGES = ["report", "months", "year", "streams", "checks", "evidence", "history", "submit"]


@pytest.fixture
def computed(cast: World) -> ReportVersion:
    version = submit_version(version=filled(cast), by=cast.actor("responsible_person"))
    run_jobs()
    version.refresh_from_db()
    version.report.verification_body_id = cast.body.pk
    version.report.save()
    return version


def addresses(version: ReportVersion) -> dict[str, str]:
    report = version.report.public_id
    found = {name: reverse(f"reporting:{name}", args=[report]) for name in REPORT_PAGES}
    line = EmissionLine.objects.filter(version=version).first()
    found["stream"] = reverse("reporting:stream", args=[report, "diesel"])
    found["version"] = reverse("reporting:version", args=[version.public_id])
    found["receipt"] = reverse("reporting:receipt", args=[version.public_id])
    found["progress"] = reverse("reporting:version_progress", args=[version.public_id])
    if line is not None:
        found["line"] = reverse("reporting:line", args=[line.public_id])
        found["json"] = reverse("reporting:line_json", args=[line.public_id])
    return found


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "name",
    [
        "reporter",
        "responsible_person",
        "verifier",
        "lead_verifier",
        "regulator",
        "inventory_compiler",
        "district_officer",
    ],
)
def test_those_concerned_read_every_page_of_a_report(
    cast: World, computed: ReportVersion, name: str, language: str
) -> None:
    client = signed_in(cast.people[name])
    answers = {
        page: client.get(address, headers={"Accept-Language": language}, follow=True).status_code
        for page, address in addresses(computed).items()
    }
    assert set(answers.values()) == {200}, answers


@pytest.mark.parametrize("name", ["second_reporter", "second_responsible_person", "outside_verifier"])
def test_a_report_of_others_does_not_exist(cast: World, computed: ReportVersion, name: str) -> None:
    client = signed_in(cast.people[name])
    answers = {page: client.get(address).status_code for page, address in addresses(computed).items()}
    assert set(answers.values()) == {404}, answers


def test_without_a_role_nothing_opens(cast: World, computed: ReportVersion) -> None:
    client = signed_in(cast.people["outsider"])
    assert {client.get(address).status_code for address in addresses(computed).values()} == {403}


def test_the_public_is_sent_to_sign_in(computed: ReportVersion, client: Any) -> None:
    answer = client.get(addresses(computed)["report"])
    assert (answer.status_code, "/accounts/login/" in answer.headers["Location"]) == (302, True)


@pytest.mark.parametrize("name", ["verifier", "regulator", "district_officer"])
def test_a_draft_is_nobody_elses_business(cast: World, name: str) -> None:
    version = opened(cast)
    version.report.verification_body_id = cast.body.pk
    version.report.save()
    client = signed_in(cast.people[name])
    pages = addresses(version)
    assert "Not submitted yet" in client.get(pages["report"], headers={"Accept-Language": "en"}).content.decode()
    for page in ("months", "stream", "checks", "evidence", "version", "receipt"):
        assert client.get(pages[page]).status_code == 404


@pytest.mark.parametrize("name", ["verifier", "regulator", "responsible_person"])
def test_reading_gives_no_right_to_change(cast: World, computed: ReportVersion, name: str) -> None:
    client = signed_in(cast.people[name])
    pages = addresses(computed)
    for page in ("months", "stream", "checks", "evidence"):
        assert client.post(pages[page], {"version": "0"}).status_code in (403, 409)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_first_page_says_what_to_do_next(cast: World, language: str) -> None:
    version = filled(cast)
    client = signed_in(cast.people["reporter"])
    page = client.get(reverse("reporting:home"), headers={"Accept-Language": language}).content.decode()
    words = {"en": "Your turn", "zh-hans": "待办事项"}[language]
    assert words in page
    assert reverse("reporting:report", args=[version.report.public_id]) in page


def test_the_authority_filters_the_reports_of_the_city(cast: World, computed: ReportVersion) -> None:
    client = signed_in(cast.people["regulator"])
    address = reverse("reporting:all")
    assert client.get(reverse("reporting:home")).headers["Location"] == address
    report = reverse("reporting:report", args=[computed.report.public_id])
    fitting = [
        {},
        {"year": "2020"},
        {"state": "computed"},
        {"turn": "authority"},
        {"words": "fac-1"},
        {"words": "ENT-1"},
    ]
    for query in [*fitting, {"year": "nonsense"}, {"after": "x"}]:
        assert report in client.get(address, query).content.decode(), query
    for query in [{"state": "draft"}, {"turn": "enterprise"}, {"words": "FAC-2"}, {"is_overdue": "on"}]:
        assert report not in client.get(address, query).content.decode(), query


def test_a_district_officer_sees_the_own_district_only(cast: World, computed: ReportVersion) -> None:
    from tests.factories import version as made

    other = made(cast.second_facility, state="computed", plan=cast.second_facility.plans.get())
    page = signed_in(cast.people["district_officer"]).get(reverse("reporting:all")).content.decode()
    assert reverse("reporting:report", args=[computed.report.public_id]) in page
    assert reverse("reporting:report", args=[other.report.public_id]) not in page


def test_a_long_list_is_read_page_by_page(cast: World) -> None:
    from tests.factories import version as made

    for year in range(1995, 2055):
        made(cast.facility, year=year, state="computed", plan=cast.facility.plans.get())
    client = signed_in(cast.people["regulator"])
    first = client.get(reverse("reporting:all"))
    assert first.context["pager"].next_href.startswith("?")
    second = client.get(reverse("reporting:all") + first.context["pager"].next_href)
    shown = [row.cells[1] for row in first.context["reports"].rows + second.context["reports"].rows]
    assert shown == [str(year) for year in range(2054, 1994, -1)]
    assert second.context["pager"].next_href == ""


def test_lists_cost_the_same_number_of_queries_however_long(cast: World, django_assert_max_num_queries: Any) -> None:
    from tests.factories import version as made

    for year in range(1995, 2055):
        made(cast.facility, year=year, state="computed", plan=cast.facility.plans.get())
    client = signed_in(cast.people["regulator"])
    with django_assert_max_num_queries(10):
        answer = client.get(reverse("reporting:all"))
    assert len(answer.context["reports"].rows) == 50


def test_two_versions_are_compared_cell_by_cell(cast: World, computed: ReportVersion) -> None:
    from reporting.services.recall_version import recall_version
    from reporting.services.replace_activity import replace_activity
    from tests.reporting_cast import full_rows

    draft = recall_version(version=computed, by=cast.actor("responsible_person"), reason="Wrong meter.")
    assert replace_activity(version=draft, rows=full_rows()[1:], by=cast.actor("reporter")) == []
    client = signed_in(cast.people["reporter"])
    page = client.get(
        reverse("reporting:history", args=[computed.report.public_id]), headers={"Accept-Language": "en"}
    ).content.decode()
    assert "Declared values that differ" in page
    assert "removed" in page
    assert "Version 2 is not computed yet" in page
    assert "Emission lines that differ" not in page
    assert "Wrong meter." in page
    assert "Signed and submitted" in page


def test_an_official_is_told_what_comes_next_for_others_and_led_only_where_the_door_is_open(
    cast: World, computed: ReportVersion
) -> None:
    address = reverse("reporting:report", args=[computed.report.public_id])
    plan = reverse("reporting:plan", args=[computed.plan.public_id])
    pages = {
        name: signed_in(cast.people[name]).get(address, headers={"Accept-Language": "en"}).content.decode()
        for name in ("responsible_person", "reporter", "regulator", "district_officer")
    }
    assert [f'href="{plan}"' in page for page in pages.values()] == [True, True, True, False]
    assert ["you can recall" in page for page in pages.values()] == [True, False, False, False]
