"""The regulator sets the rule of green-power certificates on a page; versions stay, with document, note and person."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from mrv.core.models import AuditEvent
from reporting.models import CertificateRule
from tests.factories import World
from tests.support import signed_in

pytestmark = pytest.mark.django_db
ENGLISH, CHINESE = {"Accept-Language": "en"}, {"Accept-Language": "zh-hans"}
RULE = {
    "first_year": "2024", "boundary": "province", "months_before": "12", "months_after": "0", "source": "Notice 7",
    "note": "Certificates of the year before may serve.",
}  # fmt: skip


@pytest.fixture
def regulator(cast: World) -> Client:
    return signed_in(cast.people["regulator"])


def address() -> str:
    return reverse("reporting:certificate_rules")


def text(client: Client, headers: dict[str, str] = ENGLISH) -> str:
    return client.get(address(), headers=headers).content.decode()


def test_rule_is_set_with_its_note_and_shown(cast: World, regulator: Client) -> None:
    assert "No rule is set" in text(regulator)
    answer = regulator.post(address(), RULE, headers=ENGLISH, follow=True)
    assert "Version 1 of the rule from 2024 on is set. 0 allocations keep" in answer.content.decode()
    rule = CertificateRule.objects.get()
    assert (rule.boundary, rule.months_before, rule.note) == ("province", 12, RULE["note"])
    assert rule.set_by == cast.people["regulator"]
    event = AuditEvent.objects.get(action="reporting:certificate_rule:set")
    assert (event.payload["note"], event.payload["source"]) == (RULE["note"], "Notice 7")
    shown = text(regulator)
    assert "Generated in the province of the facility" in shown
    assert RULE["note"] in shown
    assert "绿证规则" in text(regulator, CHINESE)


def test_setting_a_rule_again_makes_a_new_version(regulator: Client) -> None:
    regulator.post(address(), RULE)
    regulator.post(address(), {**RULE, "boundary": "nation"})
    assert list(CertificateRule.objects.values_list("version", "boundary")) == [(1, "province"), (2, "nation")]
    shown = text(regulator)
    assert "replaced by version 2" in shown
    assert "in force" in shown


def test_rule_of_the_command_stands_beside_those_of_the_page(regulator: Client) -> None:
    call_command("certificate_rule", "--from", "2020", "--source", "Notice 3", "--note", "First rule")
    regulator.post(address(), RULE)
    shown = text(regulator)
    assert "Operator, by command" in shown
    assert "First rule" in shown
    assert shown.index("Notice 7") < shown.index("Notice 3")


@pytest.mark.parametrize(
    ("field", "value"),
    [("first_year", "1800"), ("months_before", "61"), ("source", " "), ("note", ""), ("boundary", "moon")],
)
def test_what_is_wrong_stands_at_its_field(regulator: Client, field: str, value: str) -> None:
    answer = regulator.post(address(), {**RULE, field: value}, headers=ENGLISH)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not CertificateRule.objects.exists()


def test_hidden_characters_are_refused(regulator: Client) -> None:
    answer = regulator.post(address(), {**RULE, "note": "so\u202eit"}, headers=ENGLISH)
    assert answer.status_code == 422
    assert not CertificateRule.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "verifier", "inventory_compiler", "factor_steward"])
def test_nobody_else_sets_or_sees_the_page(cast: World, role: str) -> None:
    client = signed_in(cast.people[role])
    assert client.get(address()).status_code in (403, 404)
    assert client.post(address(), RULE).status_code in (403, 404)
    assert not CertificateRule.objects.exists()


def test_the_regulator_finds_the_page_beside_the_deadlines(regulator: Client) -> None:
    assert address() in regulator.get(reverse("reporting:all")).content.decode()
