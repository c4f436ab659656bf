"""Nobody gives a right to himself (A11), and there is no back door of administration (A12)."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from mrv.core.models import ApiClient, Membership, Organization, Person
from tests.factories import World, world
from tests.integration.access.routes import Route, routes
from tests.support import signed_in

WRITING = [route for route in routes() if route.method != "GET"]
WISHES: dict[str, Any] = {
    "is_staff": True, "is_superuser": True, "is_active": True, "role": "regulator", "roles": ["regulator"],
    "organization": "AUTH-1", "organization_id": 1, "permissions": ["report:decide"], "memberships": [{"role": "regulator"}],
    "person": "reporter", "groups": [1], "user_permissions": [1], "kind": "authority", "jurisdiction": "310000",
}  # fmt: skip
RIGHTS = (Person, Membership, Organization, ApiClient)
UNSTABLE = {"last_login"}


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The cast, made once and taken back: none of these requests may change anything."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)


def rights() -> list[list[Any]]:
    """Everything from which rights are derived."""
    return [
        [{key: value for key, value in row.items() if key not in UNSTABLE} for row in model.objects.order_by("pk").values()]
        for model in RIGHTS
    ]  # fmt: skip


def wish(client: Client, route: Route) -> Any:
    send = getattr(client, route.method.lower())
    if route.pattern.startswith("api/"):
        return send(route.address, WISHES, content_type="application/json")
    return send(route.address, {name: str(value) for name, value in WISHES.items()})


@pytest.mark.parametrize("name", ["reporter", "lead_verifier", "operator"])
def test_a11_no_door_takes_a_role_for_oneself(cast: World, name: str, db: None) -> None:
    before = rights()
    client = signed_in(cast.people[name])
    for route in WRITING:
        assert wish(client, route).status_code < 500, route.key
    assert rights() == before


def test_a11_the_pages_of_the_own_account_take_no_rights(cast: World, db: None) -> None:
    before = rights()
    client = signed_in(cast.people["reporter"])
    prefix = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "accounts/")
    pages = [str(entry.pattern) for entry in prefix.url_patterns if hasattr(entry, "callback")]
    addresses = [f"/accounts/{page}" for page in pages if "<" not in page and "(" not in page]
    addresses += ["/accounts/email/", "/accounts/password/change/", "/accounts/login/", "/accounts/signup/"]
    for address in addresses:
        assert client.post(address, {name: str(value) for name, value in WISHES.items()}).status_code < 500, address
    assert rights() == before


def test_a11_a_field_of_rights_in_an_accepted_body_is_refused(cast: World, db: None) -> None:
    client = signed_in(cast.people["reporter"])
    body = {"facility_code": "FAC-1", "compliance_year": 2020, "role": "regulator"}
    answer = client.post("/api/v1/reports", body, content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/role")


def test_a12_there_is_no_administration_site(cast: World, db: None) -> None:
    assert not apps.is_installed("django.contrib.admin")
    for name in ("regulator", "operator"):
        client = signed_in(cast.people[name])
        for address in ("/admin/", "/django-admin/", "/accounts/admin/", "/o/applications/"):
            assert client.get(address).status_code == 404
    assert not any("admin" in app for app in settings.INSTALLED_APPS)
