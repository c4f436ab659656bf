"""A row of the ledger leads to the page of its record, for those who may open that page."""

import pytest
from django.urls import reverse

from mrv.core.actor import system_actor
from mrv.core.models import AuditEvent
from mrv.core.services.jobs import enqueue
from mrv.core.services.record import record
from mrv.operations.record_pages import PAGES, links_of
from tests.factories import World, version, world
from tests.support import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
BY = system_actor("test")


@pytest.fixture
def city() -> World:
    return world()


def read(city: World, name: str, route: str, *args: object) -> str:
    client = signed_in(city.people[name])
    return client.get(reverse(route, args=args), headers={"Accept-Language": "en"}).content.decode()


def test_the_ledger_leads_to_the_records_the_reader_may_open(city: World) -> None:
    declared, job = version(city.facility, state="submitted"), enqueue("test:none", subject_id=5, by=BY)
    for about in (declared, job, city.enterprise, city.facility, city.body):
        record("core:test:written", about=about, by=BY)
    places = [
        reverse("reporting:version", args=[declared.public_id]),
        reverse("operations:job", args=[job.public_id]),
        reverse("operations:enterprise", args=["ENT-1"]),
    ]
    page = read(city, "regulator", "operations:ledger")
    assert [place for place in places if f'href="{place}"' not in page] == []
    assert reverse("operations:enterprise", args=["VB-1"]) not in page
    narrow = read(city, "operator", "operations:ledger")
    assert [f'href="{place}"' in narrow for place in places] == [False, True, False]


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_the_address_of_every_kind_of_record_can_be_asked_for(city: World, kind: str) -> None:
    event = AuditEvent(object_type=kind, object_id="987654321")
    assert links_of([event], city.actor("regulator")) == {}


def test_the_register_names_the_roles_of_people_in_words(city: World) -> None:
    page = read(city, "regulator", "operations:enterprise", "ENT-1")
    assert "<td>Responsible person</td>" in page
