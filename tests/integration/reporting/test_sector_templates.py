"""Sector templates through the doors: choose one, take over its streams, see what is missing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mrv.core.models import Fuel
from reporting.forms.explanations import field_name
from reporting.models import CheckResult, MonitoringPlan, ReportVersion, SourceStream
from reporting.services.check_version import check_version
from reporting.services.draft_plan import draft_plan
from reporting.services.submit_version import ChecksFailed, submit_version
from tests.factories import World
from tests.reporting_cast import filled
from tests.support import run_jobs, signed_in

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def draft(cast: World) -> MonitoringPlan:
    for code in ("electricity", "diesel"):
        Fuel.objects.get_or_create(code=code, defaults={"name_zh": code, "name_en": code, "kind": "fuel", "unit": "t"})
    return draft_plan(facility=cast.facility, by=cast.actor("reporter"))


def test_template_adds_the_streams_that_need_no_choice(
    cast: World, draft: MonitoringPlan, rest: Callable[[str], Any]
) -> None:
    path = f"monitoring-plans/{draft.public_id}/template"
    body = rest("reporter").put(path, {"template": "03"}).json()
    assert sorted(body["added"]) == ["fixed_carbon", "hot", "process_1", "process_2", "process_3"]
    assert body["missing"] == []
    assert {row["code"]: row["stream"] for row in body["sources"]}["01"] == "diesel"
    again = rest("reporter").put(path, {"template": "03"}).json()
    assert again["added"] == []


def test_missing_sources_are_named_without_touching_the_streams(
    draft: MonitoringPlan, rest: Callable[[str], Any]
) -> None:
    path = f"monitoring-plans/{draft.public_id}/template"
    body = rest("reporter").put(path, {"template": "08", "with_streams": False}).json()
    assert body["missing"] == ["03", "04", "05", "06"]
    assert draft.streams.count() == 2
    assert rest("verifier").get(path).status_code == 404


def test_unknown_template_is_refused(draft: MonitoringPlan, rest: Callable[[str], Any]) -> None:
    answer = rest("reporter").put(f"monitoring-plans/{draft.public_id}/template", {"template": "99"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/template"


def test_plan_in_force_keeps_its_template(cast: World, rest: Callable[[str], Any]) -> None:
    plan = cast.facility.plans.get()
    assert rest("reporter").put(f"monitoring-plans/{plan.public_id}/template", {"template": "03"}).status_code == 422


def test_all_sectors_are_listed(rest: Callable[[str], Any]) -> None:
    found = rest("reporter").get("sector-templates").json()["results"]
    assert [one["code"] for one in found] == [f"{number:02}" for number in range(1, 25)]
    assert found[2]["sources"][3]["methods"][0] == "steel.process_materials"


def test_page_proposes_and_shows_what_is_missing(cast: World, draft: MonitoringPlan) -> None:
    client = signed_in(cast.people["reporter"])
    address = reverse("reporting:plan_template", args=[draft.public_id])
    assert client.post(address, {"template": "03"}, headers=ENGLISH).status_code == 302
    page = client.get(address, headers=ENGLISH).content.decode()
    assert "5 sources are missing" in page
    assert "source=03-04" in page.replace("&amp;", "&")
    form = client.get(
        reverse("reporting:add_stream", args=[draft.public_id]) + "?method=steel.process_materials&source=03-04",
        headers=ENGLISH,
    ).content.decode()
    assert 'value="process_1"' in form
    assert client.post(address, {"template": "03", "with_streams": "on"}).status_code == 302
    assert SourceStream.objects.filter(plan=draft, code="process_1", method="steel.process_materials").exists()
    chinese = client.get(address, headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "指南要求的排放源均已有对应源流" in chinese


def test_authority_sees_the_template_but_does_not_change_it(cast: World, draft: MonitoringPlan) -> None:
    client = signed_in(cast.people["regulator"])
    address = reverse("reporting:plan_template", args=[draft.public_id])
    assert client.get(address).status_code == 200
    assert client.post(address, {"template": "03"}).status_code == 403


def test_report_names_the_missing_sources_in_both_languages(cast: World) -> None:
    version = filled(cast)
    MonitoringPlan.objects.filter(pk=version.plan_id).update(template_code="03")
    version.plan.refresh_from_db()
    found = [result for result in check_version(version=version) if result.code == "template_source"]
    assert len(found) == 5
    assert {result.severity for result in found} == {"warning"}
    assert len({result.pointer for result in found}) == 5
    assert any("Net purchased heat" in result.parameters["en"] for result in found)
    assert any("净购入使用的热力" in result.parameters["zh"] for result in found)


def asking_for_more(cast: World) -> ReportVersion:
    """A complete draft whose plan follows a template with five sources it does not serve."""
    version = filled(cast)
    MonitoringPlan.objects.filter(pk=version.plan_id).update(template_code="03")
    version.plan.refresh_from_db()
    return version


def unexplained(version: ReportVersion) -> list[CheckResult]:
    return list(version.check_results.filter(code="template_source", explanation=""))


def test_missing_source_without_a_reason_stands_in_the_way(cast: World) -> None:
    version = asking_for_more(cast)
    with pytest.raises(ChecksFailed) as refused:
        submit_version(version=version, by=cast.actor("responsible_person"))
    assert sum(one.code == "template_source" for one in refused.value.results) == 5


def test_page_asks_the_reason_of_each_source_and_then_lets_sign(cast: World) -> None:
    version = asking_for_more(cast)
    client = signed_in(cast.people["reporter"])
    address = reverse("reporting:checks", args=[version.report.public_id])
    page = client.get(address, headers=ENGLISH).content.decode()
    assert page.count("A source of the sector guideline is not in the plan") == 5
    assert reverse("reporting:plan_template", args=[version.plan.public_id]) in page
    check_version(version=version)
    reasons = {field_name(one): "It does not occur at this site." for one in unexplained(version)}
    assert client.post(address, reasons).status_code in {200, 302}
    assert unexplained(version) == []
    submit_version(version=version, by=cast.actor("responsible_person"))


def test_rest_refuses_until_each_source_has_its_reason(cast: World, rest: Callable[[str], Any]) -> None:
    version = asking_for_more(cast)
    path = f"/api/v1/reports/{version.report.public_id}"
    client = signed_in(cast.people["responsible_person"])
    send = {"content_type": "application/json"}
    refused = client.post(f"{path}/submit", {"acknowledgement": True}, headers={"Idempotency-Key": "a"}, **send)
    assert refused.status_code == 422
    listed = client.get(f"{path}/check-results").json()["results"]
    asked = [one for one in listed if one["code"] == "template_source"]
    assert len(asked) == 5
    for one in asked:
        answer = signed_in(cast.people["reporter"]).put(
            f"{path}/check-results/{one['id']}/explanation", {"explanation": "It does not occur here."}, **send
        )
        assert answer.status_code == 200
    done = client.post(f"{path}/submit", {"acknowledgement": True}, headers={"Idempotency-Key": "b"}, **send)
    assert done.status_code == 202, done.content


def test_spreadsheet_does_not_answer_for_a_missing_source(cast: World) -> None:
    version = asking_for_more(cast)
    text = "source_stream,month,quantity,unit,data_source\n" + "".join(
        f"{stream},{month},{month}0.{month},{unit},meter\n"
        for stream, unit in (("diesel", "t"), ("electricity", "MWh"))
        for month in range(1, 13)
    )
    client = signed_in(cast.people["reporter"])
    file = SimpleUploadedFile("rows.csv", text.encode())
    client.post(reverse("reporting:upload", args=[version.report.public_id]), {"file": file})
    run_jobs()
    with pytest.raises(ChecksFailed):
        submit_version(version=version, by=cast.actor("responsible_person"))
