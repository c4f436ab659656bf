"""Approach 1 and 2 of one gas, along gases and in another GWP set; page, JSON, files and bundle say the same."""

import csv
import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client

from inventory.models import CitySimulation
from inventory.publication.verify import verify_bundle
from inventory.selectors.sums import live_source
from inventory.selectors.uncertainty import Uncertainties, uncertainties
from inventory.tables.axes import Axis
from inventory.tables.request import TableRequest
from mrv.core.models import GwpSet, GwpValue, Sector
from mrv.core.services.signing import public_keys
from reporting.calculation.uncertainty import percent_of
from reporting.models import UncertaintyProfile
from tests.factories import World, facility
from tests.integration.inventory.factories import Line, concluded_version, move
from tests.integration.inventory.releasing import released
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
YEAR = 2017
# 72 t CO2 and 1 t CH4 (28 t CO2e) per 100 t CO2e: activity 3 %, factor of CO2 4 %, factor of CH4 50 %.
GASES = {"CO2": {"mass": "0.72", "co2e": "0.72"}, "CH4": {"mass": "0.01", "co2e": "0.28"}}
PARTS: list[dict[str, Any]] = [
    {"input": "activity", "elasticity": "1", "percent": "3", "key": "", "gases": {"CO2": "1", "CH4": "1"}},
    {"input": "ef_co2", "elasticity": "0.72", "percent": "4", "key": "factor:co2", "gases": {"CO2": "1"}},
    {"input": "ef_ch4", "elasticity": "0.28", "percent": "50", "key": "factor:ch4", "gases": {"CH4": "1"}},
]


@pytest.fixture
def two_gases(city: World) -> World:
    """Beside the city, which was never assessed: one site of two gases in a sector of its own."""
    parts = [{"origin": "factor", "basis": "published", **part} for part in PARTS]
    UncertaintyProfile.objects.create(
        digest="two-gases", parts=parts, percent=percent_of(parts), gases=GASES, gwp_set_code="AR5"
    )
    what = Sector.objects.get(system="inventory", code="S31")
    site = facility(city.enterprise, "GAS", district=city.districts[0], sector=what)
    move(concluded_version(site, [Line("72", ch4="1", profile="two-gases")], year=YEAR), "decide")
    run_jobs()
    return city


def asked(city: World, *by: Axis, **fields: Any) -> Uncertainties:
    source = live_source(city.city, [YEAR], city.actor("inventory_compiler"))
    return uncertainties(source, TableRequest(by=by, sector="S31", **fields))


def test_along_gases_each_has_its_own_and_the_total_correlates_their_activity(two_gases: World) -> None:
    found = asked(two_gases, Axis.GAS)
    # sqrt(3^2 + 4^2), sqrt(3^2 + 50^2)
    assert {key[0]: one.percent for key, one in found.sums.items()} == {"CO2": Decimal(5), "CH4": Decimal("50.090")}
    # sqrt(3^2 + (0.72 x 4)^2 + (0.28 x 50)^2)
    assert found.total.percent == Decimal("14.605")
    assert found.along("gas").total.percent == Decimal("14.605")


def test_another_gwp_set_moves_the_weight_of_a_gas(two_gases: World) -> None:
    # AR4: 72 + 25 t CO2e. sqrt(3^2 + (72/97 x 4)^2 + (25/97 x 50)^2)
    found = asked(two_gases, gwp="AR4").total
    assert (found.percent, found.amount) == (Decimal("13.560"), Decimal(97))


def test_the_door_answers_one_gas_in_its_own_unit(two_gases: World) -> None:
    client = signed_in(two_gases.people["inventory_compiler"])
    answer = client.get(f"/api/v1/inventories/{two_gases.city.code}/{YEAR}?by=sector&sector=S31&gas=CH4").json()
    found = answer["uncertainty"]
    assert (answer["total"], found["percent"], found["known_t"], found["coverage_percent"]) == (
        "1",
        "50.09",
        "1",
        "100",
    )
    # Wide: lognormal with the mean 1 t.
    assert (found["distribution"], found["lower_t"], found["upper_t"]) == ("lognormal", "0.598186", "1.57305")
    assert found["below_percent"] == "40.181"


def test_a_city_never_assessed_is_unknown_in_every_gas_and_not_zero(city: World) -> None:
    client = signed_in(city.people["inventory_compiler"])
    for query in ("", "&gas=CH4", "&gwp=AR4", "&gas=CO2_BIO"):
        found = client.get(f"/api/v1/inventories/{city.city.code}/{YEAR}?by=gas{query}").json()["uncertainty"]
        assert (found["percent"], found["coverage_percent"]) == (None, "0")


@pytest.mark.parametrize(("language", "word"), [("en", "unknown"), ("zh-hans", "未知")])
@pytest.mark.parametrize("page", ["", "cells/", "uncertainty/"])
def test_pages_of_a_city_never_assessed_say_unknown(city: World, page: str, language: str, word: str) -> None:
    client = signed_in(city.people["inventory_compiler"])
    answer = client.get(f"/inventory/{page}?year={YEAR}", headers={"Accept-Language": language})
    assert word in answer.content.decode()
    assert "± 0.0 %" not in answer.content.decode()


@pytest.mark.parametrize("query", ["gas=CH4", "gas=N2O", "gwp=AR4", "gas=CO2_BIO", "gas=FGAS&gwp=AR6"])
@pytest.mark.parametrize("page", ["", "cells/", "uncertainty/"])
def test_every_page_answers_for_one_gas_and_another_set(two_gases: World, page: str, query: str) -> None:
    client = signed_in(two_gases.people["inventory_compiler"])
    assert client.get(f"/inventory/{page}?year={YEAR}&{query}").status_code == 200


def test_page_json_files_and_bundle_state_the_same(two_gases: World) -> None:
    release = released(two_gases)
    client, address = Client(), f"/api/v1/inventories/{two_gases.city.code}/{YEAR}?by=sector"
    (row,) = [one for one in client.get(address).json()["rows"] if one["sector"] == "S31"]
    found = row["uncertainty"]
    expected = [found["percent"], found["lower_tco2e"], found["upper_tco2e"], found["coverage_percent"]]
    assert expected == ["14.605", "85.395398", "114.604602", "100"]
    text = client.get(f"{address}&format=csv").content.decode("utf-8-sig")
    (line,) = [one for one in csv.DictReader(io.StringIO(text)) if one["sector"] == "S31"]
    names = ["percent", "lower_tco2e", "upper_tco2e", "coverage_percent"]
    assert [line[f"uncertainty_{name}"] for name in names] == expected
    assert in_workbook(client.get(f"{address}&format=xlsx").content, names) == [Decimal(text) for text in expected]
    kept = in_bundle(bytes(release.bundle.content), sector_code="S31", scope="1")
    assert [kept[f"uncertainty_{name.replace('_tco2e', '_t')}"] for name in names] == expected
    assert kept["value"] == row["value"]
    page = client.get(f"/inventory/uncertainty/?year={YEAR}", headers={"Accept-Language": "en"}).content.decode()
    assert "± 14.6 %" in page


def in_workbook(content: bytes, names: list[str]) -> list[Decimal]:
    """The uncertainty of S31 in a workbook, digits as they are read."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    (header,) = [row for row in rows if "uncertainty_percent" in row]
    (found,) = [row for row in rows if row[0] == "S31"]
    cells = dict(zip(header, found, strict=True))
    return [Decimal(str(cells[f"uncertainty_{name}"])) for name in names]


def in_bundle(content: bytes, **where: str) -> Mapping[str, str]:
    """The one row of the bundle at a place; blank codes mean all."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("uncertainty.csv").decode())))
    at = {"district_code": "", "sector_code": "", "gas": "", **where}
    (found,) = [row for row in rows if all(row[name] == code for name, code in at.items())]
    return found


def test_the_bundle_has_gases_and_hides_what_cells_hide(two_gases: World) -> None:
    release = released(two_gases, min_enterprises=3)
    content = bytes(release.bundle.content)
    assert not verify_bundle(content, keys=public_keys()).faults
    methane = in_bundle(content, scope="1", gas="CH4", unit="t CH4")
    assert (methane["notation"], methane["value"], methane["uncertainty_percent"]) == ("C", "", "")


def test_a_changed_uncertainty_in_a_bundle_is_found(two_gases: World, in_english: None) -> None:
    content = bytes(released(two_gases).bundle.content)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, held.replace(b"14.605", b"1.4604") if name == "uncertainty.csv" else held)
    faults = verify_bundle(buffer.getvalue(), keys=public_keys()).faults
    assert any(fault.startswith("uncertainty.csv: SHA-256") for fault in faults)


def test_a_gas_is_simulated_by_itself_and_agrees_with_approach_1(two_gases: World) -> None:
    client = signed_in(two_gases.people["inventory_compiler"])
    address = f"/api/v1/inventories/{two_gases.city.code}/{YEAR}/simulations"
    body = {"seed": 7, "draws": 20000}
    for query in ("gas=CO2", "gas=CH4", "gwp=AR4"):
        answer = client.post(f"{address}?sector=S31&{query}", body, content_type="application/json")
        assert answer.status_code == 202
    run_jobs()
    carbon, methane, other = CitySimulation.objects.order_by("pk")
    assert (carbon.known_tco2e, carbon.approach_1_percent) == (Decimal(72), Decimal(5))
    half = 50 * (carbon.upper_tco2e - carbon.lower_tco2e) / carbon.known_tco2e
    assert abs(half - 5) < Decimal("0.2")
    assert (methane.known_tco2e, methane.approach_1_percent) == (Decimal(1), Decimal("50.090"))
    assert (other.known_tco2e, other.approach_1_percent, other.gwp) == (Decimal(97), Decimal("13.560"), "AR4")
    (listed,) = client.get(f"{address}?sector=S31&gas=CH4").json()["results"]
    assert (listed["gas"], listed["known_t"]) == ("CH4", "1")
    page = client.get(f"/inventory/uncertainty/?year={YEAR}&sector=S31&gas=CH4&simulation={listed['id']}")
    assert "t CH₄" in page.content.decode()


def test_tonnes_without_a_profile_lower_the_coverage_of_a_simulation(two_gases: World) -> None:
    client = signed_in(two_gases.people["inventory_compiler"])
    address = f"/api/v1/inventories/{two_gases.city.code}/{YEAR}/simulations"
    client.post(address, {"seed": 1, "draws": 1000}, content_type="application/json")
    run_jobs()
    found = CitySimulation.objects.get()
    assert found.known_tco2e == 100
    assert found.coverage_percent < 10


@pytest.fixture
def thin(city: World) -> World:
    """The library also has a GWP set without N2O, which the city emits."""
    made = GwpSet.objects.create(code="THIN", title="Without N2O", source="Test")
    for gas, value in (("CO2", "1"), ("CH4", "28")):
        GwpValue.objects.create(gwp_set=made, gas=gas, value=Decimal(value))
    return city


def test_a_gwp_set_with_a_gap_is_refused_by_page_and_door_and_never_counts_a_gas_as_nothing(thin: World) -> None:
    client, english = signed_in(thin.people["inventory_compiler"]), {"Accept-Language": "en"}
    answer = client.get(f"/api/v1/inventories/{thin.city.code}/{YEAR}?gwp=THIN", headers=english)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "?gwp"
    assert "a value for N2O, which THIN lacks; one of AR" in error["detail"]
    page = client.get(f"/inventory/?year={YEAR}&gwp=THIN", headers=english)
    assert page.status_code == 400
    assert "a value for N2O, which THIN lacks" in page.content.decode()
    assert "THIN" not in client.get(f"/inventory/?year={YEAR}", headers=english).content.decode()
