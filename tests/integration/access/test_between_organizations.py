"""What stands between two organizations holds when one guard is missing and when a connection is used again (A6, A7).

This design has no row-level security: a read has one guard, the scope ``visible_to(actor)``; a write has two, the
scope of the door and the check of the service. Nothing about who asks is ever kept on a database connection.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from mrv.core.actor import PUBLIC
from mrv.core.models import AuditEvent
from reporting.models import EmissionsReport, ReportVersion
from tests.factories import World
from tests.integration.verification import stage as play
from tests.reporting_cast import filled, opened, prepare, rest_rows
from tests.support import run_jobs, signed_in

pytestmark = pytest.mark.django_db
# Released factor sets are for everybody; everything else belongs to somebody.
OPEN = {"core.FactorSet"}
STRANGERS = ["second_reporter", "second_responsible_person", "outside_verifier", "outsider"]


def guarded() -> list[Any]:
    """Every model that answers who may see which of its records."""
    found = [model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")]
    return [model for model in found if model._meta.label not in OPEN]


@pytest.fixture
def stage() -> play.Stage:
    """A report of the first enterprise, signed by the first body; the second enterprise and body have nothing."""
    made = play.concluded()
    run_jobs()
    return made


def visible(model: type[models.Model], world: World, name: str) -> set[Any]:
    actor = PUBLIC if name == "nobody" else world.actor(name)
    return set(model._default_manager.visible_to(actor).values_list("pk", flat=True))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [*STRANGERS, "nobody"])
def test_a06_the_scope_alone_shows_a_stranger_nothing_of_another(stage: play.Stage, name: str) -> None:
    owners = ("reporter", "lead_verifier")
    seen = {
        model._meta.label: visible(model, stage.world, name)
        & set.union(*(visible(model, stage.world, owner) for owner in owners))
        for model in guarded()
    }
    assert {label: keys for label, keys in seen.items() if keys} == {}


def test_a06_the_guarded_records_are_there_to_be_seen(stage: play.Stage) -> None:
    filled_ones = {model._meta.label for model in guarded() if visible(model, stage.world, "reporter")}
    assert {"reporting.ReportVersion", "core.Facility", "core.AuditEvent"} <= filled_ones
    assert len(guarded()) > 12


@pytest.mark.parametrize("model", [EmissionsReport, ReportVersion])
def test_a06_without_the_scope_of_the_door_the_service_still_refuses(
    cast: World, monkeypatch: pytest.MonkeyPatch, model: Any
) -> None:
    version = filled(cast)
    monkeypatch.setattr(type(model.objects.all()), "visible_to", lambda rows, actor: rows)
    address = f"/api/v1/reports/{version.report.public_id}"
    body = {"rows": rest_rows()[:1]}
    stranger = signed_in(cast.people["second_reporter"])
    signer = signed_in(cast.people["second_responsible_person"])
    answers = [
        stranger.put(f"{address}/activity-records", body, content_type="application/json"),
        signer.post(f"{address}/submit", {"acknowledgement": True}, content_type="application/json"),
    ]
    assert {answer.status_code for answer in answers} <= {403, 404}
    version.refresh_from_db()
    assert (version.state, version.activity_records.count()) == ("draft", 24)


@pytest.fixture
def cast() -> World:
    from tests.factories import world

    made = world()
    prepare(made)
    return made


def session_of_the_connection() -> tuple[Any, ...]:
    """The backend, the role, and every setting that is not the server's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), current_user")
        who = cursor.fetchone()
        cursor.execute("SELECT name, setting FROM pg_settings WHERE source = 'session' ORDER BY name")
        return (*who, tuple(cursor.fetchall()))


def reports_seen(client: Client) -> list[str]:
    answer = client.get("/api/v1/reports")
    return [row["id"] for row in answer.json()["results"]] if answer.status_code == 200 else [str(answer.status_code)]


def test_a07_one_connection_serves_one_after_the_other_and_keeps_nothing_of_either(cast: World) -> None:
    mine = str(opened(cast).report.public_id)
    first, second = (signed_in(cast.people[name]) for name in ("reporter", "second_reporter"))
    before = session_of_the_connection()
    for _ in range(3):
        assert reports_seen(first) == [mine]
        assert reports_seen(Client()) == ["401"]
        assert reports_seen(second) == []
        run_jobs()
        assert reports_seen(Client()) == ["401"]
    assert session_of_the_connection() == before


def test_a07_without_knowing_who_asks_there_is_nothing_to_see(stage: play.Stage) -> None:
    seen = {model._meta.label: visible(model, stage.world, "nobody") for model in guarded()}
    assert {label: keys for label, keys in seen.items() if keys} == {}
    assert AuditEvent.objects.exists()
