"""F23: an old backup is restored into a fresh database: whole in itself, and a head signed later shows what is missing."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from mrv import embedded
from mrv.core.actor import system_actor
from mrv.core.models import AuditEvent
from mrv.core.services.ledger import seal_ledger
from mrv.core.services.ledger_head import export_head
from mrv.core.services.record import record
from mrv.embedded import programs
from mrv.embedded.places import Places
from mrv.roles import OrganizationKind
from tests.factories import organization
from tests.faults.processes import BASE_DIR

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
Environment = Callable[..., dict[str, str]]


def write(count: int) -> None:
    """Some events, sealed."""
    about = organization(OrganizationKind.ENTERPRISE, f"ENT-{AuditEvent.objects.count()}")
    for number in range(count):
        record("core:test:written", about=about, by=system_actor("test"), payload={"number": number})
    seal_ledger()


def run(*command: str) -> None:
    """A program of the database, as the owner of the tables."""
    binaries = programs.usable(Places.current()).postgres_binaries
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    done = subprocess.run(
        [str(binaries / command[0]), *command[1:]], env=environment, capture_output=True, text=True, timeout=200,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def owned(database: str) -> str:
    return embedded.postgres_url("app_owner", database)


@pytest.fixture
def fresh(transactional_db: None) -> Iterator[str]:
    """A fresh database, gone after the test."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with psycopg.connect(owned("postgres"), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        yield name
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """A command of an operator."""
    command = [sys.executable, str(BASE_DIR / "manage.py"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)


def test_f23_restored_backup_that_lacks_the_end_is_told_by_the_signed_head(
    process_environment: Environment, fresh: str, tmp_path: Path
) -> None:
    write(5)
    backup, early, late = (tmp_path / name for name in ("backup", "early.jws", "late.jws"))
    early.write_text(export_head() or "")
    source = owned(str(connection.settings_dict["NAME"]))
    run("pg_dump", "--format=custom", "--no-owner", "--file", str(backup), "--dbname", source)
    write(3)
    late.write_text(export_head() or "")
    run("pg_restore", "--no-owner", "--exit-on-error", "--dbname", owned(fresh), str(backup))
    there = {**process_environment(), "DATABASE_URL": embedded.postgres_url("app_rt", fresh)}
    whole = manage(there, "ledger", "verify", "--head", str(early))
    assert (whole.returncode, whole.stdout.startswith("5 events, 5 sealed")) == (0, True), whole.stderr
    short = manage(there, "ledger", "verify", "--head", str(late))
    assert short.returncode == 1
    assert "The ledger is not whole: 1 faults." in short.stderr
