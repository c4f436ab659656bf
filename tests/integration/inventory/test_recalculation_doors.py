"""Pages and REST doors of recalculations: order, follow, read the difference, download; for the authority alone."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client

from inventory.models import RecalculatedSource, Recalculation
from inventory.states import FactorChoice
from mrv.roles import Role
from tests.factories import World, api_client
from tests.integration.inventory.recalculating import recalculated, released_newer
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/inventory/recalculations/"
DOOR = "/api/v1/recalculations"


@pytest.fixture
def regulator(computed_city: World) -> Client:
    return signed_in(computed_city.people["regulator"])


@pytest.fixture
def newer(computed_city: World) -> Recalculation:
    """The city with a newer set of factors."""
    released_newer(computed_city, carbon_content="21")
    return recalculated(computed_city, FactorChoice.NEWER)


def read(client: Client, path: str, language: str = "en", **extra: Any) -> str:
    answer = client.get(path, headers={"Accept-Language": language}, **extra)
    assert answer.status_code == 200
    return answer.content.decode()


def test_order_is_followed_to_its_report(regulator: Client) -> None:
    assert "Compute again" in read(regulator, PAGE)
    ordered = regulator.post(PAGE, {"year": "2020", "sets": "pinned"})
    order = Recalculation.objects.get()
    assert ordered.headers["Location"] == f"{PAGE}{order.public_id}/"
    waiting = read(regulator, ordered.headers["Location"])
    assert "Computing in parts" in waiting
    run_jobs()
    report = read(regulator, ordered.headers["Location"])
    assert "Same bytes" in report
    assert order.engine_build in report
    assert "Same bytes" in read(regulator, PAGE)


def test_second_order_of_a_year_is_refused_with_the_reason(regulator: Client) -> None:
    regulator.post(PAGE, {"year": "2020", "sets": "pinned"})
    second = regulator.post(PAGE, {"year": "2020", "sets": "newer"}, headers={"Accept-Language": "en"})
    assert second.status_code == 422
    assert "under way" in second.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_difference_is_read_down_to_the_line(regulator: Client, newer: Recalculation, language: str) -> None:
    report = read(regulator, f"{PAGE}{newer.public_id}/", language)
    assert {"en": "By cause, all scopes", "zh-hans": "按原因"}[language] in report
    assert {"en": "Factor set", "zh-hans": "因子集"}[language] in report
    source = RecalculatedSource.objects.filter(recalculation=newer, origin="enterprise").first()
    assert source is not None
    assert f"sources/{source.pk}/" in report
    lines = read(regulator, f"{PAGE}{newer.public_id}/sources/{source.pk}/", language)
    assert source.result_hash in lines
    assert lines.count("<tr") == 13


@pytest.mark.parametrize("name", ["summary", "sources", "lines"])
def test_report_is_downloaded_in_three_formats(regulator: Client, newer: Recalculation, name: str) -> None:
    address = f"{PAGE}{newer.public_id}/files/{name}/?format="
    told = json.loads(regulator.get(f"{address}json").content)
    table = list(csv.DictReader(io.StringIO(regulator.get(f"{address}csv").content.decode("utf-8-sig"))))
    assert [list(row) for row in told["rows"]] == [list(row) for row in table]
    assert told["about"]["identical"] == "false"
    assert zipfile.ZipFile(io.BytesIO(regulator.get(f"{address}xlsx").content)).testzip() is None
    assert regulator.get(f"{address}pdf").status_code == 404


def test_too_many_lines_for_one_answer_are_refused_with_the_way_out(
    regulator: Client, newer: Recalculation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inventory.api.recalculations.MOST_LINES", 5)
    answer = regulator.get(f"{PAGE}{newer.public_id}/files/lines/?format=csv", headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert f"--resume {newer.public_id} --lines" in answer.content.decode()
    assert regulator.get(f"{PAGE}{newer.public_id}/files/sources/?format=csv").status_code == 200


def test_failed_parts_are_put_back_from_the_page(regulator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_given: object, **_named: object) -> int:
        raise ValueError("a cosmic ray")

    with monkeypatch.context() as patch:
        patch.setattr("inventory.services.compute_part.store", breaks)
        address = regulator.post(PAGE, {"year": "2020", "sets": "pinned"}).headers["Location"]
        run_jobs()
    assert "Put failed parts back" in read(regulator, address)
    assert regulator.post(address).status_code == 302
    run_jobs()
    assert "Same bytes" in read(regulator, address)


@pytest.mark.parametrize("name", ["reporter", "verifier", "district_officer", "outsider"])
def test_nobody_else_may_look(computed_city: World, newer: Recalculation, name: str) -> None:
    client = signed_in(computed_city.people[name])
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}{newer.public_id}/files/lines/?format=csv").status_code == 403


def test_rest_orders_follows_and_reads(computed_city: World) -> None:
    bearer = api_client(computed_city.authority, Role.REGULATOR)[1]
    client = Client(headers={"Authorization": bearer, "Accept-Language": "en"})
    body = {"jurisdiction": computed_city.city.code, "year": 2020}
    made = client.post(DOOR, body, content_type="application/json")
    assert made.status_code == 202
    assert (made.json()["state"], made.json()["sets"]) == ("queued", "pinned")
    assert client.post(DOOR, body, content_type="application/json").status_code == 409
    run_jobs()
    found = client.get(f"{DOOR}/{made.json()['id']}").json()
    assert (found["state"], found["identical"], found["parts"], found["parts_done"]) == ("done", True, 2, 2)
    assert found["totals"]["identical"] == 3
    assert found["totals"]["before"] == found["totals"]["after"]
    assert client.get(DOOR).json()["results"][0]["id"] == found["id"]
    assert client.get(f"{DOOR}/{found['id']}/lines").json()["rows"] == []
    assert client.get(f"{DOOR}/{found['id']}/nothing").status_code == 404
    assert client.post(f"{DOOR}/{found['id']}/resume", {}, content_type="application/json").json() == {"requeued": 0}


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [({"year": 1066}, "/year"), ({"sets": "mine"}, "/sets"), ({"colour": "red"}, "/colour")],
)
def test_rest_names_what_is_wrong_with_an_order(computed_city: World, wrong: dict[str, Any], pointer: str) -> None:
    bearer = api_client(computed_city.authority, Role.REGULATOR)[1]
    body = {"jurisdiction": computed_city.city.code, "year": 2020, **wrong}
    answer = Client(headers={"Authorization": bearer}).post(DOOR, body, content_type="application/json")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
