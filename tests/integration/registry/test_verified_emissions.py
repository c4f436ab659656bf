"""The market's view: published once, signed, paged by key, conditional, idempotent, scoped."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from inventory.registry.models import RegistryEvent, Surrender, VerifiedEmission
from inventory.registry.services.publish_verified import KIND, publish_verified
from mrv.core.models import AuditEvent
from mrv.core.services.signing import verify
from mrv.roles import Role
from reporting.models import ReportVersion
from tests.factories import World, api_client, computed, district, facility, version, world

pytestmark = pytest.mark.django_db
LIST = "/api/v1/verified-emissions"


@pytest.fixture
def city() -> World:
    return world()


@pytest.fixture
def registry(city: World) -> Client:
    _, bearer = api_client(city.registry, Role.REGISTRY_CLIENT, jurisdiction=city.city)
    return Client(headers={"Authorization": bearer})


def decided(city: World, *tonnes: str, year: int = 2017, number: int = 1) -> ReportVersion:
    made = version(city.facility, year=year, state="decided", number=number)
    computed(made, *tonnes)
    publish_verified(version_id=made.pk)
    return made


def one(city: World) -> str:
    decided(city, "100.5", "0.25")
    return f"{LIST}/{VerifiedEmission.objects.get().public_id}"


def test_a_decided_version_is_published_with_the_sum_of_its_lines(city: World, registry: Client) -> None:
    decided(city, "100.5", "0.25")
    (record,) = registry.get(LIST).json()["results"]
    assert record["scope_1_co2e_t"] == "100.75"
    assert record["facility"]["code"] == "FAC-1"
    assert record["facility"]["is_synthetic"] is True


def test_publishing_again_changes_nothing(city: World) -> None:
    made = decided(city, "1")
    assert publish_verified(version_id=made.pk) is False
    assert VerifiedEmission.objects.count() == RegistryEvent.objects.count() == 1


def test_a_correction_supersedes_the_record_and_the_feed_tells_both(city: World, registry: Client) -> None:
    first = decided(city, "1")
    ReportVersion.objects.filter(pk=first.pk).update(state="superseded")
    decided(city, "2", number=2)
    publish_verified(version_id=first.pk)
    states = {row["report_version"]: row["state"] for row in registry.get(LIST).json()["results"]}
    assert states == {1: "superseded", 2: "valid"}
    names = [event["name"] for event in registry.get("/api/v1/events").json()["results"]]
    assert names == ["verified_emission.valid", "verified_emission.superseded", "verified_emission.valid"]


def test_a_withdrawn_version_is_withdrawn_from_the_market(city: World, registry: Client) -> None:
    made = decided(city, "1")
    ReportVersion.objects.filter(pk=made.pk).update(state="withdrawn")
    assert publish_verified(version_id=made.pk)
    assert registry.get(f"{LIST}?state=withdrawn").json()["results"][0]["report_version"] == 1


def test_the_feed_can_be_replayed_from_any_point(city: World, registry: Client) -> None:
    for year in (2015, 2016, 2017):
        decided(city, "1", year=year)
    everything = registry.get("/api/v1/events").json()["results"]
    assert registry.get(f"/api/v1/events?after={everything[0]['id']}").json()["results"] == everything[1:]


def test_pages_follow_the_link_and_give_each_record_once(city: World, registry: Client) -> None:
    for year in range(2010, 2017):
        decided(city, "1", year=year)
    seen: list[str] = []
    address: str | None = f"{LIST}?page_size=3"
    while address:
        answer = registry.get(address)
        seen += [row["id"] for row in answer.json()["results"]]
        link = answer.headers.get("Link")
        address = link.split(">")[0].removeprefix("<") if link else None
    assert len(seen) == len(set(seen)) == 7


def test_an_unchanged_page_is_not_sent_again(city: World, registry: Client) -> None:
    decided(city, "1")
    tag = registry.get(LIST).headers["ETag"]
    again = registry.get(LIST, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    decided(city, "1", year=2016)
    assert registry.get(LIST, headers={"If-None-Match": tag}).status_code == 200


def test_the_statement_is_signed_over_the_figures(city: World, registry: Client) -> None:
    answer = registry.get(f"{one(city)}/statement")
    assert answer.headers["Content-Type"] == "application/jose"
    assert json.loads(verify(answer.content.decode(), kind=KIND))["scope_1_co2e_t"] == "100.75"


def test_a27_another_jurisdiction_sees_nothing(city: World) -> None:
    address = one(city)
    _, bearer = api_client(
        city.registry, Role.REGISTRY_CLIENT, jurisdiction=district("110000", "Elsewhere", level="province")
    )
    stranger = Client(headers={"Authorization": bearer})
    assert stranger.get(LIST).json()["results"] == []
    assert stranger.get(address).status_code == 404
    assert stranger.get("/api/v1/events").json()["results"] == []


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer made-up"}])
def test_without_a_valid_token_the_door_is_closed(city: World, headers: dict[str, str]) -> None:
    answer = Client(headers=headers).get(LIST)
    assert answer.status_code == 401
    assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_a27_an_enterprise_system_cannot_acknowledge(city: World) -> None:
    address = one(city)
    _, bearer = api_client(city.enterprise, Role.REPORTER)
    answer = post(Client(headers={"Authorization": bearer}), f"{address}/acknowledgements", {"reference": "x"})
    assert answer.status_code == 403


def post(client: Client, address: str, body: Any, **headers: str) -> Any:
    return client.post(address, json.dumps(body), content_type="application/json", headers=headers)


def test_an_acknowledgement_counts_once(city: World, registry: Client) -> None:
    address = f"{one(city)}/acknowledgements"
    first, second = (post(registry, address, {"reference": "R-1"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert AuditEvent.objects.filter(action="registry:verified_emission:acknowledged").count() == 1


def test_f22_the_same_idempotency_key_gives_the_same_bytes(city: World, registry: Client) -> None:
    address = f"{one(city)}/surrenders"
    body = {"quantity_t": "10.5", "reference": "T-1"}
    first = post(registry, address, body, **{"Idempotency-Key": "k1"})
    second = post(registry, address, body, **{"Idempotency-Key": "k1"})
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second.headers["Idempotent-Replay"] == "true"
    other = post(registry, address, {**body, "quantity_t": "11"}, **{"Idempotency-Key": "k1"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")


def test_the_same_surrender_reference_with_another_quantity_is_a_conflict(city: World, registry: Client) -> None:
    address = f"{one(city)}/surrenders"
    post(registry, address, {"quantity_t": "10.5", "reference": "T-1"})
    assert post(registry, address, {"quantity_t": "10.6", "reference": "T-1"}).status_code == 409


@pytest.mark.parametrize(
    "quantity",
    ["NaN", "Infinity", "1_000", "１２３", "1,234", "1e309", "0", "", None, True, [], {}, "12\u00a0", "9" * 31],
)
def test_b01_b06_a_quantity_that_is_no_plain_decimal_is_refused(city: World, registry: Client, quantity: Any) -> None:
    answer = post(registry, f"{one(city)}/surrenders", {"quantity_t": quantity, "reference": "T-1"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/quantity_t"


def test_a23_an_unknown_field_is_refused(city: World, registry: Client) -> None:
    registry.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    answer = post(registry, f"{one(city)}/acknowledgements", {"reference": "x", "state": "valid"})
    assert answer.json()["errors"] == [
        {"pointer": "/state", "code": "unknown_field", "detail": "Unknown field. Known fields: reference."}
    ]


@pytest.mark.parametrize(
    "body",
    ['{"reference": "a", "reference": "b"}', '{"reference": NaN}', "[" * 100_000, '{"reference": ' + "9" * 5000 + "}",
     '{"reference": "\\u0000"}', '{"reference": "\\ud800"}', "{", b"\xff\xfe"],
)  # fmt: skip
def test_b09_b14_json_that_only_looks_like_json_is_refused(city: World, registry: Client, body: Any) -> None:
    answer = registry.post(f"{one(city)}/acknowledgements", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")


@pytest.mark.parametrize(
    "query",
    ["page_size=abc", "page_size=" + "9" * 20, "after=xyz", "compliance_year=1e3", "updated_since=yesterday", "after=W10",
     "after=W251bGwsbnVsbF0", "updated_since=2017-02-31T00:00:00Z"],
)  # fmt: skip
def test_a_bad_query_is_explained(registry: Client, query: str) -> None:
    answer = registry.get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "url", ["http://example.org/x", "https://127.0.0.1/x", "https://169.254.169.254/", "https://u@h/"]
)
def test_a32_a_webhook_to_an_address_inside_is_refused(registry: Client, url: str) -> None:
    answer = post(registry, "/api/v1/webhooks", {"url": url})
    assert answer.status_code == 422


def test_the_token_endpoint_gives_a_token_for_the_client_credentials(city: World) -> None:
    client, _ = api_client(city.registry, Role.REGISTRY_CLIENT, jurisdiction=city.city)
    client.application.client_secret = "demo-secret"
    client.application.save()
    form = {
        "grant_type": "client_credentials",
        "client_id": client.application.client_id,
        "client_secret": "demo-secret",
    }
    token = Client().post("/api/v1/auth/token", form).json()["access_token"]
    assert Client(headers={"Authorization": f"Bearer {token}"}).get(LIST).status_code == 200


def test_p10_a_page_of_many_records_costs_the_same_few_queries(
    city: World, registry: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        made = version(
            facility(city.enterprise, f"F-{number}", district=city.districts[0], sector=city.sectors[0]),
            state="decided",
        )
        computed(made, "1")
        publish_verified(version_id=made.pk)
    with django_assert_max_num_queries(6):
        assert len(registry.get(LIST).json()["results"]) == 12


def test_the_public_keys_are_public() -> None:
    (key,) = Client().get("/.well-known/jwks.json").json()["keys"]
    assert (key["crv"], key["use"]) == ("Ed25519", "sig")
    assert "d" not in key


def test_a24_a_surrender_played_again_counts_once(city: World, registry: Client) -> None:
    address, body = f"{one(city)}/surrenders", {"quantity_t": "10.5", "reference": "T-1"}
    assert [post(registry, address, body).status_code for _ in range(3)] == [201, 200, 200]
    assert Surrender.objects.get().quantity_t == Decimal("10.5")
