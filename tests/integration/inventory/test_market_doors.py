"""The second figure of scope 2 at every door: page = REST = file = signed bundle, confidential ones at none."""

import csv
import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from inventory.models import InventoryRelease, ReleaseMarketCell
from inventory.publication.verify import verify_bundle
from mrv.roles import OrganizationKind
from tests.factories import World, facility, organization, world
from tests.integration.inventory.releasing import released
from tests.integration.inventory.test_market_cells import decided
from tests.support import signed_in

pytestmark = pytest.mark.django_db
PATH = "/api/v1/inventories/310000/2017/scope-2"
AMOUNTS = ("electricity_mwh", "certified_mwh", "location_based_t", "market_based_t")


@pytest.fixture
def town(db: None) -> World:
    return world()


def members(release: InventoryRelease) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bytes(release.bundle.content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def of_csv(client: Client, query: str) -> list[dict[str, str]]:
    answer = client.get(f"{PATH}?{query}&format=csv")
    assert answer.status_code == 200
    return rows_of(answer.content)


def of_excel(client: Client, query: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    book = load_workbook(io.BytesIO(client.get(f"{PATH}?{query}&format=xlsx").content))
    titles, *rows = list(book["data"].values)
    facts = {str(name): str(text) for name, text in book["about"].values}
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows], facts


def several(town: World) -> None:
    """Four enterprises: three in one place, one alone in another."""
    for number, place in enumerate((0, 0, 0, 1)):
        owner = organization(OrganizationKind.ENTERPRISE, f"BUYER-{number}")
        site = facility(owner, f"B-{number}", district=town.districts[place], sector=town.sectors[0])
        decided(town, site, market=f"{40 + number}.125")


def test_page_rest_files_and_bundle_state_the_same_digits(town: World, client: Client) -> None:
    decided(town, market="40.123456789")
    release = released(town)
    record = client.get(f"/api/v1/releases/{release.public_id}").json()
    answer = client.get(f"{PATH}?release=1").json()
    assert record["scope_2_market_based_co2e_t"] == answer["market_based_co2e_t"] == "40.123456789"
    assert record["scope_2_co2e_t"] == answer["location_based_co2e_t"] == "55.68"
    [row] = answer["rows"]
    [of_file] = of_csv(client, "release=1")
    [of_book], facts = of_excel(client, "release=1")
    assert (
        [of_file[name] for name in AMOUNTS]
        == [row[name] for name in AMOUNTS]
        == ["100", "25", "55.68", "40.123456789"]
    )
    assert [Decimal(str(of_book[name])) for name in AMOUNTS] == [Decimal(row[name]) for name in AMOUNTS]
    assert (facts["market_based_co2e_t"], facts["location_based_co2e_t"]) == ("40.123456789", "55.68")
    [sealed] = rows_of(members(release)["scope2.csv"])
    assert (sealed["location_based_co2_t"], sealed["market_based_co2_t"]) == ("55.68", "40.123456789")
    assert json.loads(members(release)["manifest.json"])["totals"]["scope_2_market_based_co2e_t"] == "40.123456789"
    for name in ("inventory:dashboard", "inventory:release"):
        args = [release.public_id] if name == "inventory:release" else []
        page = client.get(reverse(name, args=args), headers={"Accept-Language": "en"}).content.decode()
        assert "Scope 2, market-based" in page
        assert "40.12" in page


def test_files_name_both_results_in_both_languages(town: World) -> None:
    decided(town)
    _, facts = of_excel(signed_in(town.people["inventory_compiler"]), "by=sector,district")
    assert "基于位置" in facts["location_based_t"]
    assert "never added" in facts["market_based_t"]
    assert "不得与前者相加" in facts["market_based_t"]


def test_every_file_format_answers(town: World) -> None:
    decided(town)
    client = signed_in(town.people["inventory_compiler"])
    for kind in ("csv", "xlsx", "parquet", "json"):
        answer = client.get(f"{PATH}?by=district&format={kind}")
        assert answer.status_code == 200, kind
    assert client.get(f"{PATH}?by=gas").status_code == 400
    assert client.get(f"{PATH}?format=doc").status_code == 400


def test_downloads_page_offers_the_second_figure(town: World) -> None:
    decided(town)
    page = signed_in(town.people["inventory_compiler"]).get(
        reverse("inventory:downloads"), headers={"Accept-Language": "zh-hans"}
    )
    assert "购入电力：基于位置与基于市场并列" in page.content.decode()
    assert "scope-2?release=live&amp;by=sector%2Cdistrict&amp;format=xlsx" in page.content.decode()


def test_what_one_enterprise_bought_is_hidden_at_every_door(town: World, client: Client) -> None:
    several(town)
    release = released(town, min_enterprises=3)
    answer = client.get(f"{PATH}?release=1&by=district").json()
    assert {row["notation"] for row in answer["rows"]} == {"C"}
    assert all(row[name] is None for row in answer["rows"] for name in AMOUNTS)
    assert answer["is_partial"] is True
    assert answer["market_based_co2e_t"] == "166.5"
    assert {row["market_based_t"] for row in of_csv(client, "release=1&by=sector,district")} == {""}
    assert {row["notation"] for row in rows_of(members(release)["scope2.csv"])} == {"C"}
    seen = signed_in(town.people["inventory_compiler"]).get(f"{PATH}?release=1&by=district").json()
    assert [row["market_based_t"] for row in seen["rows"]] == ["123.375", "43.125"]


def test_total_of_too_few_enterprises_is_nowhere(town: World, client: Client) -> None:
    decided(town)
    release = released(town, min_enterprises=2)
    assert client.get(f"/api/v1/releases/{release.public_id}").json()["scope_2_market_based_co2e_t"] is None
    assert client.get("/api/v1/releases").json()["results"][0]["scope_2_market_based_co2e_t"] is None
    assert client.get(f"{PATH}?release=1").json()["market_based_co2e_t"] is None
    assert json.loads(members(release)["manifest.json"])["totals"]["scope_2_market_based_co2e_t"] is None
    page = client.get(reverse("inventory:release", args=[release.public_id])).content.decode()
    assert "market-based" not in page


def test_altered_second_figure_in_a_bundle_is_found(town: World) -> None:
    decided(town)
    release = released(town)
    assert verify_bundle(bytes(release.bundle.content)).faults == ()
    parts = members(release)
    parts["scope2.csv"] = parts["scope2.csv"].replace(b",40,", b",39,")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with translation.override("en"):
        faults = " ".join(str(fault) for fault in verify_bundle(buffer.getvalue()).faults)
    assert "scope2.csv: SHA-256" in faults
    assert "Merkle root" in faults
    assert "market-based" in faults


def test_released_second_figure_cannot_be_changed(town: World) -> None:
    decided(town)
    released(town)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReleaseMarketCell.objects.update(market_co2_t=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReleaseMarketCell.objects.all().delete()


def test_public_reads_released_rows_and_no_live_ones(town: World, client: Client) -> None:
    decided(town)
    assert client.get(f"{PATH}?release=live").status_code in {401, 403}
    assert client.get(PATH).status_code == 404
    released(town)
    assert client.get(PATH).json()["market_based_co2e_t"] == "40"
