"""A person is called by the name of the reader's language; records keep one name whatever language is in use."""

import pytest
from django.utils.translation import override

from mrv.core.actor import actor_for
from mrv.core.denials import MissingPermission
from mrv.core.models import AuditEvent, Person
from mrv.core.services.record import record
from tests.factories import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter() -> Person:
    person = world().people["reporter"]
    person.display_name, person.display_name_zh = "Reporter, Steel 001", "钢铁企业 001 填报人"
    person.save()
    return person


def test_the_name_follows_the_language_of_the_reader(reporter: Person) -> None:
    with override("zh-hans"):
        assert str(reporter) == "钢铁企业 001 填报人"
    with override("en"):
        assert str(reporter) == "Reporter, Steel 001"


def test_one_name_serves_both_where_no_other_is_given(reporter: Person) -> None:
    reporter.display_name_zh = ""
    with override("zh-hans"):
        assert str(reporter) == "Reporter, Steel 001"


def test_the_ledger_keeps_the_name_of_record_and_shows_the_readers(reporter: Person) -> None:
    with override("zh-hans"):
        record("test:person:act", about=reporter, by=actor_for(reporter))
        event = AuditEvent.objects.get(action="test:person:act")
        assert event.actor_label == "Reporter, Steel 001"
        assert event.actor_name == "钢铁企业 001 填报人"


def test_an_actor_is_called_by_the_readers_name(reporter: Person) -> None:
    actor = actor_for(reporter)
    with override("zh-hans"):
        assert (actor.name, actor.label) == ("钢铁企业 001 填报人", "Reporter, Steel 001")
    with override("en"):
        assert actor.name == "Reporter, Steel 001"


def test_an_account_of_the_platform_is_named_in_words() -> None:
    loader = Person.objects.create(username="system:loader", display_name="system:loader", is_system=True)
    with override("en"):
        assert str(loader) == "System (reference data)"
    with override("zh-hans"):
        assert str(loader) == "系统（基础数据）"


def test_a_refusal_calls_the_person_by_the_readers_name(reporter: Person) -> None:
    with pytest.raises(MissingPermission) as refusal:
        actor_for(reporter).require("report:decide")
    with override("zh-hans"):
        assert str(refusal.value).startswith("钢铁企业 001 填报人")
    with override("en"):
        assert str(refusal.value).startswith("Reporter, Steel 001 lacks")
