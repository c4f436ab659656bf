"""One-time codes (A30): never twice, never by guessing, from wherever and with the cache lost; not passed by."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from mrv.second_step import MOST_WRONG, WINDOW_SECONDS
from tests.factories import world

PASSWORD = "a long synthetic password 1"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN, STEP = "/accounts/login/", "/accounts/2fa/authenticate/"


@pytest.fixture
def person(db: None) -> Any:
    """Somebody who signs in by password and code."""
    cache.clear()
    found = world().people["reporter"]
    found.set_password(PASSWORD)
    found.save()
    TOTP.activate(found, SECRET)
    return found


@pytest.fixture
def clock() -> Iterator[Any]:
    """A clock that stands still at the beginning of a period."""
    start = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as traveller:
        yield traveller


def code(secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def wrong() -> str:
    return f"{(int(code()) + 1) % 1_000_000:06d}"


def at_the_step(address: str = "127.0.0.1") -> Client:
    client = Client(REMOTE_ADDR=address)
    answer = client.post(LOGIN, {"login": "reporter", "password": PASSWORD})
    assert answer.headers["Location"].startswith(STEP)
    return client


def is_in(client: Client, given: str) -> bool:
    client.post(STEP, {"code": given})
    return "_auth_user_id" in client.session


def test_a30_the_right_code_signs_in_and_not_a_second_time(person: Any, clock: Any) -> None:
    given = code()
    assert is_in(at_the_step(), given)
    assert not is_in(at_the_step(), given)
    clock.shift(30)
    assert not is_in(at_the_step(), given)
    assert is_in(at_the_step(), code())


def test_a30_a_used_code_stays_used_when_the_cache_is_lost_or_a_clock_jumps_back(person: Any, clock: Any) -> None:
    given = code()
    assert is_in(at_the_step(), given)
    cache.clear()
    assert not is_in(at_the_step(), given)
    clock.shift(30)
    assert is_in(at_the_step(), code())
    cache.clear()
    clock.shift(-30)
    assert not is_in(at_the_step(), given)


def test_a30_guessing_ends_for_all_addresses_and_with_the_cache_lost(person: Any, clock: Any) -> None:
    for number in range(MOST_WRONG):
        cache.clear()
        assert not is_in(at_the_step(f"203.0.113.{number}"), wrong())
    cache.clear()
    assert not is_in(at_the_step("198.51.100.1"), code())
    clock.shift(timedelta(seconds=WINDOW_SECONDS))
    cache.clear()
    assert is_in(at_the_step("198.51.100.1"), code())
    assert Authenticator.objects.get(user=person).data["wrong"] == 0


def test_a30_a_right_code_makes_up_for_some_wrong_ones(person: Any, clock: Any) -> None:
    for _ in range(3):
        for _guess in range(MOST_WRONG - 1):
            cache.clear()
            assert not is_in(at_the_step(), wrong())
        clock.shift(30)
        cache.clear()
        assert is_in(at_the_step(), code())


@pytest.mark.parametrize("address", ["/reporting/", "/api/v1/reports", "/accounts/2fa/", "/accounts/password/change/"])
def test_a30_the_password_alone_opens_nothing(person: Any, clock: Any, address: str) -> None:
    client = at_the_step()
    answer = client.get(address)
    assert answer.status_code in {302, 401, 403}
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("language", "words"), [("en", "Too many failed"), ("zh-hans", "过多")])
def test_a30_who_guessed_too_often_is_told_to_wait(person: Any, clock: Any, language: str, words: str) -> None:
    Authenticator.objects.update(data={**Authenticator.objects.get().data, "wrong": 10, "wrong_since": time.time()})
    answer = at_the_step().post(STEP, {"code": code()}, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert words in answer.content.decode()
