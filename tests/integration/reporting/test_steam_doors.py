"""Steam by pressure and temperature goes in by REST and page, comes out as tonnes, and explains the table it read."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from reporting.models import EmissionLine
from reporting.selectors.explanation import explain_line, recompute_line
from reporting.services.check_version import check_version
from reporting.services.submit_version import submit_version
from tests.factories import World, world
from tests.reporting_cast import factor_set, gwp_set, monitoring_plan, opened
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
STREAM = {"code": "steam", "method": "scope2.steam.purchased", "scope": 2, "unit": "t", "activity_parameter": "steam"}


@pytest.fixture
def town() -> World:
    made = world()
    gwp_set()
    factor_set(made.people["factor_steward"], made.people["second_factor_steward"])
    monitoring_plan(made.facility, [STREAM])
    return made


def test_steam_by_pressure_is_computed_and_explained(town: World) -> None:
    version = opened(town)
    client = signed_in(town.people["reporter"])
    rows = [
        {"source_stream": "steam", "month": month, "parameter": name, "quantity": quantity, "unit": unit,
         "data_source": "meter", "evidence_ref": "LOG"}
        for month in range(1, 13)
        for name, quantity, unit in (("steam", f"{1000 + month}", "t"), ("steam_pressure", "1.75", "MPa"))
    ]  # fmt: skip
    path = f"/api/v1/reports/{version.report.public_id}/activity-records"
    assert client.put(path, json.dumps({"rows": rows}), content_type="application/json").status_code == 200
    results = check_version(version=version)
    assert {r.code for r in results} >= {"steam_interpolated"}
    assert not [r for r in results if r.severity == "error"]
    for result in results:
        result.explanation = "Metered."
        result.save()
    submit_version(version=version, by=town.actor("responsible_person"))
    run_jobs()
    line = EmissionLine.objects.get(version=version, month=1)
    assert recompute_line(line).is_identical
    assert line.co2_t == Decimal("307.696890")
    assert "table C.4, interpolated" in json.dumps(explain_line(line), default=str)


def test_page_has_a_tab_for_pressure_and_temperature(town: World) -> None:
    version = opened(town)
    client = signed_in(town.people["reporter"])
    address = reverse("reporting:stream", args=[version.report.public_id, "steam"])
    page = client.get(address, headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "蒸汽绝对压力" in page
    assert "蒸汽温度" in page
    assert client.get(f"{address}?part=steam_pressure").status_code == 200
