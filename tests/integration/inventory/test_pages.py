"""Pages: the dashboard down to the line, area sources, compile and release, compare, check a signature."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inventory.models import AreaSource, BaseFigure, InventoryRelease, Posting
from mrv.core.models import Fuel
from reporting.models import EmissionLine, ReportVersion
from tests.factories import World
from tests.integration.inventory.factories import Line, concluded_version, move
from tests.integration.inventory.releasing import order, released
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def compiler(city: World) -> Client:
    return in_english(signed_in(city.people["inventory_compiler"]))


def in_english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:2000]
    return response.content.decode()


def test_dashboard_shows_total_matrix_map_and_where_figures_come_from(compiler: Client) -> None:
    page = read(compiler, "/inventory/")
    for words in ("Live, not released", "Synthetic", "1.86", "By district", "Sectors by districts", "CEADs"):
        assert words in page, words


@pytest.mark.parametrize("view", ["inventory", "policy", "gpc", "ipcc2006", "cn_provincial", "gbt4754"])
@pytest.mark.parametrize("scope", ["1", "2", "consumption"])
def test_every_view_and_scope_can_be_switched_by_address(compiler: Client, view: str, scope: str) -> None:
    page = read(compiler, f"/inventory/?year=2017&view={view}&scope={scope}&gwp=AR6")
    assert f'<option value="{view}" selected' in page
    assert f'<option value="{scope}" selected' in page


def test_gpc_view_names_the_lines_without_a_number(compiler: Client) -> None:
    page = read(compiler, "/inventory/?view=gpc")
    assert "Totals of the GPC" in page
    assert "not stated:" in page


def test_one_gas_is_shown_by_mass(compiler: Client) -> None:
    assert "CH₄" in read(compiler, "/inventory/?gas=CH4")


@pytest.mark.parametrize("query", ["view=crf", "gas=smoke", "scope=9", "gwp=AR0", "by=moon"])
def test_question_that_is_not_understood_says_why(compiler: Client, query: str) -> None:
    assert f"{query.split('=')[0]}: expected" in read(compiler, f"/inventory/?{query}", 400)


@pytest.mark.parametrize("query", ["year=20x7", "jurisdiction=999999", "release=99", "release=nonsense"])
def test_what_does_not_exist_is_not_found(compiler: Client, query: str) -> None:
    assert "There is nothing at this address" in read(compiler, f"/inventory/?{query}", 404)


def test_a_figure_can_be_followed_from_the_matrix_to_the_explanation_of_its_line(compiler: Client) -> None:
    dashboard = read(compiler, "/inventory/")
    cell = re.search(r'href="(/inventory/cells/\?[^"]*sector=S43[^"]*district=310104[^"]*)"', dashboard)
    assert cell
    page = read(compiler, cell[1].replace("&amp;", "&"))
    source = re.search(r'href="(/inventory/sources/\d+/[^"]*)"', page)
    assert source
    lines = read(compiler, source[1].replace("&amp;", "&"))
    diesel = EmissionLine.objects.get(fuel="diesel")
    assert reverse("reporting:line", args=[diesel.public_id]) in lines
    assert str(EmissionLine.objects.get(fuel="electricity", version=diesel.version).public_id) not in lines


def test_cell_can_be_narrowed_and_widened_again(compiler: Client) -> None:
    page = read(compiler, "/inventory/cells/?sector=S43&fuel=kerosene")
    assert "200.00" in page
    assert "remove this filter" in page
    assert 'href="/inventory/cells/?fuel=kerosene"' in page


def test_cell_of_another_view_leads_to_inventory_sectors(compiler: Client) -> None:
    assert "view=inventory&amp;sector=S43" in read(compiler, "/inventory/cells/?view=gpc&sector=II.4.1")


def test_district_officer_sees_the_own_district_only(city: World) -> None:
    officer = in_english(signed_in(city.people["district_officer"]))
    page = read(officer, "/inventory/")
    assert "East" in page
    assert "West" not in page
    foreign = Posting.objects.filter(district__code="310104").first()
    assert foreign is not None
    read(officer, f"/inventory/sources/{foreign.pk}/", 404)
    read(officer, f"/inventory/sources/{Posting.objects.get(district__code='310101').pk}/")


def test_public_sees_nothing_before_the_first_release_and_then_only_the_release(city: World) -> None:
    public = in_english(Client())
    assert "There is no inventory yet" in read(public, "/inventory/")
    release = released(city)
    page = read(public, "/inventory/")
    assert "Release 1" in page
    assert "Live, not released" not in page
    assert "Live, not released" not in read(public, "/inventory/?release=live")
    cell = read(public, "/inventory/cells/?sector=S43")
    assert "/inventory/sources/" not in cell
    assert str(release.public_id) in read(public, "/inventory/releases/")
    assert "Verified reports" in read(public, "/")


@pytest.mark.parametrize("address", ["area-sources/", "area-sources/new/", "compile/", "sources/1/"])
def test_official_pages_ask_for_a_sign_in_and_refuse_others(city: World, address: str) -> None:
    assert Client().get(f"/inventory/{address}").status_code == 302
    read(signed_in(city.people["reporter"]), f"/inventory/{address}", 403)


def test_downloads_offer_every_table_in_every_format(compiler: Client) -> None:
    page = read(compiler, "/inventory/downloads/?view=policy")
    links = re.findall(r'href="(/api/v1/inventories/[^"]+)"', page)
    assert len(links) == 40
    for link in (*links[:4], *links[-4:]):
        assert compiler.get(link.replace("&amp;", "&")).status_code == 200


AREA = {
    "code": "WASTE", "year": "2017", "sector": "S45", "district": "310104", "scope": "1", "basis": "stated",
    "co2_t": "3.5", "source": "Landfill model 2018", "provenance": "estimate",
}  # fmt: skip


def test_area_source_is_recorded_and_corrected_by_form(compiler: Client) -> None:
    answer = compiler.post("/inventory/area-sources/new/", AREA)
    first = AreaSource.objects.get()
    assert answer["Location"] == f"/inventory/area-sources/{first.public_id}/"
    assert "3.5" in read(compiler, answer["Location"])
    assert "WASTE" in read(compiler, "/inventory/area-sources/?year=2017&district=310104")
    correct = f"/inventory/area-sources/{first.public_id}/correct/"
    assert 'value="3.5"' in read(compiler, correct)
    compiler.post(correct, {**AREA, "co2_t": "4", "reason": "Model corrected"})
    second = AreaSource.objects.get(number=2)
    assert (second.co2_t, second.supersedes) == (4, first)
    assert "A later version counts" in read(compiler, f"/inventory/area-sources/{first.public_id}/")
    read(compiler, correct, 404)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"co2_t": "1,000"}, "not a decimal number"),
        ({"co2_t": ""}, "at least one gas"),
        ({"basis": "activity", "quantity": "5", "unit": "t"}, "Choose the method"),
        ({"basis": "notation", "notation_key": "NE"}, "needs an explanation"),
        ({"district": "999999"}, "Select a valid choice"),
        ({"source": ""}, "required"),
    ],
)
def test_wrong_area_source_is_refused_beside_the_field(compiler: Client, changed: dict[str, str], told: str) -> None:
    answer = compiler.post("/inventory/area-sources/new/", {**AREA, **changed})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not AreaSource.objects.exists()


def release_form(city: World, **changed: Any) -> dict[str, Any]:
    facts = {"note": "First", "min_enterprises": "1", "acknowledged": "on", "cells_hash": order(city).cells_hash}
    return {**facts, **changed}


def test_compiler_looks_releases_and_gets_a_receipt(city: World, compiler: Client) -> None:
    page = read(compiler, "/inventory/compile/?year=2017")
    assert order(city).cells_hash in page
    answer = compiler.post("/inventory/compile/?year=2017", release_form(city))
    assert answer.status_code == 302
    assert "Recounting" in read(compiler, answer["Location"])
    run_jobs()
    receipt = read(compiler, answer["Location"])
    made = InventoryRelease.objects.get()
    assert made.content_hash in receipt
    assert "Nothing changed" in read(compiler, "/inventory/compile/?year=2017")


@pytest.mark.parametrize("changed", [{"acknowledged": ""}, {"note": ""}, {"min_enterprises": "0"}])
def test_release_needs_note_and_confirmation(city: World, compiler: Client, changed: dict[str, str]) -> None:
    assert compiler.post("/inventory/compile/?year=2017", release_form(city, **changed)).status_code == 422
    run_jobs()
    assert not InventoryRelease.objects.exists()


def test_release_of_what_is_no_longer_so_fails_with_the_reason(city: World, compiler: Client) -> None:
    answer = compiler.post("/inventory/compile/?year=2017", release_form(city, cells_hash="0" * 64))
    run_jobs()
    assert "moved since it was looked at" in read(compiler, answer["Location"])


def test_two_releases_are_compared_with_causes(city: World, compiler: Client) -> None:
    first = released(city)
    move(concluded_version(city.facility, [Line("5")]), "decide")
    move(ReportVersion.objects.get(report__facility__code="CEM"), "withdraw", "Closed")
    run_jobs()
    second = released(city, note="Restated")
    address = f"/inventory/releases/{first.public_id}/compare/{second.public_id}/"
    page = read(compiler, address)
    for words in ("New reports", "Reports taken out", "CEM"):
        assert words in page
    public = read(in_english(Client()), address)
    assert "Reports taken out" in public
    assert "CEM" not in public
    assert "What changed since" in read(compiler, f"/inventory/releases/{second.public_id}/")


def check(client: Client, **given: Any) -> str:
    return client.post("/inventory/verify/", given).content.decode()


def test_anybody_can_check_a_bundle_or_a_signed_text(city: World) -> None:
    release = released(city)
    public = in_english(Client())
    content = public.get(f"/inventory/releases/{release.public_id}/bundle/").content
    upload = SimpleUploadedFile("bundle.zip", content)
    assert "whole and signed by this platform" in check(public, bundle=upload)
    assert "signature is ours" in check(public, statement=release.signature)
    altered = SimpleUploadedFile("bundle.zip", content[:-30])
    assert "not an unchanged document" in check(public, bundle=altered)
    assert "not an unchanged document" in check(public, statement=release.signature[:-4] + "AAAA")
    assert "not a compact JWS" in check(public, statement="nonsense")
    assert "Choose a bundle" in check(public)
    assert "not an unchanged document" in check(public, bundle=io.BytesIO(b"%PDF-1.7"))


def test_pages_are_complete_in_chinese(city: World) -> None:
    client = signed_in(city.people["inventory_compiler"])
    client.cookies["django_language"] = "zh-hans"
    Fuel.objects.get_or_create(
        code="diesel", defaults={"kind": "fuel", "name_zh": "柴油", "name_en": "Diesel", "unit": "t"}
    )
    page = read(client, "/inventory/")
    assert "温室气体清单" in page
    assert "数据来源" in page
    assert "Where the figures come from" not in page


def test_a_year_in_the_making_does_not_stand_for_the_city(city: World, compiler: Client) -> None:
    released(city)
    move(concluded_version(city.facility, [Line("7")], year=2018), "decide")
    run_jobs()
    page = read(compiler, "/inventory/")
    assert "greenhouse-gas inventory 2017</h1>" in page
    assert '<option value="2018"' in page
    assert "One year only" in page
    assert "in 2018." in read(compiler, "/inventory/?year=2018")


def test_the_compile_page_offers_every_year(city: World, compiler: Client) -> None:
    years = compiler.get("/inventory/compile/?year=2017").context["years"]
    assert [(year, is_current) for year, _href, is_current in years] == [(2017, True)]


def test_figures_of_the_whole_city_are_not_divided_into_the_part_an_officer_sees(
    city: World, compiler: Client
) -> None:
    kept = {"jurisdiction": city.city, "year": 2017, "kind": "population", "unit": "persons", "source": "Yearbook"}
    BaseFigure.objects.create(**kept, value=1000)
    assert "Per inhabitant" in read(compiler, "/inventory/?year=2017")
    officer = read(in_english(signed_in(city.people["district_officer"])), "/inventory/?year=2017")
    assert "Per inhabitant" not in officer
    assert "<h1>East greenhouse-gas inventory 2017</h1>" in officer


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Yearbook 2017; weak source"), ("zh-hans", "2017年年鉴；来源薄弱")]
)
def test_a_base_figure_names_its_source_in_the_language_of_the_reader(city: World, language: str, words: str) -> None:
    kept = {"jurisdiction": city.city, "year": 2017, "kind": "population", "unit": "persons", "value": 1000}
    BaseFigure.objects.create(**kept, source="2017年年鉴", source_en="Yearbook 2017", is_checked=False)
    client = signed_in(city.people["inventory_compiler"])
    page = client.get("/inventory/?year=2017", headers={"Accept-Language": language})
    assert words in page.content.decode()
