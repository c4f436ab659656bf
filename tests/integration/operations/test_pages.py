"""Operations pages: what they show, to whom, and what their buttons do."""

import pytest
from django.urls import reverse
from django.utils import translation

from mrv.core.actor import Actor, system_actor
from mrv.core.models import AuditEvent, Job
from mrv.core.services.jobs import enqueue
from mrv.core.services.ledger import seal_ledger
from mrv.core.services.record import record
from mrv.operations.tables import kind_label
from tests.factories import World, world
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
BY = system_actor("test")


@pytest.fixture
def city() -> World:
    return world()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", ["operations:home", "operations:ledger", "operations:register"])
def test_the_pages_open_in_both_languages(city: World, name: str, language: str) -> None:
    client = signed_in(city.people["regulator"])
    with translation.override(language):
        answer = client.get(reverse(name), headers={"Accept-Language": language})
    assert answer.status_code == 200


def test_a_failed_job_shows_its_reason_and_can_be_tried_again(city: World) -> None:
    job = enqueue("test:none", subject_id=5, by=BY)
    Job.objects.filter(pk=job.pk).update(state="parked", error="The worker died 3 times.")
    client = signed_in(city.people["operator"])
    address = reverse("operations:job", args=[job.public_id])
    assert "The worker died 3 times." in client.get(address).content.decode()
    client.post(reverse("operations:retry", args=[job.public_id]))
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("queued", 0)
    assert AuditEvent.objects.filter(action="core:job:retried").count() == 1


def test_a_running_job_is_left_alone(city: World) -> None:
    job = enqueue("test:none", subject_id=5, by=BY)
    Job.objects.filter(pk=job.pk).update(state="running")
    signed_in(city.people["operator"]).post(reverse("operations:retry", args=[job.public_id]))
    job.refresh_from_db()
    assert job.state == "running"


def test_the_ledger_is_verified_in_the_background_and_shown(city: World) -> None:
    record("core:test:written", about=city.enterprise, by=BY, reason="Because of the test")
    seal_ledger()
    client = signed_in(city.people["operator"])
    client.post(reverse("operations:verify_ledger"))
    run_jobs()
    page = client.get(reverse("operations:ledger"), headers={"Accept-Language": "en"}).content.decode()
    assert "The ledger is whole" in page
    assert "Because of the test" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Enterprise registered", "Organization #", "System (calculation)", "External system ENT-017")),
        ("zh-hans", ("登记企业", "组织 #", "系统（核算）", "外部系统 ENT-017")),
    ],
)
def test_the_ledger_is_read_in_words_with_the_code_of_the_act_below(
    city: World, language: str, words: tuple[str, ...]
) -> None:
    record("core:enterprise:registered", about=city.enterprise, by=system_actor("calculation"))
    record("core:test:written", about=city.enterprise, by=Actor(client_id="c", label="client ENT-017"))
    client = signed_in(city.people["operator"])
    page = client.get(reverse("operations:ledger"), headers={"Accept-Language": language}).content.decode()
    assert [word for word in (*words, "core:enterprise:registered", "core:test:written") if word not in page] == []


def test_the_register_finds_an_enterprise_by_code(city: World) -> None:
    client = signed_in(city.people["regulator"])
    page = client.get(reverse("operations:register"), {"q": "ENT-1"}).content.decode()
    assert "ENT-1" in page
    assert "ENT-2" not in page


def test_a_district_officer_sees_only_enterprises_of_the_own_district(city: World) -> None:
    client = signed_in(city.people["district_officer"])
    page = client.get(reverse("operations:register")).content.decode()
    assert "ENT-1" in page
    assert "ENT-2" not in page
    assert client.get(reverse("operations:enterprise", args=["ENT-2"])).status_code == 404


def test_an_enterprise_does_not_get_in(city: World) -> None:
    client = signed_in(city.people["reporter"])
    for name in ("operations:home", "operations:ledger", "operations:register"):
        assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize(("language", "words"), [("en", "Calculation of a report"), ("zh-hans", "报告核算")])
def test_kinds_of_jobs_are_named_in_the_language_of_the_reader(language: str, words: str) -> None:
    with translation.override(language):
        assert kind_label("reporting:calculate") == words
        assert kind_label("somebody:else") == "somebody:else"
