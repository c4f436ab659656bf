"""Registry pages: register a client, see its secret once, take its access away."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from mrv.core.models import ApiClient, AuditEvent
from mrv.roles import Role
from tests.factories import World, api_client, world
from tests.support import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> World:
    return world()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", ["registry:clients", "registry:new_client", "registry:records"])
def test_the_pages_open_in_both_languages(city: World, name: str, language: str) -> None:
    answer = signed_in(city.people["operator"]).get(reverse(name), headers={"Accept-Language": language})
    assert answer.status_code == 200


def test_a_registered_client_gets_a_token_with_the_secret_shown_once(city: World) -> None:
    client = signed_in(city.people["operator"])
    form = {"organization": "REG-1", "jurisdiction": city.city.pk}
    page = client.post(reverse("registry:new_client"), form).content.decode()
    client_id, secret = re.findall(r"<code>([^<]+)</code>", page)
    token = Client().post(
        "/api/v1/auth/token", {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    )
    assert token.status_code == 200
    assert secret not in client.get(reverse("registry:client", args=[ApiClient.objects.get().pk])).content.decode()
    assert AuditEvent.objects.filter(action="registry:client:registered").exists()


@pytest.mark.parametrize(
    ("organization", "fault"), [("REG-1", "needs the area"), ("NONE", "No registry and no enterprise has this code")]
)
def test_a_faulty_registration_says_what_is_wrong(city: World, organization: str, fault: str) -> None:
    client = signed_in(city.people["operator"])
    answer = client.post(
        reverse("registry:new_client"), {"organization": organization}, headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert not ApiClient.objects.exists()


def test_a26_a_revoked_client_is_refused_at_once(city: World) -> None:
    made, bearer = api_client(city.registry, Role.REGISTRY_CLIENT, jurisdiction=city.city)
    machine = Client(headers={"Authorization": bearer})
    assert machine.get("/api/v1/verified-emissions").status_code == 200
    signed_in(city.people["operator"]).post(reverse("registry:revoke", args=[made.pk]))
    assert machine.get("/api/v1/verified-emissions").status_code == 401
