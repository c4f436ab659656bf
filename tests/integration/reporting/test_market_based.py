"""Both results of purchased electricity through the doors: the page, the line, REST, the files."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import Error, transaction
from django.urls import reverse

from reporting.models import EmissionLine, MarketResult, ReportVersion
from reporting.selectors.explanation import recompute_line
from reporting.selectors.market import scope_2
from reporting.services.submit_version import submit_version
from tests.certificate_cast import allocated, certificate
from tests.factories import World
from tests.reporting_cast import filled, month_rows
from tests.support import run_jobs, signed_in

ENGLISH = {"Accept-Language": "en"}
# 12 months of 1000.1 to 1001.2 MWh at 0.5568; 500 MWh of them certified at 0.
LOCATION, MARKET = Decimal("6685.94304"), Decimal("6407.54304")


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def computed(cast: World) -> ReportVersion:
    version = filled(cast)
    allocated(cast, version, certificate(cast), "500")
    submit_version(version=version, by=cast.actor("responsible_person"))
    run_jobs()
    version.refresh_from_db()
    assert version.state == "computed"
    return version


def test_both_results_stand_side_by_side_and_one_is_of_record(computed: ReportVersion) -> None:
    found = scope_2(computed)
    assert found is not None
    assert (found.location_co2e_t, found.market_co2e_t) == (LOCATION, MARKET)
    [row] = found.results
    assert (row.residual_basis, row.certified_mwh, row.electricity_mwh) == ("line_factor", 500, Decimal("12007.8"))
    scope_1 = sum(line.co2e_t for line in EmissionLine.objects.filter(version=computed, scope=1))
    assert computed.total_co2e_t == scope_1 + LOCATION


def test_market_result_is_written_once_and_for_ever(computed: ReportVersion) -> None:
    with pytest.raises(Error, match=r"permission denied|Cannot update"), transaction.atomic():
        MarketResult.objects.update(market_co2_t=0)


def test_location_lines_are_the_same_with_and_without_certificates(computed: ReportVersion) -> None:
    for line in EmissionLine.objects.filter(version=computed):
        assert recompute_line(line).is_identical


def test_page_of_the_version_shows_both(cast: World, computed: ReportVersion) -> None:
    client = signed_in(cast.people["reporter"])
    page = client.get(reverse("reporting:version", args=[computed.public_id]), headers=ENGLISH).content.decode()
    assert "Scope 2, market-based" in page
    assert "6,407.54304" in page
    assert "6,685.94304" in page
    chinese = client.get(
        reverse("reporting:version", args=[computed.public_id]), headers={"Accept-Language": "zh-hans"}
    )
    assert "范围二（基于市场）" in chinese.content.decode()


def test_line_of_electricity_names_the_market_based_result(cast: World, computed: ReportVersion) -> None:
    line = EmissionLine.objects.filter(version=computed, scope=2).first()
    assert line is not None
    client = signed_in(cast.people["reporter"])
    page = client.get(reverse("reporting:line", args=[line.public_id]), headers=ENGLISH).content.decode()
    assert "Market-based, beside it" in page
    explained = client.get(f"/api/v1/emission-lines/{line.public_id}/explanation").json()["market_based"]
    assert explained["is_identical"] is True
    assert explained["certificates"][0]["retirement"] == "CANCEL-1"
    assert explained["formula"]


def test_rest_answers_both_totals(computed: ReportVersion, rest: Callable[[str], Any]) -> None:
    body = rest("reporter").get(f"reports/{computed.report.public_id}/scope-2").json()
    assert Decimal(body["location_based_t"]) == LOCATION
    assert Decimal(body["market_based_t"]) == MARKET
    assert body["of_record"] == "location_based"
    assert rest("second_reporter").get(f"reports/{computed.report.public_id}/scope-2").status_code == 404


def test_files_carry_both_in_columns_of_their_own(
    cast: World, computed: ReportVersion, rest: Callable[[str], Any]
) -> None:
    path = f"reports/{computed.report.public_id}/results"
    rows = {row["source_stream"]: row for row in rest("reporter").get(path).json()["results"]}
    assert Decimal(rows["electricity"]["co2e_t"]) == LOCATION
    assert Decimal(rows["electricity"]["scope_2_market_based_t"]) == MARKET
    assert rows["diesel"]["scope_2_market_based_t"] is None
    text = rest("reporter").get(f"{path}?format=csv").content.decode("utf-8-sig")
    read = {row["source_stream"]: row for row in csv.DictReader(io.StringIO(text))}
    assert read["electricity"]["scope_2_market_based_t"] == "6407.54304"
    book = signed_in(cast.people["reporter"]).get(
        reverse("reporting:results_download", args=[computed.public_id, "xlsx"])
    )
    assert book.content[:2] == b"PK"
    assert rest("reporter").get(f"{path}?format=docx").status_code == 400
    assert (
        signed_in(cast.people["reporter"])
        .get(reverse("reporting:results_download", args=[computed.public_id, "docx"]))
        .status_code
        == 404
    )


def test_report_without_electricity_has_no_second_figure(cast: World, rest: Callable[[str], Any]) -> None:
    cast.facility.plans.get().streams.filter(scope=2).delete()
    version = filled(cast, month_rows())
    submit_version(version=version, by=cast.actor("responsible_person"))
    run_jobs()
    assert rest("reporter").get(f"reports/{version.report.public_id}/scope-2").json()["market_based_t"] is None


def test_the_line_says_the_same_on_its_page_as_json_and_by_rest(cast: World, computed: ReportVersion) -> None:
    client = signed_in(cast.people["reporter"])
    for line in EmissionLine.objects.filter(version=computed, month__in=[1, 2]):
        file = client.get(reverse("reporting:line_json", args=[line.public_id])).json()
        assert file == client.get(f"/api/v1/emission-lines/{line.public_id}/explanation").json()
        page = client.get(reverse("reporting:line", args=[line.public_id]), headers=ENGLISH).content.decode()
        assert f"{Decimal(file['co2e_t']).normalize():,f}" in page
        assert f"± {Decimal(file['uncertainty']['percent']).normalize():f} %" in page
        assert (file["is_identical"], "E-9" in str(file)) == (True, False)
