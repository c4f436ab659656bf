"""Public REST of the library: filters, paging, conditional answers, csv, refusals that teach."""

import csv
import io
from typing import Any

from django.test import Client

from mrv.core.models import EmissionFactor


def results(path: str) -> list[dict[str, Any]]:
    answer = Client().get(path)
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def test_released_sets_are_listed_with_their_provenance(library: Any) -> None:
    listed = {row["code"]: row for row in results("/api/v1/factor-sets")}
    assert set(listed) == set(library)
    row = listed["NDRC-2015"]
    assert (row["proposed_by"], row["released_by"]) == ("system:loader", "system:release-check")
    assert row["content_hash"] == library["NDRC-2015"].content_hash
    assert row["valid_to"] == "2023-12-31"


def test_sets_are_filtered_by_purpose_and_year(library: Any) -> None:
    codes = {row["code"] for row in results("/api/v1/factor-sets?purpose=compliance&year=2025")}
    assert codes == {"MEE-PLATFORM", "SH-ETS"}


def test_one_set_names_its_versions(library: Any) -> None:
    body = Client().get("/api/v1/factor-sets/NDRC-2015").json()
    assert body["factor_count"] == 79
    assert [version["version"] for version in body["versions"]] == [1]
    assert Client().get("/api/v1/factor-sets/NDRC-2015@1").json()["version"] == 1
    assert Client().get("/api/v1/factor-sets/NOPE").status_code == 404


def test_factors_are_found_by_fuel_place_and_year(library: Any) -> None:
    rows = results("/api/v1/factors?fuel=electricity&geography=310000&year=2022&set=CN-GRID-AVG")
    assert [row["value"] for row in rows] == ["0.5849"]
    assert rows[0]["unit"] == "tCO2/MWh"
    assert rows[0]["valid_from"] == "2022-01-01"
    assert rows[0]["valid_to"] == "2022-12-31"


def test_values_travel_as_strings_with_the_published_digits(library: Any) -> None:
    row = results("/api/v1/factors?fuel=anthracite&parameter=carbon_content&set=NDRC-2015")[0]
    assert row["value"] == row["value_text"] == "0.02749"
    assert row["name_zh"] == "无烟煤"


def test_pages_follow_the_link_and_hold_every_factor_once(library: Any) -> None:
    client, seen, path = Client(), [], "/api/v1/factors?page_size=37&sort=-set"
    while path:
        answer = client.get(path)
        seen += [row["id"] for row in answer.json()["results"]]
        link = answer.headers.get("Link", "")
        path = link[1 : link.index(">")].removeprefix("http://testserver") if link else ""
    assert len(seen) == len(set(seen)) == EmissionFactor.objects.count()


def test_a_client_that_has_the_answer_gets_304(library: Any) -> None:
    client = Client()
    tag = client.get("/api/v1/factors?set=SH-ETS").headers["ETag"]
    again = client.get("/api/v1/factors?set=SH-ETS", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_csv_holds_every_row_in_the_columns_of_the_import(library: Any) -> None:
    answer = Client().get("/api/v1/factors?set=NDRC-2015&format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 79
    assert {"key", "parameter", "value", "unit", "valid_from", "source", "grade", "flag"} <= set(rows[0])
    assert 'filename="NDRC-2015-v1.csv"' in answer.headers["Content-Disposition"]


def test_a_misspelt_filter_is_refused_and_the_known_ones_named(library: Any) -> None:
    answer = Client().get("/api/v1/factors?feul=coal")
    assert answer.status_code == 400
    problem = answer.json()
    assert problem["errors"][0]["pointer"] == "?feul"
    assert "geography" in problem["errors"][0]["detail"]


def test_implausible_parameters_are_refused_one_by_one(library: Any) -> None:
    for query in ("year=22", "year=२०२२", "set=NOPE", "sort=value", "format=xml", "after=zzz", "page_size=x"):
        assert Client().get(f"/api/v1/factors?{query}").status_code == 400, query
    assert Client().get("/api/v1/factor-sets?state=draft").status_code == 400


def test_warming_potentials_are_public(library: Any) -> None:
    sets = {row["code"]: row["values"] for row in results("/api/v1/gwp-sets")}
    assert (sets["AR5"]["CH4"], sets["SAR"]["CH4"]) == ("28", "21")
