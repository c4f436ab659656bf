"""The doors of a session (catalogue A10, A25, A29, A30): guessing, fixation, foreign addresses, lost roles, forgery."""

from datetime import date
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from mrv.core.models import AuditEvent, Membership
from tests.factories import World, world
from tests.support import signed_in

PASSWORD = "a long synthetic password 1"
LOGIN = "/accounts/login/"


@pytest.fixture
def cast(db: None) -> World:
    """The cast, with passwords for two."""
    cache.clear()
    made = world()
    for name in ("reporter", "second_reporter"):
        made.people[name].set_password(PASSWORD)
        made.people[name].save()
    return made


def sign_in(name: str, password: str = PASSWORD, query: str = "", **extra: Any) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(f"{LOGIN}{query}", {"login": name, "password": password}, **extra)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def guess(name: str, times: int, **extra: Any) -> list[int]:
    return [sign_in(name, f"wrong {n}", **extra)[1].status_code for n in range(times)]


def test_a29_after_too_many_guesses_even_the_right_password_waits(cast: World) -> None:
    assert is_in(sign_in("reporter")[0])
    guess("reporter", 12)
    client, answer = sign_in("reporter", headers={"Accept-Language": "en"})
    assert not is_in(client)
    assert "Too many failed login attempts" in answer.content.decode()


def test_a29_guesses_are_remembered_when_the_cache_is_lost(cast: World) -> None:
    for _round in range(3):
        guess("reporter", 5)
        cache.clear()
    client, answer = sign_in("reporter")
    assert (is_in(client), answer.status_code) == (False, 429)


def test_a29_a_forged_forwarding_header_buys_no_more_guesses(cast: World) -> None:
    for n in range(12):
        guess("reporter", 1, headers={"X-Forwarded-For": f"203.0.113.{n}"})
    cache.clear()
    client, answer = sign_in("reporter", headers={"X-Forwarded-For": "203.0.113.99"})
    assert (is_in(client), answer.status_code) == (False, 429)


def test_a29_other_spellings_of_a_name_buy_no_more_guesses(cast: World) -> None:
    for name in ("reporter", "Reporter", "REPORTER", " reporter "):
        guess(name, 3)
        cache.clear()
    client, answer = sign_in("rePorter")
    assert (is_in(client), answer.status_code) == (False, 429)


def test_a29_a_victim_of_guessing_elsewhere_is_not_locked_out(cast: World) -> None:
    guess("reporter", 12, REMOTE_ADDR="203.0.113.7")
    assert is_in(sign_in("reporter", REMOTE_ADDR="198.51.100.4")[0])


def test_a29_a_neighbor_of_a_guesser_signs_in(cast: World) -> None:
    guess("reporter", 12)
    cache.clear()
    assert is_in(sign_in("second_reporter")[0])


def test_a30_a_session_gets_a_new_name_at_sign_in(cast: World) -> None:
    client = Client()
    client.get("/language/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = str(before)
    client.post(LOGIN, {"login": "reporter", "password": PASSWORD})
    assert is_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a32_sign_in_leads_to_no_foreign_address(cast: World, target: str) -> None:
    client = Client()
    answer = client.post(LOGIN, {"login": "reporter", "password": PASSWORD, "next": target})
    assert is_in(client)
    assert "evil" not in answer.headers["Location"]
    assert not answer.headers["Location"].startswith("javascript")


def test_a10_a_person_who_was_deactivated_is_out_at_the_next_request(cast: World) -> None:
    client = signed_in(cast.people["reporter"])
    assert client.get("/reporting/").status_code == 200
    cast.people["reporter"].is_active = False
    cast.people["reporter"].save()
    assert client.get("/reporting/").status_code in {302, 403}
    assert client.get("/api/v1/reports").status_code in {401, 403}


def test_a10_a_role_that_ended_opens_nothing_at_the_next_request(cast: World) -> None:
    client = signed_in(cast.people["reporter"])
    assert client.get("/api/v1/reports").status_code == 200
    Membership.objects.filter(person=cast.people["reporter"]).update(valid_to=date(2011, 1, 1))
    assert client.get("/api/v1/reports").status_code == 403
    assert client.get("/reporting/").status_code == 403


@pytest.mark.parametrize("address", ["/api/v1/reports", "/reporting/open/", "/theme/"])
def test_a25_a_request_forged_from_another_site_does_nothing(cast: World, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.people["reporter"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(address, {"facility_code": "FAC-1", "compliance_year": 2020}).status_code == 403


@pytest.mark.parametrize("name", ["access_token", "token", "bearer_token"])
def test_a25_a_token_in_the_address_opens_nothing(db: None, name: str) -> None:
    from mrv.roles import Role
    from tests.factories import api_client

    _client, bearer = api_client(world().enterprise, Role.REPORTER)
    token = bearer.removeprefix("Bearer ")
    assert Client().get(f"/api/v1/reports?{name}={token}").status_code == 401
    assert Client().get("/api/v1/reports", headers={"Authorization": bearer}).status_code == 200


def test_lost_phone_and_codes_are_helped_by_the_operators_and_recorded(cast: World) -> None:
    person = cast.people["reporter"]
    client, _answer = sign_in("reporter")
    with pytest.raises(CommandError, match="has no second step"):
        call_command("second_step", "off", "reporter", reason="Recognized in person")
    secret = TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    refused = sign_in("reporter")[0].post(
        "/accounts/2fa/authenticate/", {"code": "000000"}, headers={"Accept-Language": "en"}
    )
    assert "Enter the six digits the app shows now" in refused.content.decode()
    assert "Phone lost?" in refused.content.decode()
    call_command("second_step", "off", "reporter", reason="Recognized in person")
    assert not type(secret.instance).objects.filter(user=person).exists()
    assert AuditEvent.objects.get(action="core:person:second_step_dropped").reason == "Recognized in person"
    assert client.get("/reporting/").status_code == 302
    assert is_in(sign_in("reporter")[0])


@pytest.mark.parametrize(("name", "reason"), [("nobody_here", "x"), ("reporter", " ")])
def test_taking_the_second_step_off_needs_a_person_and_a_reason(cast: World, name: str, reason: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("second_step", "off", name, reason=reason)
    assert refusal.value.returncode == 2


def test_a_wrong_password_says_which_one_is_meant(cast: World) -> None:
    client, _answer = sign_in("reporter")
    client.cookies["django_language"] = "en"
    page = client.post("/accounts/password/change/", {"oldpassword": "x", "password1": "y", "password2": "z"})
    assert "This is not your present password" in page.content.decode()


def test_a_session_that_ends_in_a_form_says_so_and_leads_back_to_the_form(cast: World) -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    form = "http://testserver/reporting/certificates/add/?from=list"
    answer = client.post("/reporting/certificates/add/", {"number": "1"}, headers={"Referer": form}, follow=True)
    assert answer.redirect_chain == [("/accounts/login/?next=/reporting/certificates/add/%3Ffrom%3Dlist", 302)]
    assert "what you sent was not saved" in answer.content.decode()
    strange = client.post("/reporting/certificates/add/", headers={"Referer": "https://elsewhere.example/x"})
    assert strange["Location"] == "/accounts/login/?next=/"


RESET = "/accounts/password/reset/"


def test_without_a_mail_server_a_forgotten_password_is_a_matter_of_the_operators(cast: World) -> None:
    page = Client().get(RESET, headers={"Accept-Language": "en"}).content.decode()
    assert "sends no mail" in page
    assert 'type="email"' not in page


def test_a_link_for_a_new_password_is_mailed(cast: World, settings: Any) -> None:
    settings.MRV_SENDS_MAIL = True
    person = cast.people["reporter"]
    person.email = "reporter@mrv.example"
    person.save()
    assert 'type="email"' in Client().get(RESET).content.decode()
    assert Client().post(RESET, {"email": person.email}, follow=True).status_code == 200
    assert [message.to for message in mail.outbox] == [["reporter@mrv.example"]]
    assert "/accounts/password/reset/key/" in mail.outbox[0].body


def test_a_mail_server_that_is_away_is_an_outage(cast: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MRV_SENDS_MAIL = True
    cast.people["reporter"].email = "reporter@mrv.example"
    cast.people["reporter"].save()

    def refuse(*_args: Any, **_more: Any) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert Client().post(RESET, {"email": "stranger@mrv.example"}).status_code == 302
    answer = Client().post(RESET, {"email": "reporter@mrv.example"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_a_short_password_is_refused_in_the_language_of_the_page(cast: World) -> None:
    client, _answer = sign_in("reporter")
    client.cookies["django_language"] = "zh-hans"
    form = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    page = client.post("/accounts/password/change/", form).content.decode()
    assert "密码过短，至少需要 12 个字符。" in page
