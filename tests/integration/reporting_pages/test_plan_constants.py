"""Constants of furnace balances say what they refer to, and furnaces are told apart (GB/T 32151.34, 5.2.2 to 5.2.4)."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting.models import MonitoringPlan, SourceStream
from reporting.services.check_version import declaration_of
from reporting.services.draft_plan import draft_plan
from tests.factories import World
from tests.reporting_cast import opened

pytestmark = pytest.mark.django_db
ENGLISH, CHINESE = {"Accept-Language": "en"}, {"Accept-Language": "zh-hans"}
METHOD = "carbon_materials.calcination"
KILN = {"code": "kiln", "name_zh": "煅烧窑", "name_en": "Kiln", "scope": "1", "fuel": "", "unit": "t",
        "furnace_code": "kiln-1"}  # fmt: skip
CONTENT = "raw_fixed_carbon = 88 % | LAB-7"


@pytest.fixture
def plan(cast: World) -> MonitoringPlan:
    return draft_plan(facility=cast.facility, by=cast.actor("reporter"))


def add(client: Client, plan: MonitoringPlan, headers: dict[str, str] | None = None, **values: str) -> str:
    """The page that answers; blank if the stream was stored."""
    address = reverse("reporting:add_stream", args=[plan.public_id]) + f"?method={METHOD}"
    answer = client.post(address, {**KILN, **values}, headers=headers or ENGLISH)
    return "" if answer.status_code == 302 else answer.content.decode()


def submit(client: Client, plan: MonitoringPlan) -> str:
    answer = client.post(reverse("reporting:submit_plan", args=[plan.public_id]), headers=ENGLISH)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_constant_keeps_its_basis_and_component(plan: MonitoringPlan, reporter: Client) -> None:
    assert not add(reporter, plan, furnace_code="kiln-1", approved_inputs=f"{CONTENT} | 收到基 | fixed carbon | ± 2")
    stream = plan.streams.get(code="kiln")
    assert stream.furnace_code == "kiln-1"
    assert stream.approved_inputs == {
        "raw_fixed_carbon": {
            "value": "88", "unit": "%", "source": "LAB-7", "basis": "as_received", "component": "fixed_carbon",
            "uncertainty_percent": "2",
        }
    }  # fmt: skip
    form = reporter.get(reverse("reporting:plan_stream", args=[plan.public_id, "kiln"]), headers=CHINESE)
    assert f"{CONTENT} | 收到基 | 固定碳 | ± 2" in form.content.decode()
    shown = reporter.get(reverse("reporting:plan", args=[plan.public_id]), headers=ENGLISH).content.decode()
    assert "88 % · LAB-7 · as received · fixed carbon · ± 2" in shown
    assert "kiln · kiln-1" in shown


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("", "| as received | fixed carbon"),
        (" | as received | total carbon", "the equation takes fixed_carbon"),
        (" | dry | fixed carbon", "Bring both to as received"),
    ],
)
def test_constant_of_another_condition_is_refused(
    plan: MonitoringPlan, reporter: Client, said: str, words: str
) -> None:
    assert words in add(reporter, plan, approved_inputs=CONTENT + said)
    assert not plan.streams.filter(code="kiln").exists()


def test_refusal_is_told_in_chinese(plan: MonitoringPlan, reporter: Client) -> None:
    assert "| 收到基 | 固定碳" in add(reporter, plan, CHINESE, approved_inputs=CONTENT)


def test_converted_constant_needs_its_source(plan: MonitoringPlan, reporter: Client) -> None:
    said = "| converted to as received | fixed carbon"
    assert "moisture" in add(reporter, plan, approved_inputs=f"raw_fixed_carbon = 88 % {said}")
    assert not add(reporter, plan, approved_inputs=f"{CONTENT} {said}")


def test_one_balance_is_drawn_around_a_furnace(plan: MonitoringPlan, reporter: Client) -> None:
    assert not add(reporter, plan, furnace_code="kiln-1")
    assert "Its carbon would count twice" in add(reporter, plan, code="kiln-b", furnace_code="kiln-1")
    assert not add(reporter, plan, code="kiln-b", furnace_code="kiln-2")
    second = plan.streams.get(code="kiln-b")
    second.furnace_code = "kiln-1"
    with pytest.raises(IntegrityError):
        second.save()


def test_plan_is_not_submitted_before_its_furnaces_are_named(plan: MonitoringPlan, reporter: Client) -> None:
    assert "furnace_code" in add(reporter, plan, furnace_code="")
    assert not add(reporter, plan)
    SourceStream.objects.filter(code="kiln").update(furnace_code="")
    assert "Stream kiln: name the furnace" in submit(reporter, plan)
    SourceStream.objects.filter(code="kiln").update(
        furnace_code="kiln-1", approved_inputs={"raw_volatile": {"value": "10", "unit": "%"}}
    )
    assert "raw_volatile is given as unknown" in submit(reporter, plan)
    SourceStream.objects.filter(code="kiln").update(approved_inputs={})
    assert submit(reporter, plan) == ""


def test_other_methods_are_asked_no_furnace(plan: MonitoringPlan, reporter: Client) -> None:
    page = reporter.get(reverse("reporting:add_stream", args=[plan.public_id]) + "?method=cn.combustion.ncv_cc_of")
    assert "furnace_code" not in page.content.decode()
    assert 'name="determination"' in page.content.decode()


def test_a_report_sees_the_furnaces_of_its_plan(cast: World) -> None:
    cast.facility.plans.get().streams.filter(code="diesel").update(furnace_code="kiln-1")
    seen = {one.code: one.furnace for one in declaration_of(opened(cast), at=timezone.now()).streams}
    assert seen["diesel"] == "kiln-1"
