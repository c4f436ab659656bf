"""REST: tables of cells in every format, releases for everybody, live cells for officials, placed refusals."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.test import Client

from inventory.models import InventoryRelease
from inventory.publication.verify import verify_bundle
from inventory.services.converge_version import converge_version
from reporting.models import ReportVersion
from tests.factories import World
from tests.integration.inventory.factories import BY, Line, concluded_version, move
from tests.integration.inventory.releasing import released
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
TABLE = "/api/v1/inventories/310000/2017"


@pytest.fixture
def official(city: World) -> Client:
    return signed_in(city.people["inventory_compiler"])


def answer(client: Client, address: str, **query: str) -> dict[str, Any]:
    response = client.get(address, query)
    assert response.status_code == 200, response.content
    return dict(json.loads(response.content))


def test_table_has_exact_rows_and_totals_that_are_their_sums(official: Client) -> None:
    table = answer(official, TABLE, by="sector,district")
    assert table["total"] == "1855.8"
    assert table["totals"]["sector"] == {"S27": "100", "S39": "1055.8", "S43": "700"}
    assert sum(Decimal(row["value"]) for row in table["rows"]) == Decimal(table["total"])
    assert (table["unit"], table["release"], table["synthetic"]) == ("t CO2e", None, True)


def test_scopes_as_an_axis_have_no_total(official: Client) -> None:
    table = answer(official, TABLE, by="scope")
    assert {row["scope"]: row["value"] for row in table["rows"]} == {"1": "1855.8", "2": "100"}
    assert (table["total"], table["totals"]) == (None, {})


def test_view_gas_gwp_and_filters_are_applied(official: Client) -> None:
    table = answer(official, TABLE, view="gpc", by="sector", district="310104", gwp="AR4")
    assert {row["sector"]: row["value"] for row in table["rows"]} == {
        "II.1.1": "500", "II.4.1": "200", "I.3.1": "40", "IV.1": "60",
    }  # fmt: skip


def test_csv_reads_back_to_the_same_numbers(official: Client) -> None:
    response = official.get(TABLE, {"by": "sector,district", "format": "csv"})
    assert response["Content-Disposition"].endswith('2017-live-sector-district.csv"')
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert sum(Decimal(row["value"]) for row in rows) == Decimal("1855.8")
    assert rows[0]["sector_zh"]


def test_json_is_kept_as_a_file_where_the_link_asks_for_that_format(official: Client) -> None:
    saved = official.get(f"{TABLE}?by=sector&format=json")
    assert saved["Content-Disposition"] == 'attachment; filename="inventory-310000-2017-live-sector.json"'
    both = official.get(f"{TABLE}/scope-2?by=sector&format=json")
    assert both["Content-Disposition"] == 'attachment; filename="scope-2-310000-2017-live-sector.json"'
    assert "Content-Disposition" not in official.get(f"{TABLE}?by=sector")


def test_xlsx_reads_back_with_numbers_as_numbers(official: Client) -> None:
    response = official.get(TABLE, {"by": "sector", "format": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    header, *rows = book["data"].iter_rows(values_only=True)
    column = header.index("value")
    assert sum(row[column] for row in rows) == pytest.approx(1855.8)
    assert {row[0]: row[1] for row in book["about"].iter_rows(values_only=True)}["scope"] == "1"


def test_parquet_keeps_exact_decimals(official: Client) -> None:
    response = official.get(TABLE, {"by": "sector,fuel", "format": "parquet"})
    table = pq.read_table(io.BytesIO(response.content))
    assert sum(table.column("value").to_pylist()) == Decimal("1855.8")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"view": "crf"}, "?view"),
        ({"by": "moon"}, "?by"),
        ({"gwp": "AR9"}, "?gwp"),
        ({"format": "pdf"}, "?format"),
        ({"sectors": "S01"}, "?sectors"),
        ({"sector": "\x00"}, "?sector"),
    ],
)
def test_question_that_is_not_understood_names_the_parameter(
    official: Client, query: dict[str, str], pointer: str
) -> None:
    response = official.get(TABLE, query)
    assert response.status_code == 400
    assert response["Content-Type"].startswith("application/problem+json")
    assert pointer in {error["pointer"] for error in json.loads(response.content)["errors"]}


def test_unknown_jurisdiction_and_release_answer_the_same(official: Client) -> None:
    bodies = [official.get(a) for a in ("/api/v1/inventories/999999/2017", f"{TABLE}?release=7", f"{TABLE}?release=x")]
    assert {response.status_code for response in bodies} == {404}
    assert len({json.loads(response.content)["detail"] for response in bodies}) == 1


def test_same_question_again_is_answered_not_modified(official: Client) -> None:
    first = official.get(TABLE)
    assert official.get(TABLE, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_public_sees_releases_only(city: World) -> None:
    assert Client().get(TABLE).status_code == 404
    assert Client().get(TABLE, {"release": "live"}).status_code == 401
    release = released(city)
    table = answer(Client(), TABLE)
    assert table["release"] == {"id": str(release.public_id), "number": 1}
    assert table["total"] == "1855.8"


@pytest.mark.parametrize("name", ["reporter", "verifier", "outsider"])
def test_live_cells_are_closed_to_those_without_the_permission(city: World, name: str) -> None:
    assert signed_in(city.people[name]).get(TABLE, {"release": "live"}).status_code == 403


def test_district_officer_gets_the_own_district_and_no_other(city: World) -> None:
    client = signed_in(city.people["district_officer"])
    assert {row["district"] for row in answer(client, TABLE, by="district")["rows"]} == {"310101"}
    assert answer(client, TABLE, by="district", district="310104")["rows"] == []


def test_releases_are_listed_with_their_bundle(city: World) -> None:
    release = released(city)
    (listed,) = answer(Client(), "/api/v1/releases", jurisdiction="310000", year="2017")["results"]
    assert listed["content_hash"] == release.content_hash
    assert answer(Client(), f"/api/v1/releases/{release.public_id}") == listed
    bundle = Client().get(listed["bundle"])
    assert not verify_bundle(bundle.content).faults
    assert "immutable" in bundle["Cache-Control"]


def restated(city: World) -> tuple[InventoryRelease, InventoryRelease]:
    """One release, then another after a correction, a new report and a withdrawal."""
    first = released(city)
    held = ReportVersion.objects.get(report__facility__code="BUS")
    move(held, "supersede")
    lines = [
        Line("600", fuel="diesel", activity="1.2"),
        Line("200", fuel="kerosene"),
        Line("70", fuel="electricity", scope=2),
    ]
    move(concluded_version(held.report.facility, lines), "decide")
    move(concluded_version(city.facility, [Line("5")]), "decide")
    move(ReportVersion.objects.get(report__facility__code="CEM"), "withdraw", "Closed before the year")
    run_jobs()
    return first, released(city, note="Corrections")


def test_difference_of_two_releases_is_told_by_cause_and_adds_up(city: World) -> None:
    first, second = restated(city)
    found = answer(Client(), f"/api/v1/releases/{first.public_id}/difference/{second.public_id}")
    assert {part["cause"]: part["co2e_t"] for part in found["parts"]} == {
        "activity": "100",
        "added": "5",
        "withdrawn": "-100",
    }
    assert found["difference_co2e_t"] == "5"
    assert sum(Decimal(part["co2e_t"]) for part in found["parts"]) == 5


def test_old_release_still_answers_as_it_was(city: World) -> None:
    restated(city)
    assert answer(Client(), TABLE, release="1")["total"] == "1855.8"
    assert answer(Client(), TABLE, release="2")["total"] == "1860.8"
    for version in ReportVersion.objects.all():
        converge_version(version_id=version.pk, by=BY)
    assert answer(Client(), TABLE, release="1")["total"] == "1855.8"


def test_years_side_by_side_take_the_latest_release_of_each(city: World, official: Client) -> None:
    move(concluded_version(city.facility, [Line("9")], year=2016), "decide")
    run_jobs()
    assert {row["year"]: row["value"] for row in answer(official, TABLE, by="year")["rows"]} == {
        "2016": "9",
        "2017": "1855.8",
    }
    released(city)
    assert {row["year"]: row["value"] for row in answer(Client(), TABLE, by="year")["rows"]} == {"2017": "1855.8"}


def test_hidden_cell_is_null_with_its_notation_in_every_format(city: World) -> None:
    released(city, min_enterprises=3)
    table = answer(Client(), TABLE)
    assert {(row["value"], row["notation"]) for row in table["rows"]} == {(None, "C")}
    assert table["is_partial"]
    text = Client().get(TABLE, {"format": "csv"}).content.decode("utf-8-sig")
    assert {row["value"] + row["notation"] for row in csv.DictReader(io.StringIO(text))} == {"C"}
