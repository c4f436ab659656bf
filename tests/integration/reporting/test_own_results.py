"""What the enterprise computed itself is compared with what the platform computes, whichever door it came in by."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from reporting.models import CheckResult, EmissionLine, ReportVersion, SourceStream
from reporting.services.check_version import check_version
from reporting.services.replace_activity import replace_activity
from reporting.services.submit_version import submit_version
from tests.factories import World
from tests.reporting_cast import ActivityRow, full_rows, month_rows, opened
from tests.support import run_jobs, signed_in

# 1000.1 ... 1001.2 MWh at 0.5568
LOCATION = "6685.94304"


def declared(cast: World, *own: tuple[str, int | None, str, str]) -> ReportVersion:
    version = opened(cast)
    rows = full_rows() + [
        ActivityRow(source_stream=stream, month=month, parameter="own_co2e", quantity=quantity, unit=unit)
        for stream, month, quantity, unit in own
    ]
    assert not replace_activity(version=version, rows=rows, by=cast.actor("reporter"))
    submit_version(version=version, by=cast.actor("responsible_person"))
    run_jobs()
    version.refresh_from_db()
    return version


def reasons(version: ReportVersion) -> list[CheckResult]:
    return list(CheckResult.objects.filter(version=version, found_by="system:calculation"))


@pytest.mark.parametrize(
    ("quantity", "unit"), [(LOCATION, "tCO2e"), ("6685.9", "tCO2e"), ("6686", "t"), ("6685943", "kg")]
)
def test_own_result_within_its_rounding_is_accepted(cast: World, quantity: str, unit: str) -> None:
    version = declared(cast, ("electricity", None, quantity, unit))
    assert version.state == "computed"
    assert EmissionLine.objects.filter(version=version, scope=2).count() == 12


@pytest.mark.parametrize(
    ("quantity", "cause"),
    [
        ("6685943.04", "a factor of 1000"),
        ("66859430.4", "a factor of 10,000"),
        ("1823.43901", "44/12"),
        ("7000", "from the activity and the factors in force"),
    ],
)
def test_own_result_that_differs_is_refused_with_its_cause(cast: World, quantity: str, cause: str) -> None:
    version = declared(cast, ("electricity", None, quantity, "tCO2e"))
    assert version.state == "check_failed"
    [found] = reasons(version)
    assert found.pointer == "/electricity/year/own_co2e"
    assert cause in found.parameters["en"]
    assert found.parameters["zh"] != found.parameters["en"]
    assert not EmissionLine.objects.filter(version=version).exists()


def test_own_result_of_a_month_is_placed_at_the_month(cast: World) -> None:
    version = declared(cast, ("electricity", 3, "1", "tCO2e"))
    assert [found.pointer for found in reasons(version)] == ["/electricity/3/own_co2e"]


def test_own_result_over_rest_is_checked_and_bad_units_are_refused(cast: World, rest: Callable[[str], Any]) -> None:
    version = opened(cast)
    row = {"source_stream": "electricity", "parameter": "own_co2e", "quantity": "5", "unit": "MWh"}
    path = f"reports/{version.report.public_id}/activity-records"
    refused = rest("reporter").put(path, {"rows": [row]})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["column"] == "unit"
    assert rest("reporter").put(path, {"rows": [{**row, "unit": "tCO2e"}]}).status_code == 200


def test_own_total_is_checked_on_the_draft(cast: World, rest: Callable[[str], Any]) -> None:
    version = opened(cast)
    rows = month_rows() + [
        ActivityRow(source_stream="diesel", month=month, parameter="own_co2e", quantity=amount, unit="tCO2e")
        for month, amount in ((1, "10"), (2, "20"), (None, "40"))
    ]
    assert not replace_activity(version=version, rows=rows, by=cast.actor("reporter"))
    found = rest("reporter").get(f"reports/{version.report.public_id}/check-results").json()["results"]
    assert "own_total" in {result["code"] for result in found}


def test_own_result_is_entered_on_the_page_of_the_stream(cast: World) -> None:
    version = opened(cast)
    client = signed_in(cast.people["reporter"])
    address = reverse("reporting:stream", args=[version.report.public_id, "diesel"]) + "?part=own_co2e"
    assert "企业自行核算的排放量" in client.get(address, headers={"Accept-Language": "zh-hans"}).content.decode()
    body = {"version": "0", "own_co2e.0.quantity": "12.5", "own_co2e.0.unit": "tCO2e"}
    assert client.post(address, body).status_code == 302
    assert version.activity_records.get().quantity == Decimal("12.5")


def test_zero_factor_of_the_plan_blocks_the_draft_until_it_is_proved(cast: World, rest: Callable[[str], Any]) -> None:
    zero = {"emission_factor": {"value": "0", "unit": "tCO2/MWh", "source": "green contract"}}
    cast.facility.plans.get().streams.filter(code="electricity").update(approved_inputs=zero)
    version = opened(cast)
    bare = month_rows() + month_rows("electricity", "1000", "MWh", evidence_ref="")
    assert not replace_activity(version=version, rows=bare, by=cast.actor("reporter"))
    path = f"reports/{version.report.public_id}/check-results"
    assert "green_power_evidence" in {one["code"] for one in rest("reporter").get(path).json()["results"]}
    assert not replace_activity(version=version, rows=full_rows(), by=cast.actor("reporter"))
    assert "green_power_evidence" not in {one["code"] for one in rest("reporter").get(path).json()["results"]}


CEMENT = {
    "code": "kiln", "method": "cement.clinker", "scope": 1, "unit": "t", "activity_parameter": "clinker",
    "approved_inputs": {
        name: {"value": value, "unit": unit, "source": "Laboratory"}
        for name, value, unit in (
            ("dust", "0", "t"), ("cao", "65", "%"), ("cao_non_carbonate", "0", "%"), ("mgo", "2", "%"),
            ("mgo_non_carbonate", "0", "%"),
        )
    },
}  # fmt: skip
CATTLE = {
    "code": "cattle", "method": "land.livestock.enteric_ch4", "scope": 1, "unit": "head",
    "approved_inputs": {"emission_factor": {"value": "55", "unit": "kgCH4/head", "source": "IPCC"}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("stream", "activity", "own", "cause"),
    [
        # 1000 t x (65 % x 44/56 + 2 % x 44/56) where 532.71 is right
        (CEMENT, ("clinker", "1000", "t"), "526.43", "MgO calculated with the 44/56 of CaO"),
        (CEMENT, ("clinker", "1000", "t"), "541.8", "from the activity and the factors in force"),
        # 1000 head x 55 kg are 55 t of CH4, 1540 tCO2e
        (CATTLE, ("activity", "1000", "head"), "55", "no GWP was applied"),
    ],
)
def test_slip_of_one_content_or_one_gas_is_named(
    cast: World, stream: dict[str, Any], activity: tuple[str, str, str], own: str, cause: str
) -> None:
    SourceStream.objects.filter(plan__facility=cast.facility).delete()
    SourceStream.objects.create(plan=cast.facility.plans.get(), name_zh="源流", name_en="Stream", **stream)
    name, quantity, unit = activity
    rows = [
        ActivityRow(source_stream=stream["code"], parameter=name, month=None, quantity=quantity, unit=unit),
        ActivityRow(source_stream=stream["code"], parameter="own_co2e", month=None, quantity=own, unit="tCO2e"),
    ]
    version = opened(cast)
    assert not replace_activity(version=version, rows=rows, by=cast.actor("reporter"))
    [found] = [
        one for one in check_version(version=version, with_calculation=True) if one.pointer.endswith("own_co2e")
    ]
    assert cause in found.parameters["en"]
