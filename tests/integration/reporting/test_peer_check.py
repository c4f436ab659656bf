"""A computed report is held against its peers; those who judge it see the warning."""

from decimal import Decimal

import pytest
from django.urls import reverse

from mrv.accounting.catalogue import all_methods
from reporting.checks.products import PRODUCTS
from reporting.models import ActivityRecord, CalculationRun, CheckResult, EmissionLine, ReportVersion, SourceStream
from reporting.selectors.peers import product_peers_of
from reporting.services.submit_version import submit_version
from tests import factories
from tests.factories import World
from tests.reporting_cast import filled
from tests.support import run_jobs, signed_in


def peer(cast: World, number: int, intensity: str) -> None:
    site = factories.facility(
        cast.second_enterprise, f"PEER-{number}", district=cast.districts[1], sector=cast.facility.sector
    )
    version = factories.version(site, year=2020, state="computed")
    CalculationRun.objects.create(
        version=version, engine_build="test", factor_hash="x", line_count=1, result_hash=f"{number:064}",
        total_co2e_t=Decimal(intensity) * 1000, energy_gj=1000, computed_at="2021-01-01T00:00Z",
    )  # fmt: skip
    ReportVersion.objects.filter(pk=version.pk).update(result_hash=f"{number:064}")


def computed(cast: World) -> ReportVersion:
    version = submit_version(version=filled(cast), by=cast.actor("responsible_person"))
    run_jobs()
    version.refresh_from_db()
    assert version.state == "computed"
    return version


def warnings(version: ReportVersion) -> list[CheckResult]:
    return list(version.check_results.filter(code="peer_intensity"))


def test_energy_of_the_run_is_fuel_by_calorific_value_and_electricity(cast: World) -> None:
    run = CalculationRun.objects.get(version=computed(cast))
    diesel, power = Decimal("1207.8") * Decimal("42.652"), Decimal("12007.8") * Decimal("3.6")
    assert run.energy_gj == (diesel + power).quantize(Decimal("0.001"))


@pytest.mark.parametrize(("scale", "expected"), [("1", 0), ("40", 1)])
def test_only_an_intensity_far_from_the_sector_is_a_warning(cast: World, scale: str, expected: int) -> None:
    for number in range(9):
        peer(cast, number, f"{Decimal('0.1') * Decimal(scale) + Decimal(number) / 500}")
    found = warnings(computed(cast))
    assert len(found) == expected
    assert all(result.severity == "warning" and "同行业" in result.parameters["zh"] for result in found)


def test_without_enough_peers_nothing_is_said(cast: World) -> None:
    peer(cast, 1, "90")
    assert warnings(computed(cast)) == []


def test_authority_reads_the_warning(cast: World) -> None:
    for number in range(9):
        peer(cast, number, f"{4 + Decimal(number) / 500}")
    version = computed(cast)
    client = signed_in(cast.people["regulator"])
    listed = client.get(f"/api/v1/reports/{version.report.public_id}/check-results").json()["results"]
    assert "peer_intensity" in {result["code"] for result in listed}
    page = client.get(
        reverse("reporting:checks", args=[version.report.public_id]), headers={"Accept-Language": "en"}
    ).content.decode()
    assert "robust z-score" in page


LIME = {"code": "lime", "method": "lime.production", "scope": 1, "unit": "t", "activity_parameter": "lime"}


def lime_maker(cast: World, number: int, unit: str, tonnes: str) -> ReportVersion:
    """A computed peer that made so much lime with 1000 tCO2e in all."""
    site = factories.facility(
        cast.second_enterprise, f"LIME-{number}", district=cast.districts[1], sector=cast.facility.sector
    )
    version = factories.version(site, year=2020, state="computed")
    stream = SourceStream.objects.create(plan=version.plan, name_zh="石灰", name_en="Lime", **LIME)
    run = CalculationRun.objects.create(
        version=version, engine_build="test", factor_hash="x", line_count=1, result_hash=f"{number:064}",
        total_co2e_t=1000, energy_gj=None, computed_at="2021-01-01T00:00Z",
    )  # fmt: skip
    ReportVersion.objects.filter(pk=version.pk).update(result_hash=f"{number:064}")
    EmissionLine.objects.create(
        version=version, run_id=run.pk, line_number=1, stream_id=stream.pk, stream_code="lime", scope=1,
        activity_quantity=Decimal(tonnes), activity_unit=unit, method="lime.production", method_version="1",
        method_fingerprint="x", rounding="half_up_6", engine_build="test", inputs={}, gwp_set_code="AR5",
    )  # fmt: skip
    version.refresh_from_db()
    return version


def test_intensity_per_tonne_is_compared_whatever_the_unit_of_the_output(cast: World) -> None:
    for number in range(9):
        lime_maker(
            cast, number, *(("kg", f"{1000000 + number * 9000}") if number % 2 else ("t", f"{1000 + number * 9}"))
        )
    own = lime_maker(cast, 99, "t", "10")
    [peers] = product_peers_of(own, CalculationRun.objects.get(version=own))
    assert peers.own == pytest.approx(100)
    assert all(0.9 < other <= 1 for other in peers.others)
    assert len(peers.others) == 9
    assert peers.score is not None
    assert peers.score > 3.5


def test_plant_without_a_stated_output_is_not_compared_by_product(cast: World) -> None:
    version = computed(cast)
    assert product_peers_of(version, CalculationRun.objects.get(version=version)) == ()


def baker(cast: World, number: int, rows: dict[int | None, str]) -> ReportVersion:
    """A computed peer with 1000 tCO2e in all whose baked product was declared beside the activity."""
    site = factories.facility(
        cast.second_enterprise, f"BAKE-{number}", district=cast.districts[1], sector=cast.facility.sector
    )
    version = factories.version(site, year=2020)
    stream = SourceStream.objects.create(
        plan=version.plan, code="oven", name_zh="焙烧炉", name_en="Oven", method="carbon_materials.baking", scope=1,
        unit="t", activity_parameter="packing", measured_parameters=["baked"],
    )  # fmt: skip
    for place, (month, tonnes) in enumerate(rows.items(), 1):
        ActivityRecord.objects.create(
            version=version, stream_id=stream.pk, parameter="baked", month=month, quantity=Decimal(tonnes), unit="t",
            data_source="scale", row_number=place,
        )  # fmt: skip
    run = CalculationRun.objects.create(
        version=version, engine_build="test", factor_hash="x", line_count=1, result_hash=f"{number:064}",
        total_co2e_t=1000, energy_gj=None, computed_at="2021-01-01T00:00Z",
    )  # fmt: skip
    ReportVersion.objects.filter(pk=version.pk).update(state="submitted")
    ReportVersion.objects.filter(pk=version.pk).update(state="computed", result_hash=run.result_hash)
    version.refresh_from_db()
    return version


def test_output_declared_beside_the_activity_is_compared_by_month_or_year(cast: World) -> None:
    for number in range(9):
        whole = {None: f"{1000 + number * 9}"}
        baker(cast, number, {1: "400", 2: f"{600 + number * 9}", **whole} if number % 2 else whole)
    own = baker(cast, 99, {None: "10"})
    [peers] = product_peers_of(own, CalculationRun.objects.get(version=own))
    assert peers.product == PRODUCTS["carbon_materials.baking", "baked"]
    assert peers.own == pytest.approx(100)
    assert all(0.9 < other <= 1 for other in peers.others)
    assert len(peers.others) == 9


def test_every_product_is_an_input_of_its_method_in_tonnes() -> None:
    known = all_methods()
    for method, parameter in PRODUCTS:
        spec = next(spec for spec in known[method].inputs if spec.name == parameter)
        assert spec.bases[0].unit.symbol.startswith("t")
