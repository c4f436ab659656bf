"""Monitoring plans: drafted by the enterprise, approved or returned by the authority; a new version ends the old."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import MonitoringPlan, SourceStream
from tests.factories import World
from tests.support import signed_in

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
METHOD = "cn.combustion.ncv_cc_of"
GAS = {"code": "gas-1", "name_zh": "天然气", "name_en": "Natural gas", "scope": "1", "fuel": "", "unit": "10^4Nm3"}


@pytest.fixture
def regulator(cast: World) -> Client:
    return signed_in(cast.people["regulator"])


def drafted(cast: World, reporter: Client) -> MonitoringPlan:
    answer = reporter.post(reverse("reporting:draft_plan", args=[cast.facility.public_id]))
    plan = cast.facility.plans.get(number=2)
    assert answer.headers["Location"] == reverse("reporting:plan", args=[plan.public_id])
    return plan


def post(client: Client, name: str, *keys: object, **values: str) -> int:
    return client.post(reverse(name, args=keys), values).status_code


def test_a_new_version_starts_as_a_copy(cast: World, reporter: Client) -> None:
    plan = drafted(cast, reporter)
    assert (plan.state, plan.factor_set_codes) == ("draft", ["TEST-SET"])
    assert set(plan.streams.values_list("code", flat=True)) == {"diesel", "electricity"}
    assert post(reporter, "reporting:draft_plan", cast.facility.public_id) == 409


def test_a_stream_is_added_with_a_method_of_the_registry(cast: World, reporter: Client) -> None:
    plan = drafted(cast, reporter)
    address = reverse("reporting:add_stream", args=[plan.public_id])
    assert METHOD in reporter.get(address).content.decode()
    form = reporter.get(address, {"method": METHOD}, headers=ENGLISH).content.decode()
    assert "AD × NCV × CC × OF × 44/12" in form
    values = {
        **GAS,
        "measured_parameters": "net_calorific_value",
        "approved_inputs": "oxidation_factor = 99 % | GB/T 32150",
    }
    assert reporter.post(f"{address}?method={METHOD}", values).status_code == 302
    stream = plan.streams.get(code="gas-1")
    assert (stream.activity_parameter, stream.measured_parameters) == ("activity", ["net_calorific_value"])
    assert stream.approved_inputs == {"oxidation_factor": {"value": "99", "unit": "%", "source": "GB/T 32150"}}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("unit", "kWh", "expected"),
        ("code", "diesel", "There is a stream with this code already"),
        ("approved_inputs", "oxidation_factor = much %", "not a decimal number"),
        ("approved_inputs", "color = 5 t", "is not an input of this method"),
        ("name_zh", "", "required"),
    ],
)
def test_what_is_wrong_with_a_stream_stands_at_its_field(
    cast: World, reporter: Client, field: str, value: str, words: str
) -> None:
    plan = drafted(cast, reporter)
    address = reverse("reporting:add_stream", args=[plan.public_id])
    answer = reporter.post(f"{address}?method={METHOD}", {**GAS, field: value}, headers=ENGLISH)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert words in str(answer.context["form"].errors[field])


def test_a_stream_is_changed_and_taken_out(cast: World, reporter: Client) -> None:
    plan = drafted(cast, reporter)
    values = {"code": "diesel", "name_zh": "柴油", "name_en": "Diesel oil", "scope": "1", "fuel": "", "unit": "kg"}
    assert post(reporter, "reporting:plan_stream", plan.public_id, "diesel", **values) == 302
    assert plan.streams.get(code="diesel").unit == "kg"
    assert post(reporter, "reporting:remove_stream", plan.public_id, "electricity") == 302
    assert plan.streams.count() == 1
    approved = cast.facility.plans.get(number=1)
    assert post(reporter, "reporting:remove_stream", approved.public_id, "diesel") == 404
    assert SourceStream.objects.filter(plan=approved).count() == 2


def test_the_head_of_a_plan_is_changed(cast: World, reporter: Client) -> None:
    plan = drafted(cast, reporter)
    values = {"valid_from": "2026-01-01", "valid_to": "", "purpose": "compliance", "gwp_set_code": "AR5"}
    assert post(reporter, "reporting:plan_edit", plan.public_id, **values, factor_set_1="TEST-SET") == 302
    plan.refresh_from_db()
    assert (plan.valid_from, plan.purpose) == (date(2026, 1, 1), "compliance")
    twice = {**values, "factor_set_1": "TEST-SET", "factor_set_2": "TEST-SET"}
    assert post(reporter, "reporting:plan_edit", plan.public_id, **twice) == 422
    backwards = {**values, "factor_set_1": "TEST-SET", "valid_to": "2020-01-01"}
    assert post(reporter, "reporting:plan_edit", plan.public_id, **backwards) == 422


def test_an_approved_plan_ends_the_one_before(cast: World, reporter: Client, regulator: Client) -> None:
    plan = drafted(cast, reporter)
    MonitoringPlan.objects.filter(pk=plan.pk).update(valid_from=date(2021, 1, 1))
    assert post(reporter, "reporting:submit_plan", plan.public_id) == 302
    listed = regulator.get(reverse("reporting:plans"), headers=ENGLISH).content.decode()
    assert "1 plan waits for your decision" in listed
    assert post(regulator, "reporting:approve_plan", plan.public_id) == 302
    plan.refresh_from_db()
    older = cast.facility.plans.get(number=1)
    assert (plan.state, plan.approved_by) == ("approved", cast.people["regulator"])
    assert (older.state, older.valid_to) == ("superseded", date(2020, 12, 31))


def test_plans_are_found_by_state_and_name(cast: World, reporter: Client, regulator: Client) -> None:
    draft = drafted(cast, reporter)
    approved = cast.facility.plans.get(number=1)
    other = cast.second_facility.plans.get()

    def listed(**query: str) -> set[int]:
        page = regulator.get(reverse("reporting:plans"), query).content.decode()
        return {p.pk for p in (draft, approved, other) if reverse("reporting:plan", args=[p.public_id]) in page}

    assert listed() == {draft.pk, approved.pk, other.pk}
    assert listed(state="draft") == {draft.pk}
    assert listed(words="fac-2") == {other.pk}
    assert listed(words="nobody") == set()


def test_a_plan_is_returned_with_a_reason(cast: World, reporter: Client, regulator: Client) -> None:
    plan = drafted(cast, reporter)
    post(reporter, "reporting:submit_plan", plan.public_id)
    assert post(regulator, "reporting:return_plan", plan.public_id, reason_text="") == 422
    assert post(regulator, "reporting:return_plan", plan.public_id, reason_text="Add the boiler.") == 302
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_a_plan_without_streams_is_not_submitted(cast: World, reporter: Client) -> None:
    plan = drafted(cast, reporter)
    plan.streams.all().delete()
    answer = reporter.post(reverse("reporting:submit_plan", args=[plan.public_id]), headers=ENGLISH)
    assert answer.status_code == 422
    assert "has no source stream" in answer.content.decode()


def test_nobody_approves_the_own_plan(cast: World, reporter: Client) -> None:
    plan = drafted(cast, reporter)
    post(reporter, "reporting:submit_plan", plan.public_id)
    assert post(reporter, "reporting:approve_plan", plan.public_id) == 403
    plan.refresh_from_db()
    assert plan.state == "submitted"


def test_plans_of_others_do_not_exist(cast: World, reporter: Client) -> None:
    plan = drafted(cast, reporter)
    other = signed_in(cast.people["second_reporter"])
    for name in ("reporting:plan", "reporting:plan_edit", "reporting:add_stream"):
        assert other.get(reverse(name, args=[plan.public_id])).status_code == 404
    assert post(other, "reporting:draft_plan", cast.facility.public_id) == 404
    assert post(other, "reporting:submit_plan", plan.public_id) == 404
