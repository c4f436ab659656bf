"""F9: the database restarts while nobody works, and in the middle of transactions; everybody comes back by himself."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
from django.core.management import call_command
from django.db import connection

from mrv import embedded
from mrv.core.models import Job
from mrv.embedded import postgres
from mrv.embedded.places import Places, ServiceUser
from mrv.roles import Role
from reporting.models import ReportVersion
from tests.factories import api_client
from tests.faults import play
from tests.faults.processes import Plant, Web, until
from tests.faults.servers import start_database, stop_database

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
REPORTS = 5


@dataclass
class City:
    """A city on a database server of its own, with a web server and a worker."""

    places: Places
    plant: Plant
    web: Web
    versions: list[ReportVersion]


@pytest.fixture(scope="module")
def own_database(django_db_blocker: Any) -> Iterator[Places]:
    """A PostgreSQL of this module's own; the tests' connection points to it meanwhile."""
    folder = Path(os.environ["MRV_VAR"]).resolve() / f"faults-database-{os.environ['MRV_REDIS_DB']}"
    places = Places(folder, ServiceUser.current())
    postgres.ensure(places)
    settings, options = connection.settings_dict, connection.settings_dict["OPTIONS"]
    kept, role = {**settings}, options.pop("assume_role", None)
    connection.close()
    settings.update(HOST=str(places.sockets), NAME=postgres.DATABASE, USER="app_owner")
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        connection.close()
        options["assume_role"] = "app_rt"
        yield places
        connection.close()
    settings.update(kept)
    options.update(assume_role=role)
    postgres.stop(places)
    places.remove()


@pytest.fixture(scope="module")
def city(own_database: Places, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """Drafts, a web server and a worker on that database."""
    broker = redis.Redis.from_url(embedded.redis_url())
    broker.flushdb()
    broker.close()
    made = play.cast()
    versions = play.drafts(made, REPORTS)
    plant = Plant(tmp_path_factory.mktemp("restart"), environment_of(own_database))
    plant.hold()
    web = plant.web(bearer=api_client(made.enterprise, Role.REPORTER, Role.RESPONSIBLE_PERSON)[1])
    plant.worker("one", beat=True, faults={"mid insert": (versions[2].pk, "hold")})
    yield City(own_database, plant, web, versions)
    plant.stop()


def environment_of(places: Places) -> dict[str, str]:
    """What a process needs to work on that database."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mrv.settings",
        "DATABASE_URL": postgres.postgres_url(places=places),
        "MRV_OWNER_DATABASE_URL": postgres.postgres_url("app_owner", places=places),
        "MRV_DATABASE_ROLE": "app_rt",
        "REDIS_URL": embedded.redis_url(),
    }


def restarted(places: Places) -> None:
    """Stop and start; the connection of this process notices like any other."""
    stop_database(places)
    start_database(places)
    connection.close()


def test_f9_no_request_and_no_job_fails_after_an_idle_restart(city: City) -> None:
    first, second = city.versions[:2]
    assert city.web.submit(str(first.report.public_id)).status == 202
    play.settle()
    assert {city.web.request("GET", "/api/v1/reports").status for _ in range(8)} == {200}
    restarted(city.places)
    assert {city.web.request("GET", "/api/v1/reports").status for _ in range(8)} == {200}
    assert city.web.submit(str(second.report.public_id)).status == 202
    play.settle()
    assert set(Job.objects.values_list("attempt", flat=True)) == {1}
    play.check_oracle([first, second], state="computed")


def test_f9_what_was_under_way_at_a_restart_is_refused_politely_and_then_done(city: City) -> None:
    calculated, waiting = city.versions[2:4]
    assert city.web.submit(str(calculated.report.public_id)).status == 202
    until(lambda: city.plant.struck("mid insert", calculated.pk), 60, "the calculation half written")
    lock = psycopg.connect(postgres.postgres_url("app_owner", places=city.places))
    lock.execute("SELECT 1 FROM reporting_reportversion WHERE id = %s FOR UPDATE", [waiting.pk])
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(city.web.submit, str(waiting.report.public_id), "once")
        until(lambda: waits_for_a_lock(city.places), 30, "the request waiting in its transaction")
        stop_database(city.places)
        refused = answer.result(timeout=60)
    lock.close()
    without = city.web.request("GET", "/api/v1/reports")
    start_database(city.places)
    connection.close()
    for refusal in (refused, without):
        assert (refusal.status, refusal.headers["Retry-After"]) == (503, "5"), refusal.body
    assert city.web.submit(str(waiting.report.public_id), "once").status == 202
    city.plant.release()
    play.settle()
    assert Job.objects.get(kind="reporting:calculate", subject_id=calculated.pk).attempt == 2
    play.check_oracle([calculated, waiting], state="computed")


def waits_for_a_lock(places: Places) -> bool:
    """Whether a transaction of the application waits for another."""
    with psycopg.connect(postgres.postgres_url("app_owner", places=places)) as watcher:
        asked = "SELECT 1 FROM pg_locks WHERE NOT granted"
        return watcher.execute(asked).fetchone() is not None
