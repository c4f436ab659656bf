"""The portal's own pages in both languages, for everybody and for each role."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from mrv.portal.navigation import NAVIGATION
from mrv.portal.views.errors import PAGES, problem
from mrv.roles import GRANTS, OrganizationKind, Role
from tests.factories import CAST, World, api_client, organization, world
from tests.support import signed_in

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "zh-hans"]
PUBLIC = ["/", "/gallery/", "/accounts/login/", "/accounts/password/reset/"]


def page(client: Client, path: str, language: str) -> str:
    """The page in one language; it answers 200."""
    client.cookies["django_language"] = language
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def cast() -> World:
    return world()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_have_one_heading_a_title_and_their_language(client: Client, path: str, language: str) -> None:
    html = page(client, path, language)
    assert html.count("<h1") == 1
    assert f'<html lang="{"zh-Hans" if language == "zh-hans" else "en"}"' in html
    assert "<title>" in html
    assert "style=" not in html


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_page_is_refused_external_and_inline_content(client: Client, path: str) -> None:
    policy = client.get(path)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_chinese_pages_speak_chinese(client: Client) -> None:
    html = page(client, "/", "zh-hans")
    assert "城市公布的每一吨排放，皆有据可查" in html
    assert "Every tonne the city publishes" not in html


def test_english_pages_speak_english(client: Client) -> None:
    assert "Every tonne the city publishes" in page(client, "/", "en")


def test_the_language_switch_leads_back_to_the_page(client: Client) -> None:
    response = client.post(reverse("portal:set_language"), {"language": "en", "next": "/gallery/"})
    assert response["Location"] == "/gallery/"
    assert response.cookies["django_language"].value == "en"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_written_by_the_server(client: Client, theme: str) -> None:
    client.post(reverse("portal:set_theme"), {"theme": theme, "next": "/"})
    assert f'data-bs-theme="{theme}"' in client.get("/").content.decode()


def test_without_a_choice_the_system_decides(client: Client) -> None:
    client.post(reverse("portal:set_theme"), {"theme": "auto", "next": "/"})
    assert "data-bs-theme" not in client.get("/").content.decode().split("<head>")[0]


def test_the_theme_switch_never_leads_elsewhere(client: Client) -> None:
    response = client.post(reverse("portal:set_theme"), {"theme": "dark", "next": "https://elsewhere.example/"})
    assert response["Location"] == "/"


def test_the_theme_is_not_changed_by_a_link(client: Client) -> None:
    assert client.get(reverse("portal:set_theme")).status_code == 405


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "role"), [(name, role) for name, _place, role in CAST])
def test_each_role_is_offered_what_it_may_open(cast: World, name: str, role: Role, language: str) -> None:
    client = signed_in(cast.people[name])
    client.cookies["django_language"] = language
    offered = {link.key for link in client.get("/").context["navigation"]}
    open_to_role = {item.key for item in NAVIGATION if item.is_open_to(GRANTS[role])}
    assert offered <= open_to_role
    assert {item.key for item in NAVIGATION if item.key not in open_to_role}.isdisjoint(offered)


def test_a_signed_in_person_sees_name_and_role(cast: World) -> None:
    client = signed_in(cast.people["regulator"])
    html = page(client, "/", "zh-hans")
    assert "主管部门人员" in html
    assert reverse("account_logout") in html


def test_nobody_signed_in_is_offered_sign_in(client: Client) -> None:
    assert reverse("account_login") in client.get("/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", sorted(PAGES))
def test_error_pages_say_what_to_do(status: int, language: str, client: Client) -> None:
    from django.utils import translation

    with translation.override(language):
        request = RequestFactory().get("/nowhere/")
        response = problem(request, status)
        assert response.status_code == status
        assert str(PAGES[status].advice) in response.content.decode()


def test_an_unknown_address_is_a_clear_404(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert b"m-problem" in response.content


def test_the_500_page_needs_nothing_of_the_application() -> None:
    from django.template.loader import get_template

    html = get_template("500.html").render()
    assert "系统出现错误" in html
    assert "Something went wrong" in html


def test_a_missing_form_token_is_explained() -> None:
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    response = client.post(reverse("portal:set_theme"), {"theme": "dark"})
    assert response.status_code == 403
    assert b"The form has expired" in response.content
    assert b"You may not open this page" not in response.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_password_is_answered_by_an_error_summary(cast: World, client: Client, language: str) -> None:
    cache.clear()
    client.cookies["django_language"] = language
    response = client.post(reverse("account_login"), {"login": "reporter", "password": "wrong-password"})
    assert b"data-error-summary" in response.content


def test_account_pages_are_drawn_in_the_portal(cast: World) -> None:
    client = signed_in(cast.people["reporter"])
    for name in ("account_change_password", "mfa_index", "account_logout"):
        assert b"m-header" in client.get(reverse(name)).content, name


def test_sign_up_is_closed(client: Client) -> None:
    assert b'name="password1"' not in client.get("/accounts/signup/").content


def test_demonstration_sign_ins_are_listed_only_in_the_demonstration(
    cast: World, client: Client, settings: Any
) -> None:
    settings.MRV_DEMO, settings.MRV_DEMO_PASSWORD = False, ""
    assert b'id="demonstration"' not in client.get("/").content
    settings.MRV_DEMO, settings.MRV_DEMO_PASSWORD = True, "shown-to-visitors"
    html = client.get("/").content.decode()
    assert "shown-to-visitors" in html
    assert "second_factor_steward" in html
    assert "m-ribbon" in html


def test_registry_of_the_demonstration_is_told_its_commands(cast: World, client: Client, settings: Any) -> None:
    settings.MRV_DEMO, settings.MRV_DEMO_PASSWORD = True, "shown-to-visitors"
    machine, _token = api_client(organization(OrganizationKind.REGISTRY, "REG-DEMO"), Role.REGISTRY_CLIENT)
    client_id = machine.application.client_id
    html = client.get("/").content.decode()
    assert f"client_id={client_id} -d client_secret=shown-to-visitors http://testserver/api/v1/auth/token" in html
    assert "http://testserver/api/v1/verified-emissions?compliance_year=2017" in html
    settings.MRV_DEMO = False
    assert client_id not in client.get("/").content.decode()


def test_a_demonstration_button_signs_in_through_the_ordinary_form(cast: World, client: Client) -> None:
    cache.clear()
    person = cast.people["verifier"]
    person.set_password("shown-to-visitors")
    person.save()
    response = client.post(reverse("account_login"), {"login": "verifier", "password": "shown-to-visitors"})
    assert response.status_code == 302
    assert int(client.session["_auth_user_id"]) == person.pk


def test_a_panel_of_another_app_shows_on_the_front_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from mrv.portal import front

    monkeypatch.setattr(front, "_panels", {})
    front.add_panel("portal/messages.html", lambda request: {"shown": True})
    front.add_panel("portal/footer.html", lambda request: None)
    assert [panel.template for panel in client.get("/").context["panels"]] == ["portal/messages.html"]


def test_the_example_grid_saves_and_refuses_an_old_version(client: Client) -> None:
    saved = client.post(reverse("portal:gallery_grid"), {"version": "7", "partial": "1", "coal-1": "3"})
    assert saved.status_code == 200
    assert '"version": 8' in saved["HX-Trigger"]
    assert client.post(reverse("portal:gallery_grid"), {"version": "6"}).status_code == 409


def test_the_example_job_stops_polling_when_it_is_done(client: Client) -> None:
    running = client.get(reverse("portal:gallery_progress", args=[1000])).content
    done = client.get(reverse("portal:gallery_progress", args=[10_000])).content
    assert b"hx-get" in running
    assert b"hx-get" not in done
