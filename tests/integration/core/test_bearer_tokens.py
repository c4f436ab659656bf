"""A bearer token counts while it is in force, at the addresses it names, and in the header alone (RFC 6750, 8707)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken

from mrv.core.models import ApiClient
from mrv.roles import Role
from tests.factories import api_client, world

pytestmark = pytest.mark.django_db
PATH = "/api/v1/reports"


@pytest.fixture
def bearer() -> str:
    """A token of the enterprise's own system."""
    return str(api_client(world().enterprise, Role.REPORTER)[1])


def asked(authorization: str, path: str = PATH) -> Any:
    return Client(headers={"Authorization": authorization}).get(path)


def test_token_in_force_opens_the_door_whatever_the_case_of_its_scheme(bearer: str) -> None:
    assert asked(bearer).status_code == 200
    assert asked(bearer.replace("Bearer", "bearer")).status_code == 200


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer ", "Bearer no-such-token", "Bearer 钥匙", "Basic YTpi"]
)
def test_what_is_no_token_of_ours_is_asked_for_one(bearer: str, authorization: str) -> None:
    assert bearer
    assert asked(authorization).status_code == 401


def test_expired_token_is_refused_and_the_challenge_says_so(bearer: str) -> None:
    AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    answer = asked(bearer)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_token_in_the_address_is_refused(bearer: str) -> None:
    assert asked("", f"{PATH}?access_token={bearer.removeprefix('Bearer ')}").status_code == 401


def test_token_for_other_addresses_is_refused_here(bearer: str) -> None:
    AccessToken.objects.update(resource=["https://elsewhere.example/api"])
    assert asked(bearer).status_code == 401
    AccessToken.objects.update(resource=["http://testserver/api/v1"])
    assert asked(bearer).status_code == 200


def test_client_taken_off_the_register_is_nobody(bearer: str) -> None:
    ApiClient.objects.all().delete()
    assert asked(bearer).status_code == 401
