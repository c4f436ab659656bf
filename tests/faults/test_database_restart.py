"""F9-F11: the database restarts, idle and in the middle; is killed under writers; has no room left on its disk.

Everybody comes back by himself, nothing acknowledged is lost and nothing is there by halves.
"""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest
import redis
from django.core.management import call_command
from django.db import connection

from inventory.selectors.recount import discrepancies
from mrv import embedded
from mrv.core.models import AuditEvent, Job
from mrv.core.services.jobs import MAX_ATTEMPTS
from mrv.core.services.ledger import seal_ledger, verify_ledger
from mrv.embedded import postgres
from mrv.embedded.places import Places, ServiceUser
from mrv.roles import Role
from reporting.models import Evidence, ReportVersion
from tests.factories import api_client
from tests.faults import play
from tests.faults.processes import Answer, Plant, Web, until
from tests.faults.servers import kill_database, no_room_for, start_database, stop_database

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
REPORTS = 8
KILLS, WRITERS = 4, 2
BACK_SECONDS = 60


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


def test_f10_nothing_acknowledged_is_lost_when_the_database_is_killed_under_writers(city: City) -> None:
    written = city.versions[4 : 4 + WRITERS]
    is_over = Event()
    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(write_until, city.web, version, is_over) for version in written]
        try:
            for _ in range(KILLS):
                time.sleep(1)
                kill_database(city.places)
                start_database(city.places)
                until(lambda: city.web.request("GET", "/api/v1/reports").status == 200, BACK_SECONDS, "reading again")
        finally:
            is_over.set()
        acknowledged = [writer.result(timeout=120) for writer in writers]
    connection.close()
    assert all(last > 0 for last in acknowledged)
    for version, last in zip(written, acknowledged, strict=True):
        check_whole(ReportVersion.objects.get(pk=version.pk), last)
    assert city.web.submit(str(written[0].report.public_id)).status in {202, 422}
    play.settle()
    seal_ledger()
    assert verify_ledger().faults == ()


def write_until(web: Web, version: ReportVersion, is_over: Event) -> int:
    """Replace the rows again and again with other figures; the number of the last acknowledged replacement."""
    acknowledged = number = 0
    while not is_over.is_set():
        number += 1
        answer = web.request("PUT", f"/api/v1/reports/{version.report.public_id}/activity-records", rows_of(number))
        assert answer.status in {200, 503}, answer.body
        if answer.status == 200:
            acknowledged = number
    return acknowledged


def rows_of(number: int) -> dict[str, Any]:
    """Rows that all carry the number of their replacement."""
    row = {"source_stream": "diesel", "unit": "t", "quantity": str(number), "data_source": "meter"}
    return {"rows": [{**row, "month": month} for month in range(1, 13)]}


def check_whole(version: ReportVersion, acknowledged: int) -> None:
    """The rows are of one replacement, not older than the last acknowledged; each change has its entry."""
    (number,) = set(version.activity_records.values_list("quantity", flat=True))
    assert version.activity_records.count() == 12
    assert number >= acknowledged
    entries = AuditEvent.objects.about(version).filter(action="reporting:activity:replace")
    assert entries.count() == version.draft_revision


def test_f11_full_disk_of_the_database_stops_writing_alone_and_passes_by_itself(city: City) -> None:
    counted, other = city.versions[6:8]
    assert city.web.submit(str(counted.report.public_id)).status == 202
    play.settle()
    with no_room_for(city.places, "reporting_evidence", "inventory_posting"):
        play.decide([counted])
        before = city.web.request("GET", "/api/v1/reports").body
        refused = attach(city.web, other)
        assert (refused.status, refused.body["code"]) == (507, "disk_full"), refused.body
        assert refused.body["title"] == "There is no room left on the disk. Nothing was stored. Try again later."
        assert city.web.request("GET", "/api/v1/reports").body == before
        posting = Job.objects.filter(kind="inventory:apply_version")
        until(lambda: posting.filter(error__contains="No space left").exists(), 60, "a job that met the full disk")
        # Taken more often than a job with a fault of its own would be, and still not given up.
        until(lambda: len(city.plant.claims(posting.get().pk)) > MAX_ATTEMPTS, 120, "tried again and again")
        assert posting.get().state in {"queued", "running"}
    assert not Evidence.objects.exists()
    play.settle()
    assert set(posting.values_list("attempt", flat=True)) == {1}
    assert attach(city.web, other).status == 201
    assert not list(discrepancies([play.YEAR]))


def attach(web: Web, version: ReportVersion) -> Answer:
    """Send a file as evidence."""
    line = "x" * 12
    body = (
        f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="meter.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n1,2\r\n--{line}--\r\n"
    )
    content_type = {"Content-Type": f"multipart/form-data; boundary={line}"}
    return web.request("POST", f"/api/v1/reports/{version.report.public_id}/evidence", body.encode(), **content_type)
