"""A line tells who stands behind each of its inputs, since when, and what the figure refers to."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reporting.intake.rows import ActivityRow
from reporting.models import EmissionLine
from reporting.selectors import explain_line, recompute_line
from reporting.services.check_version import check_version
from reporting.services.explain_check import explain_check
from reporting.services.submit_version import submit_version
from tests.factories import World, world
from tests.reporting_cast import factor_set, filled, gwp_set, monitoring_plan, prepare
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
CONTENTS = {"basis": "as_received", "component": "fixed_carbon", "source": "Plan, table 3"}
KILN: dict[str, Any] = {
    "code": "kiln", "method": "carbon_materials.calcination", "scope": 1, "unit": "t",
    "activity_parameter": "raw_material",
    "measured_parameters": ["calcined", "under_calcined", "dust", "raw_volatile", "calcined_volatile"],
    "approved_inputs": {
        "raw_fixed_carbon": {"value": "88", "unit": "%", **CONTENTS},
        "calcined_fixed_carbon": {"value": "98", "unit": "%", **CONTENTS},
    },
}  # fmt: skip
ROWS = {
    "raw_material": ("1000", "t"), "calcined": ("700", "t"), "under_calcined": ("10", "t"), "dust": ("5", "t"),
    "raw_volatile": ("11", "%"), "calcined_volatile": ("0.5", "%"),
}  # fmt: skip


def kiln_row(parameter: str, month: int) -> ActivityRow:
    quantity, unit = ROWS[parameter]
    volatile = {"basis": "as_received", "component": "volatile_matter"} if parameter.endswith("_volatile") else {}
    return ActivityRow(
        source_stream="kiln", parameter=parameter, month=month, quantity=quantity, unit=unit,
        data_source="laboratory", evidence_ref=f"LAB-{month}", **volatile,
    )  # fmt: skip


@pytest.fixture
def town() -> World:
    return world()


@pytest.fixture
def kiln_line(town: World) -> EmissionLine:
    gwp_set()
    factor_set(town.people["factor_steward"], town.people["second_factor_steward"])
    monitoring_plan(
        town.facility, [KILN], approved_by=town.people["regulator"], approved_at="2010-03-04T05:00Z"
    )  # fmt: skip
    rows = [kiln_row(parameter, month) for month in range(1, 13) for parameter in ROWS]
    version = filled(town, rows)
    for result in check_version(version=version):
        explain_check(result=result, text="Same kiln, same recipe.", by=town.actor("reporter"))
    submit_version(version=version, by=town.actor("responsible_person"))
    run_jobs()
    return EmissionLine.objects.get(stream_code="kiln", month=3)


@pytest.fixture
def diesel_line(town: World) -> EmissionLine:
    prepare(town)
    submit_version(version=filled(town), by=town.actor("responsible_person"))
    run_jobs()
    return EmissionLine.objects.get(stream_code="diesel", month=3)


def page(client: Client, line: EmissionLine, language: str = "en") -> str:
    client.cookies["django_language"] = language
    return client.get(reverse("reporting:line", args=[line.public_id])).content.decode()


def test_constant_of_the_plan_says_what_it_refers_to_and_who_approved_it(town: World, kiln_line: EmissionLine) -> None:
    kept = kiln_line.inputs["raw_fixed_carbon"]
    assert (kept["origin"], kept["basis"], kept["component"]) == ("plan", "as_received", "fixed_carbon")
    told = explain_line(kiln_line)["provenance"]["raw_fixed_carbon"]
    assert (told["act"], told["basis"], told["component"]) == ("approved", "as_received", "fixed_carbon")
    assert told["by"] == town.people["regulator"].name_of_record
    assert told["at"].startswith("2010-03-04")
    assert recompute_line(kiln_line).is_identical


def test_declared_content_says_what_it_refers_to(kiln_line: EmissionLine) -> None:
    told = explain_line(kiln_line)["provenance"]
    assert (told["raw_volatile"]["basis"], told["raw_volatile"]["component"]) == ("as_received", "volatile_matter")
    assert told["raw_material"]["act"] == "declared"
    assert told["raw_material"]["row"] is not None


def test_page_shows_basis_and_component_in_the_language_of_the_reader(town: World, kiln_line: EmissionLine) -> None:
    reader = signed_in(town.people["reporter"])
    english, chinese = page(reader, kiln_line), page(reader, kiln_line, "zh-hans")
    assert "as received · fixed carbon" in english
    assert "as received · volatile matter" in english
    assert f"Approved by {town.people['regulator']}" in english
    assert "收到基 · 固定碳" in chinese
    assert f"由{town.people['regulator']}批准" in chinese


def test_factor_says_who_released_it_and_when(town: World, diesel_line: EmissionLine) -> None:
    told = explain_line(diesel_line)["provenance"]["carbon_content"]
    assert told["act"] == "released"
    assert told["by"] == town.people["second_factor_steward"].name_of_record
    assert told["at"].startswith("2010-01-02")
    assert f"Released by {town.people['second_factor_steward']}" in page(
        signed_in(town.people["reporter"]), diesel_line
    )


def test_rest_gives_the_same_provenance_as_the_page(town: World, diesel_line: EmissionLine) -> None:
    reader = signed_in(town.people["reporter"])
    rest = reader.get(f"/api/v1/emission-lines/{diesel_line.public_id}/explanation").json()
    file = reader.get(reverse("reporting:line_json", args=[diesel_line.public_id])).json()
    assert rest["provenance"] == file["provenance"]
    assert {one["act"] for one in rest["provenance"].values()} == {"declared", "released"}
