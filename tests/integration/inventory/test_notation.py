"""Notation keys: set with an explanation, shown in the matrix where there is no number, taken away, by page and REST."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from inventory.models import NotationEntry
from inventory.services.set_notation import NotationPlace, drop_notation, set_notation
from mrv.core.models import AuditEvent, Sector
from tests.factories import World
from tests.integration.inventory.releasing import released
from tests.support import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/inventory/notation-keys/?year=2017"
API = "/api/v1/inventories/310000/2017/notation-keys"
WHY = "No mining takes place in the city."


def sector(code: str = "S02", system: str = "inventory") -> Sector:
    return Sector.objects.get(system=system, code=code)


def keyed(city: World, key: str = "NO", code: str = "S02", **changed: Any) -> NotationEntry:
    place = NotationPlace(city.city, changed.pop("year", 2017), sector(code), changed.pop("scope", 1))
    return set_notation(
        place=place, key=key, explanation=changed.pop("explanation", WHY), by=city.actor("inventory_compiler")
    )


@pytest.fixture
def compiler(city: World) -> Client:
    client = signed_in(city.people["inventory_compiler"])
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def matrix(client: Client, query: str = "") -> Any:
    return client.get(f"/inventory/?year=2017{query}").context["matrix"]


def test_a_sector_without_a_number_shows_its_key_in_every_district(city: World, compiler: Client) -> None:
    keyed(city)
    row = next(row for row in matrix(compiler).rows if row.heading.key == "S02")
    assert {cell.notation for cell in (*row.cells, row.total)} == {"NO"}
    assert not matrix(compiler).is_partial
    assert "Not occurring" in compiler.get("/inventory/?year=2017").content.decode()


def test_what_was_not_estimated_makes_the_totals_partial(city: World, compiler: Client) -> None:
    before = matrix(compiler).grand_total.exact
    keyed(city, "NE")
    after = matrix(compiler)
    assert after.is_partial
    assert after.grand_total.exact == before


def test_a_number_wins_over_a_key(city: World, compiler: Client) -> None:
    keyed(city, "NE", "S39")
    row = next(row for row in matrix(compiler).rows if row.heading.key == "S39")
    assert not row.total.notation
    assert row.total.exact


def test_a_key_holds_for_its_scope_year_and_system(city: World, compiler: Client) -> None:
    keyed(city, scope=2)
    keyed(city, year=2016)
    for query in ("", "&view=policy", "&scope=all", "&gas=CH4"):
        assert "S02" not in {row.heading.key for row in matrix(compiler, query).rows}
    assert "S02" in {row.heading.key for row in matrix(compiler, "&scope=2").rows}


def test_a_release_shows_the_keys_of_its_day(city: World) -> None:
    keyed(city)
    released(city)
    keyed(city, code="S03")
    keys = {row.heading.key for row in matrix(Client()).rows}
    assert "S02" in keys
    assert "S03" not in keys


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"key": "XX"}, "key"), ({"explanation": " "}, "explanation"), ({"scope": 4}, "scope"), ({"year": 1800}, "year")],
)
def test_a_key_needs_its_meaning_and_an_explanation(city: World, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        keyed(city, **changed)
    assert field in refused.value.message_dict
    assert not NotationEntry.objects.exists()


def test_setting_again_replaces_and_the_ledger_keeps_both(city: World) -> None:
    keyed(city)
    keyed(city, "NE", explanation="Data are being gathered.")
    assert NotationEntry.objects.get().key == "NE"
    events = AuditEvent.objects.filter(action="inventory:notation:set").order_by("pk")
    assert [event.payload["before"] for event in events] == [None, "NO"]


def test_taking_away_is_recorded(city: World) -> None:
    drop_notation(entry=keyed(city), by=city.actor("inventory_compiler"))
    assert not NotationEntry.objects.exists()
    assert AuditEvent.objects.get(action="inventory:notation:drop").reason == WHY


def test_only_the_compiler_sets_keys(city: World) -> None:
    place = NotationPlace(city.city, 2017, sector())
    with pytest.raises(PermissionDenied):
        set_notation(place=place, key="NO", explanation=WHY, by=city.actor("regulator"))
    regulator = signed_in(city.people["regulator"])
    assert regulator.post(PAGE, {}).status_code == 403
    page = regulator.get(PAGE, headers={"Accept-Language": "en"}).content.decode()
    assert "Record the key" not in page


def test_the_page_sets_shows_and_takes_away(city: World, compiler: Client) -> None:
    body = {"sector": sector().pk, "scope": "1", "key": "IE", "explanation": "Counted under coal processing."}
    assert compiler.post(PAGE, {**body, "explanation": ""}).status_code == 422
    assert compiler.post(PAGE, body).status_code == 302
    assert "Counted under coal processing." in compiler.get(PAGE).content.decode()
    entry = NotationEntry.objects.get()
    address = f"/inventory/notation-keys/{entry.pk}/remove/"
    assert "Take it away" in compiler.get(address).content.decode()
    assert compiler.post(address).headers["Location"].endswith("?year=2017")
    assert not NotationEntry.objects.exists()


def test_the_page_offers_the_sectors_of_another_code_system(city: World, compiler: Client) -> None:
    assert "III.1.1" in compiler.get(f"{PAGE}&view=gpc").content.decode()


def test_rest_sets_lists_and_takes_away(city: World, compiler: Client) -> None:
    address = f"{API}/gpc/III.1.1/1"
    body = {"key": "NE", "explanation": "Landfill data are missing."}
    made = compiler.put(address, body, content_type="application/json")
    assert (made.status_code, made.json()["key"]) == (200, "NE")
    assert [row["sector"] for row in compiler.get(API).json()["results"]] == ["III.1.1"]
    assert "III.1.1" in compiler.get("/inventory/?year=2017&view=gpc").content.decode()
    wrong = compiler.put(address, {**body, "explanation": ""}, content_type="application/json")
    assert wrong.json()["errors"][0]["pointer"] == "/explanation"
    assert compiler.put(f"{API}/gpc/XX/1", body, content_type="application/json").status_code == 422
    assert compiler.delete(address).status_code == 204
    assert compiler.delete(address).status_code == 404
