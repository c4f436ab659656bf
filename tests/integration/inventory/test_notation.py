"""Notation keys: set with an explanation, shown in the matrix where there is no number, taken away, by page and REST."""

from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from inventory.area.drafts import AreaDraft
from inventory.models import NotationEntry
from inventory.pages.contradictions import ADVICE
from inventory.services.record_area_sources import record_area_sources
from inventory.services.set_notation import NotationPlace, drop_notation, set_notation
from mrv.core.models import AuditEvent, Sector
from reporting.models import ReportVersion
from tests.factories import World, facility
from tests.integration.inventory.factories import Line, concluded_version, move
from tests.integration.inventory.releasing import released
from tests.support import run_jobs, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
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


def noted(action: str) -> list[Any]:
    return list(AuditEvent.objects.filter(action=f"inventory:notation:{action}").order_by("pk"))


def later_number(city: World, code: str = "S03") -> ReportVersion:
    """A further facility whose decided report counts in a sector without a number so far."""
    site = facility(city.enterprise, f"NEW-{code}", district=city.districts[0], sector=sector(code))
    version = concluded_version(site, [Line("12.5", fuel="raw_coal")])
    move(version, "decide")
    run_jobs()
    return version


@pytest.mark.parametrize("key", ["NO", "NE", "IE", "C"])
def test_a_number_that_arrives_beside_a_key_is_kept_in_the_ledger_and_warned_of(
    city: World, compiler: Client, key: str
) -> None:
    entry = keyed(city, key, "S03")
    assert noted("supersede") == []
    later_number(city)
    (event,) = noted("supersede")
    assert (event.object_id, event.reason) == (str(entry.pk), WHY)
    assert (event.payload["key"], event.payload["sector"], event.payload["co2e_t"]) == (
        key,
        "inventory:S03",
        "12.5",
    )
    assert NotationEntry.objects.get(pk=entry.pk).key == key
    for path in (PAGE, "/inventory/compile/?year=2017", "/inventory/cells/?year=2017&sector=S03"):
        text = unescape(compiler.get(path).content.decode())
        assert str(ADVICE[key]) in text, path
        assert WHY in text, path


def test_what_a_contradicted_key_needs_is_said_in_chinese(city: World, compiler: Client) -> None:
    keyed(city, "NO", "S39")
    compiler.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
    text = compiler.get(PAGE).content.decode()
    assert "有 1 个注释符号与数值相矛盾" in text
    assert "若数值属实，请撤除该符号" in text


def test_rest_names_the_contradicted_keys_and_what_to_do(city: World, compiler: Client) -> None:
    keyed(city, "NO", "S39")
    keyed(city)
    body = compiler.get(API).json()
    assert {row["sector"] for row in body["results"]} == {"S39", "S02"}
    (found,) = body["contradictions"]
    assert (found["sector"], found["key"], found["scope"], found["counted_lines"]) == ("S39", "NO", 1, 3)
    assert Decimal(found["counted_co2e_t"]) > 0
    assert "does not take place" in found["next_step"]
    assert found["since"]


def test_a_key_holds_again_when_its_number_is_withdrawn(city: World, compiler: Client) -> None:
    keyed(city, "NE", "S03")
    version = later_number(city)
    move(version, "withdraw", "Closed before the year")
    run_jobs()
    assert len(noted("supersede")) == len(noted("stand_again")) == 1
    assert compiler.get(API).json()["contradictions"] == []
    text = compiler.get("/inventory/cells/?year=2017&sector=S03").content.decode()
    assert "The number is gone, the key holds again" in text
    assert "12.5" in text


def test_a_key_set_beside_a_number_is_noted_at_once_and_only_once(city: World) -> None:
    keyed(city, "NE", "S39")
    later_number(city, "S03")
    assert len(noted("supersede")) == 1
    keyed(city, "IE", "S39", explanation="Counted in S40.")
    assert [event.payload["key"] for event in noted("supersede")] == ["NE", "IE"]


def test_the_history_of_a_cell_outlives_its_key(city: World, compiler: Client) -> None:
    drop_notation(entry=keyed(city, "NE", "S39"), by=city.actor("inventory_compiler"))
    text = compiler.get("/inventory/cells/?year=2017&sector=S39").content.decode()
    assert "The key was taken away" in text
    assert WHY in text
    public = Client().get("/inventory/cells/?year=2017&sector=S39")
    assert WHY not in public.content.decode()


def test_a_key_in_another_code_system_is_contradicted_too(city: World, compiler: Client) -> None:
    counted = matrix(compiler, "&view=gpc").rows[0].heading.key
    keyed_at = NotationPlace(city.city, 2017, sector(counted, "gpc"))
    set_notation(place=keyed_at, key="NE", explanation=WHY, by=city.actor("inventory_compiler"))
    (found,) = compiler.get(API).json()["contradictions"]
    assert (found["system"], found["sector"]) == ("gpc", counted)


def test_the_key_of_an_area_source_is_contradicted_in_its_own_district_only(city: World, compiler: Client) -> None:
    for place, code in ((0, "here"), (1, "there")):
        draft = AreaDraft(
            code=code, year=2017, district=city.districts[place].code, sector="S39", basis="notation",
            notation_key="NO", explanation=WHY, source="Land survey 2017",
        )  # fmt: skip
        record_area_sources(jurisdiction=city.city, drafts=[draft], by=city.actor("inventory_compiler"))
    (found,) = compiler.get(API).json()["contradictions"]
    assert (found["area_source"], found["district"]) == ("here", city.districts[0].code)
    assert [event.payload["key"] for event in noted("supersede")] == ["NO"]
    page = compiler.get("/inventory/cells/?year=2017&sector=S39").content.decode()
    assert "A number contradicts the notation key" in page
