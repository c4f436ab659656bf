"""A GWP set without a value for a gas that is emitted: refused with its name at every door, never counted as zero."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from mrv.core.actor import system_actor
from mrv.core.models import GwpSet, GwpValue
from reporting.models import EmissionLine, MonitoringPlan, ReportVersion, SourceStream
from reporting.services.calculate_version import calculate_version
from tests.factories import World
from tests.integration.reporting.test_factor_pins import submitted
from tests.reporting_cast import factor_set, filled, month_rows
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
OIL = [
    ("oil", "net_calorific_value", "", "40.4", "TJ/Gg", ""),
    ("oil", "emission_factor", "CO2", "77400", "kgCO2/TJ", ""),
    ("oil", "emission_factor", "CH4", "3", "kgCH4/TJ", ""),
    ("oil", "emission_factor", "N2O", "0.6", "kgN2O/TJ", ""),
]


@pytest.fixture
def thin(cast: World) -> ReportVersion:
    """A draft that burns oil (CO2, CH4, N2O) under a set that lacks N2O."""
    made = GwpSet.objects.create(code="THIN", title="Without N2O", source="Test")
    for gas, value in (("CO2", "1"), ("CH4", "28")):
        GwpValue.objects.create(gwp_set=made, gas=gas, value=Decimal(value))
    factor_set(cast.people["factor_steward"], cast.people["second_factor_steward"], "OIL-SET", OIL)
    plan = cast.facility.plans.get()
    MonitoringPlan.objects.filter(pk=plan.pk).update(factor_set_codes=["TEST-SET", "OIL-SET"], gwp_set_code="THIN")
    SourceStream.objects.create(
        plan=plan,
        code="oil",
        method="ipcc.combustion.mass",
        fuel="oil",
        scope=1,
        unit="t",
        name_en="Oil",
        name_zh="油",
    )
    SourceStream.objects.filter(plan=plan).exclude(code="oil").delete()
    return filled(cast, month_rows("oil", "100", "t"))


@pytest.fixture
def refused(cast: World, thin: ReportVersion) -> ReportVersion:
    """The draft submitted and computed by the workers."""
    submitted(cast, thin)
    run_jobs()
    thin.refresh_from_db()
    return thin


def test_b27_the_report_comes_back_with_the_gas_and_the_set_at_its_stream(refused: ReportVersion, rest: Any) -> None:
    assert refused.state == "check_failed"
    assert not EmissionLine.objects.exists()
    report = refused.report.public_id
    answer = rest("reporter").get(f"reports/{report}/check-results?version=1", **{"Accept-Language": "en"})
    assert answer.status_code == 200
    (found,) = [one for one in answer.json()["results"] if one["severity"] == "error"]
    assert (found["code"], found["pointer"].startswith("/oil")) == ("gwp_missing", True)
    assert "GWP set THIN has no value for N2O" in found["detail"]
    assert "Choose a set that covers it" in found["detail"]


@pytest.mark.parametrize(("language", "words"), [("en", "has no value for N2O"), ("zh-hans", "没有 N2O 的数值")])
def test_the_pages_of_version_and_draft_teach_in_both_languages(
    cast: World, refused: ReportVersion, language: str, words: str
) -> None:
    client = signed_in(cast.people["reporter"])
    for name, key in (("version", refused.public_id), ("checks", refused.report.public_id)):
        page = client.get(reverse(f"reporting:{name}", args=[key]), headers={"Accept-Language": language})
        assert page.status_code == 200
        assert words in page.content.decode()


def test_b27_a_set_that_lacks_a_gas_nobody_emits_is_no_fault(cast: World, rest: Any) -> None:
    made = GwpSet.objects.create(code="CARBON", title="CO2 alone", source="Test")
    GwpValue.objects.create(gwp_set=made, gas="CO2", value=Decimal(1))
    MonitoringPlan.objects.filter(pk=cast.facility.plans.get().pk).update(gwp_set_code="CARBON")
    version = submitted(cast, filled(cast))
    calculate_version(version_id=version.pk, by=system_actor("calculation"))
    version.refresh_from_db()
    assert version.state == "computed"
    assert version.emission_lines.count() == 24
