"""From lines to the city: approach 1 by hand, the correlation of a shared factor, coverage, incremental = recount."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from inventory.analysis.data_quality import Quality
from inventory.area.drafts import AreaDraft
from inventory.models import InventorySpread
from inventory.selectors.data_quality import DataQuality, data_quality
from inventory.selectors.sums import live_source
from inventory.selectors.uncertainty import uncertainties
from inventory.services.converge_version import converge_version
from inventory.services.record_area_sources import record_area_sources
from inventory.tables.axes import Axis
from inventory.tables.request import TableRequest
from mrv.accounting.uncertainty import Uncertain
from mrv.core.models import Sector
from reporting.calculation.uncertainty import percent_of
from reporting.models import EmissionLine, ReportVersion, UncertaintyProfile
from reporting.states import COUNTED
from tests.factories import World, facility
from tests.integration.inventory.factories import BY, Line, concluded_version, move
from tests.support import signed_in

pytestmark = pytest.mark.django_db
YEAR = 2021
FACTOR = "factor:coal"


def profile(activity: str, factor: str, *, key: str = FACTOR) -> str:
    """A profile of activity and one factor, in percent; a blank activity is unknown."""
    parts = [
        {
            "input": "activity",
            "origin": "declared",
            "elasticity": "1",
            "percent": activity,
            "basis": "declared",
            "key": "",
        },
        {
            "input": "factor",
            "origin": "factor",
            "elasticity": "1",
            "percent": factor,
            "basis": "published",
            "key": key,
        },
    ]
    digest = f"{activity}-{factor}-{key[-4:]}"[:16]
    UncertaintyProfile.objects.get_or_create(digest=digest, defaults={"parts": parts, "percent": percent_of(parts)})
    return digest


def posted(city: World, code: str, place: int, sector: str, tonnes: Sequence[tuple[str, str]]) -> ReportVersion:
    """A decided report with one line per (tonnes, profile)."""
    what = Sector.objects.get(system="inventory", code=sector)
    site = facility(city.enterprise, code, district=city.districts[place], sector=what)
    lines = [Line(amount, profile=digest) for amount, digest in tonnes]
    version = concluded_version(site, lines, year=YEAR)
    move(version, "decide")
    converge_version(version_id=version.pk, by=BY)
    return version


def asked(city: World, *by: Axis, **fields: Any) -> dict[tuple[str, ...], Uncertain]:
    source = live_source(city.city, [YEAR], city.actor("inventory_compiler"))
    return dict(uncertainties(source, TableRequest(by=by, **fields)).sums)


def total(city: World) -> Uncertain:
    return asked(city)[()]


@pytest.fixture
def coal(city: World) -> World:
    """Two sites that burn the same coal: 100 t and 300 t, activity 3 % each, one factor of 4 %."""
    posted(city, "U-1", 0, "S39", [("100", profile("3", "4"))])
    posted(city, "U-2", 1, "S27", [("300", profile("3", "4"))])
    return city


def test_the_city_adds_activities_in_quadrature_and_the_shared_factor_linearly(coal: World) -> None:
    # sqrt((100 x 3)^2 + (300 x 3)^2 + (400 x 4)^2) / 400 = sqrt(90000 + 810000 + 2560000) / 400 = 4.650
    assert total(coal).percent == Decimal("4.650")
    assert total(coal).interval == (Decimal("381.398925"), Decimal("418.601075"))


def test_a_sector_and_a_district_have_their_own(coal: World) -> None:
    by_sector = asked(coal, Axis.SECTOR)
    # sqrt(3^2 + 4^2) = 5 for one line alone
    assert {key[0]: found.percent for key, found in by_sector.items()} == {"S39": Decimal(5), "S27": Decimal(5)}
    assert len(asked(coal, Axis.DISTRICT)) == 2
    assert sum(by_sector.values(), Uncertain()).percent == total(coal).percent


def test_two_factors_of_their_own_would_give_less(coal: World) -> None:
    posted(coal, "U-3", 1, "S27", [("400", profile("3", "4", key="factor:gas"))])
    # sqrt(300^2 + 900^2 + 1200^2 + 1600^2 + 1600^2) / 800 = 3.414
    assert total(coal).percent == Decimal("3.414")


def test_what_is_unknown_lowers_the_coverage_and_not_the_percentage(coal: World) -> None:
    posted(coal, "U-4", 0, "S43", [("600", profile("", "4"))])
    found = total(coal)
    assert (found.percent, found.coverage, found.amount) == (Decimal("4.650"), Decimal(40), Decimal(1000))
    assert asked(coal, Axis.SECTOR)["S43",].percent is None


def test_a_withdrawn_report_takes_its_uncertainty_with_it(coal: World) -> None:
    before = total(coal)
    version = posted(coal, "U-5", 0, "S39", [("50", profile("30", "4")), ("60", profile("10", "4"))])
    assert total(coal).percent != before.percent
    move(version, "withdraw", "Declared by mistake")
    converge_version(version_id=version.pk, by=BY)
    assert total(coal) == before


def recounted() -> dict[tuple[Any, ...], tuple[Decimal, Decimal, int]]:
    """The spreads of counted versions, added up again from the lines."""
    found: dict[tuple[Any, ...], tuple[Decimal, Decimal, int]] = {}
    for version in ReportVersion.objects.filter(state__in=COUNTED, report__compliance_year=YEAR):
        site = version.report.facility
        run = version.runs.filter(result_hash=version.result_hash).order_by("-pk")[0]
        for line in EmissionLine.objects.filter(version=version, run_id=run.pk):
            key = (site.district_id, site.sector_id, line.fuel, line.scope, line.uncertainty_profile)
            amount, squares, count = found.get(key, (Decimal(0), Decimal(0), 0))
            found[key] = (amount + line.co2e_t, squares + line.co2e_t**2, count + 1)
    return found


def test_spreads_equal_a_recount_to_every_digit_after_any_history(city: World) -> None:
    with transaction.atomic():
        versions = [
            posted(
                city, f"H-{n}", n % 2, ("S39", "S27")[n % 2],
                [(f"{n * 7919}.{n:06d}", profile("3", "4")), (f"0.{n + 1:06d}", profile("7", "4"))],
            )
            for n in range(6)
        ]  # fmt: skip
        for version in versions[::2]:
            move(version, "withdraw", "Declared by mistake")
        for version in [*versions, *versions[::-1]]:
            converge_version(version_id=version.pk, by=BY)
        standing = {
            row[:5]: row[5:]
            for row in InventorySpread.objects.filter(year=YEAR, line_count__gt=0).values_list(
                "district_id", "sector_id", "fuel", "scope", "uncertainty_profile", "co2e_t", "squares", "line_count"
            )
        }
        assert standing == recounted()
        gone = InventorySpread.objects.filter(year=YEAR, line_count=0)
        assert set(gone.values_list("co2e_t", "squares")) <= {(0, 0)}


STATED = AreaDraft(
    code="HEAT", year=YEAR, district="310104", sector="S47", source="Yearbook, table 3", basis="stated",
    stated={"co2_t": "100"}, uncertainty_percent="12.5",
)  # fmt: skip


def test_an_area_source_carries_its_own_or_the_default_of_its_kind_of_data(city: World) -> None:
    code = city.districts[0].code
    made = record_area_sources(
        jurisdiction=city.city, by=BY,
        drafts=[
            replace(STATED, district=code),
            replace(STATED, district=code, code="MORE", uncertainty_percent=""),
            replace(STATED, district=code, code="NOBODY", provenance="synthetic", source="nobody", uncertainty_percent=""),
        ],
    )  # fmt: skip
    assert [source.uncertainty_percent for source in made] == [Decimal("12.500"), Decimal("5.000"), None]
    # sqrt(12.5^2 + 5^2) x 100 / 200 = 6.731; the third is unknown
    assert (total(city).percent, total(city).coverage) == (Decimal("6.731"), Decimal("66.7"))


def test_a_source_loaded_twice_stays_one_version(city: World) -> None:
    draft = replace(STATED, district=city.districts[0].code)
    assert len(record_area_sources(jurisdiction=city.city, by=BY, drafts=[draft])) == 1
    assert record_area_sources(jurisdiction=city.city, by=BY, drafts=[draft]) == []
    wider = replace(draft, uncertainty_percent="20", reason="Second estimate")
    assert len(record_area_sources(jurisdiction=city.city, by=BY, drafts=[wider])) == 1
    assert total(city).percent == Decimal(20)


def test_profiles_that_do_not_know_their_gases_answer_for_none(coal: World) -> None:
    source = live_source(coal.city, [YEAR], coal.actor("inventory_compiler"))
    assert uncertainties(source, TableRequest(by=(Axis.GAS,))).sums == {}
    assert uncertainties(source, TableRequest(by=(), gwp="AR4")).total.percent is None


def test_the_door_and_the_files_state_percent_interval_approach_and_coverage(coal: World) -> None:
    client = signed_in(coal.people["inventory_compiler"])
    address = f"/api/v1/inventories/{coal.city.code}/{YEAR}?by=sector"
    answer = client.get(address).json()
    assert answer["uncertainty"] == {
        "approach": 1, "percent": "4.65", "distribution": "normal", "below_percent": "4.65", "above_percent": "4.65",
        "lower_tco2e": "381.398925", "upper_tco2e": "418.601075",
        "known_tco2e": "400", "coverage_percent": "100",
    }  # fmt: skip
    assert answer["rows"][0]["uncertainty"]["percent"] == "5"
    assert answer["uncertainty_totals"]["sector"]["S27"]["percent"] == "5"
    text = client.get(f"{address}&format=csv").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["uncertainty_percent"], row["uncertainty_coverage_percent"]) == ("5", "100")
    assert row["uncertainty_approach"] == "IPCC approach 1"
    assert client.get(f"{address}&format=xlsx").status_code == 200


@pytest.mark.parametrize(("language", "word"), [("en", "Uncertainty"), ("zh-hans", "不确定性")])
@pytest.mark.parametrize("page", ["", "cells/", "uncertainty/"])
def test_pages_show_it_in_both_languages(coal: World, page: str, language: str, word: str) -> None:
    client = signed_in(coal.people["inventory_compiler"])
    answer = client.get(f"/inventory/{page}?year={YEAR}", headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert word in answer.content.decode()
    assert "± 4.6 %" in answer.content.decode()


def test_cells_carry_the_marks_of_data_quality_that_most_of_their_tonnes_reach(coal: World) -> None:
    posted(coal, "Q-1", 0, "S39", [("500", profile("30", "60", key="factor:gas"))])
    source = live_source(coal.city, [YEAR], coal.actor("inventory_compiler"))
    found = data_quality(source, TableRequest(by=()), Axis.SECTOR)
    assert found["S39",] == DataQuality(Quality.LOW, Quality.LOW)
    assert found["S27",] == DataQuality(Quality.HIGH, Quality.MEDIUM)
    assert data_quality(source, TableRequest(by=()))[()] == DataQuality(Quality.LOW, Quality.LOW)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "at least half of the tonnes reach"), ("zh-hans", "取至少半数排放量达到的等级")]
)
def test_page_of_uncertainty_shows_the_marks_in_both_languages(coal: World, language: str, word: str) -> None:
    client = signed_in(coal.people["inventory_compiler"])
    page = client.get(f"/inventory/uncertainty/?year={YEAR}", headers={"Accept-Language": language}).content.decode()
    assert word in page
    assert "H · M" in page


def test_nobody_without_rights_reads_live_uncertainties(coal: World) -> None:
    assert Client().get(f"/api/v1/inventories/{coal.city.code}/{YEAR}?release=live").status_code in {401, 403}
