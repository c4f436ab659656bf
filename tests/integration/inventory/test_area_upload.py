"""Area sources as a table: template, dry run, every fault in its row and column, the copy with reasons, the record."""

import base64
import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from inventory.area.columns import TITLES
from inventory.models import AreaSource
from mrv.core.services.reference.load_fuels import load_fuels
from mrv.core.table_files.layout import bilingual
from mrv.core.workbooks.read import read_workbook
from tests.factories import World
from tests.integration.inventory.conftest import LOADER
from tests.support import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/inventory/area-sources/upload/"
API = "/api/v1/inventories/310000/area-sources"
HOMES = {
    "code": "HOMES", "year": "2017", "sector": "S46", "district": "310101", "fuel": "natural_gas",
    "quantity": "1000", "unit": "10^4Nm3", "method": "cn.combustion.ncv_cc_of", "factor_sets": "CEADS-SH",
    "source": "Statistical yearbook 2018, table 5.1",
}  # fmt: skip
PEAT = {
    "code": "PEAT", "year": "2017", "sector": "S01", "district": "310104", "notation_key": "NO",
    "explanation": "There is no peat in the city.", "source": "Land survey",
}  # fmt: skip
WASTE = {"code": "WASTE", "year": "2017", "sector": "S45", "district": "310104", "ch4_t": "10", "source": "Model"}


@pytest.fixture
def place(town: World) -> World:
    load_fuels(by=LOADER, at=timezone.now())
    return town


@pytest.fixture
def compiler(place: World) -> Client:
    client = signed_in(place.people["inventory_compiler"])
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def table(*rows: dict[str, str], titles: dict[str, str] | None = None) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(TITLES), restval="")
    writer.writerow(titles or {column: column for column in TITLES})
    writer.writerows(rows)
    return out.getvalue().encode()


def send(client: Client, data: bytes, act: str = "check", name: str = "table.csv") -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data), "act": act})


def problems(answer: Any) -> set[tuple[int, str]]:
    return {(found.row, found.column) for found in answer.context["outcome"].problems}


def test_dry_run_computes_every_row_and_records_nothing(compiler: Client) -> None:
    answer = send(compiler, table(HOMES, PEAT, WASTE))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "The file is in order" in text
    assert [source.code for source in answer.context["outcome"].added] == ["HOMES", "PEAT", "WASTE"]
    assert answer.context["outcome"].added[0].co2e_t > 20_000
    assert not AreaSource.objects.exists()


def test_exactly_the_checked_file_is_recorded_and_counts(compiler: Client) -> None:
    data = table(HOMES, PEAT, WASTE)
    kept = dict(send(compiler, data).context["kept"])
    assert base64.b64decode(kept["content"]) == data
    answer = compiler.post(PAGE, {**kept, "act": "store"})
    assert answer.status_code == 302
    assert set(AreaSource.objects.values_list("code", "basis")) == {
        ("HOMES", "activity"), ("PEAT", "notation"), ("WASTE", "stated"),
    }  # fmt: skip


def test_the_same_table_again_changes_nothing_and_another_figure_is_a_new_version(compiler: Client) -> None:
    send(compiler, table(HOMES, PEAT), "store")
    assert "Nothing would change" in send(compiler, table(HOMES, PEAT)).content.decode()
    outcome = send(compiler, table({**HOMES, "quantity": "1001"}, PEAT)).context["outcome"]
    assert [source.number for source in outcome.changed] == [2]
    assert (len(outcome.added), outcome.unchanged) == (0, 1)


@pytest.mark.parametrize(
    ("changed", "place_of"),
    [
        ({"year": "20x7"}, "year"), ({"sector": "S99"}, "sector"), ({"district": "999999"}, "district"),
        ({"fuel": "dragon"}, "fuel"), ({"quantity": "1,234"}, "quantity"), ({"quantity": "NaN"}, "quantity"),
        ({"unit": ""}, "unit"), ({"unit": "kWh"}, "quantity"), ({"method": "no.such"}, "method"),
        ({"factor_sets": "NONE"}, "factor_sets"), ({"source": ""}, "source"), ({"code": ""}, "code"),
        ({"ch4_t": "3"}, "ch4_t"), ({"scope": "4"}, "scope"), ({"provenance": "rumor"}, "provenance"),
        ({"notation_key": "XX", "quantity": ""}, "notation_key"), ({"proxy": "p" * 201}, "proxy"),
        ({"is_synthetic": "maybe"}, "is_synthetic"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_row_and_column_and_nothing_is_stored(
    compiler: Client, changed: dict[str, str], place_of: str
) -> None:
    answer = send(compiler, table(PEAT, {**HOMES, **changed}), "store")
    assert answer.status_code == 422
    assert (3, place_of) in problems(answer)
    assert not AreaSource.objects.exists()


def test_every_fault_of_a_row_is_told_at_once(compiler: Client) -> None:
    row = {**HOMES, "year": "2o17", "sector": "S99", "district": "1", "fuel": "dragon", "source": ""}
    assert problems(send(compiler, table(row))) == {
        (2, "year"), (2, "sector"), (2, "district"), (2, "fuel"), (2, "source"),
    }  # fmt: skip


def test_a_code_that_stands_twice_is_refused(compiler: Client) -> None:
    assert (3, "code") in problems(send(compiler, table(HOMES, HOMES)))


def test_the_copy_carries_the_reasons_in_both_languages(compiler: Client) -> None:
    answer = send(compiler, table(PEAT, {**HOMES, "sector": "S99"}), "annotate", "my table.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mytable-annotated.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][-1] == ""
    assert "没有代码“S99”" in rows[2][-1]
    assert 'no code "S99"' in rows[2][-1]


def test_the_template_holds_what_is_recorded_and_comes_back_unchanged(compiler: Client) -> None:
    send(
        compiler, table({**HOMES, "uncertainty_percent": "7.5"}, PEAT, {**WASTE, "uncertainty_percent": "40"}), "store"
    )
    content = compiler.get("/inventory/area-sources/template.xlsx?year=2017").content
    assert len(read_workbook(content, "area_sources").rows) == 4
    assert "Nothing would change" in send(compiler, content, name="back.xlsx").content.decode()
    blank = compiler.get("/inventory/area-sources/template.xlsx").content
    assert read_workbook(blank, "area_sources").rows[0] == tuple(bilingual(title) for title in TITLES.values())


def test_chinese_titles_are_understood(compiler: Client) -> None:
    titles = {column: title.zh for column, title in TITLES.items()}
    assert send(compiler, table(PEAT, titles=titles)).status_code == 200


@pytest.mark.parametrize("data", [b"", b"nothing,at,all\n1,2,3\n", b"PK\x03\x04broken"])
def test_a_file_that_is_no_table_says_why(compiler: Client, data: bytes) -> None:
    answer = send(compiler, data, "annotate" if data.startswith(b"PK") else "check")
    assert answer.status_code == 422
    assert not AreaSource.objects.exists()


def test_only_who_compiles_may_upload(place: World) -> None:
    for name in ("regulator", "reporter", "district_officer"):
        assert send(signed_in(place.people[name]), table(PEAT)).status_code == 403


def test_rest_checks_records_and_lists(compiler: Client) -> None:
    def post(data: bytes, query: str = "") -> Any:
        return compiler.post(f"{API}/imports{query}", {"file": SimpleUploadedFile("t.csv", data)})

    dry = post(table(HOMES, PEAT), "?dry_run=true")
    assert dry.json() == {"rows": 2, "new": 2, "changed": 0, "unchanged": 0, "dry_run": True}
    assert not AreaSource.objects.exists()
    assert post(table(HOMES, PEAT)).json()["new"] == 2
    listed = compiler.get(f"{API}?year=2017&sector=S46").json()["results"]
    assert [(row["code"], row["quantity"]) for row in listed] == [("HOMES", "1000")]
    wrong = post(table({**HOMES, "district": "999999"}))
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["pointer"] == "/rows/2/district"
    assert compiler.post(f"{API}/imports", {}).status_code == 422
    assert compiler.get(f"{API}?year=x").status_code == 400
