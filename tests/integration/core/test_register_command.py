"""The operators enter who takes part, and what they enter works: sign-in, roles, the register."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override

from mrv.core.actor import actor_for
from mrv.core.models import AuditEvent, Facility, Membership, Organization, Person
from tests.factories import World, world

pytestmark = pytest.mark.django_db
NAMES = ["--name-zh", "示范钢铁", "--name-en", "Demo Steel"]


@pytest.fixture
def city() -> World:
    return world()


def register(*words: str) -> None:
    with override("en"):
        call_command("register", *words)


def test_an_enterprise_its_facility_and_its_reporter_are_entered(city: World, capsys: Any) -> None:
    register("organization", "enterprise", "ENT-9", "--uscc", "91310115DEM000014Q", *NAMES)
    place = ["--enterprise", "ENT-9", "--district", "310101", "--sector", "S31", "--opened", "2015-01-01"]
    register("facility", "FAC-9", *place, *NAMES)
    role = ["--organization", "ENT-9", "--role", "reporter", "--from", "2015-01-01"]
    register("member", "anew", *role, "--name", "Reporter, Demo Steel", "--name-zh", "示范钢铁 填报人")
    assert "manage.py changepassword anew" in capsys.readouterr().out
    person = Person.objects.get(username="anew")
    assert not person.has_usable_password()
    assert actor_for(person).may("report:edit")
    assert Facility.objects.visible_to(actor_for(person)).get().code == "FAC-9"
    written = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"core:enterprise:registered", "core:facility:registered", "core:person:account_opened"} <= written


def test_another_role_needs_no_new_account(city: World) -> None:
    register("organization", "verification_body", "VB-9", *NAMES)
    register("member", "reporter", "--organization", "VB-9", "--role", "verifier", "--from", "2015-01-01")
    assert actor_for(city.people["reporter"]).may("finding:raise")
    assert AuditEvent.objects.filter(action="core:organization:registered").count() == 1


def test_a_role_ends_on_its_last_day_and_stays_on_record(city: World) -> None:
    person = city.people["reporter"]
    held = ["reporter", "--organization", city.enterprise.code, "--role", "reporter"]
    register("leaver", *held, "--last-day", str(timezone.localdate() - timedelta(days=1)))
    assert not actor_for(person).may("report:edit")
    assert Membership.objects.filter(person=person, role="reporter").exclude(valid_to=None).count() == 1
    assert AuditEvent.objects.filter(action="core:membership:ended").count() == 1
    with pytest.raises(CommandError, match="does not hold the role"):
        register("leaver", *held)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["organization", "enterprise", "ENT-9", "--uscc", "123", *NAMES], "not a valid unified social credit code"),
        (["organization", "authority", "AUTH-1", *NAMES], "already exists"),
        (["member", "anew", "--organization", "ENT-1", "--role", "reporter"], "Give --name to open one"),
        (["member", "anew", "--organization", "NONE", "--role", "reporter", "--name", "A"], "no organization NONE"),
        (["member", "anew", "--organization", "ENT-1", "--role", "verifier", "--name", "A"], "does not exist in an"),
        (["leaver", "nobody", "--organization", "ENT-1", "--role", "reporter"], "no person nobody"),
        (
            ["leaver", "reporter", "--organization", "ENT-1", "--role", "reporter", "--last-day", "1999-01-01"],
            "its last day cannot be before",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(city: World, words: list[str], told: str) -> None:
    with pytest.raises(CommandError, match=told) as refusal:
        register(*words)
    assert refusal.value.returncode == 2
    assert not Person.objects.filter(username="anew").exists()
    assert not Organization.objects.filter(code="ENT-9").exists()
