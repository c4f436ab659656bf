"""Databases of the bench on the embedded server: made anew, migrated, filled as the owner, dropped at the end.

The measures run with the rights of the application. Only filling large tables switches the triggers off.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import psycopg
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

from mrv.embedded import ensure_services, postgres_url, redis_url

MAIN, LARGE = "mrv_bench", "mrv_bench_large"


def prepare_environment() -> None:
    """Point the settings to the bench's own database before anything reads them."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="mrv.settings",
        MRV_DATABASE_ROLE="app_owner",
        MRV_LOG_LEVEL="ERROR",
        MRV_HTTPS="0",
        ALLOWED_HOSTS="testserver",
        SECRET_KEY=secrets.token_urlsafe(64),
    )
    for name in ("DATABASE_URL", "MRV_OWNER_DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    ensure_services()
    os.environ.update(MRV_OWNER_DATABASE_URL=postgres_url("app_owner", MAIN), REDIS_URL=redis_url(15))


def create() -> None:
    """The main database, migrated; from then on this process has the rights of the application."""
    drop()
    _as_owner_of_the_server("CREATE DATABASE {} OWNER app_owner", MAIN)
    call_command("migrate", verbosity=0)
    become_the_application()


def become_the_application() -> None:
    """From the next connection on."""
    connection.close()
    connection.settings_dict["OPTIONS"]["assume_role"] = "app_rt"


def drop() -> None:
    """Remove the databases of the bench."""
    connection.close()
    for name in (LARGE, MAIN):
        _as_owner_of_the_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@cache
def copy_for_large() -> None:
    """A second database with the same content, to be filled more."""
    connection.close()
    _as_owner_of_the_server("CREATE DATABASE {} TEMPLATE {} OWNER app_owner", LARGE, MAIN)


def _as_owner_of_the_server(statement: str, *names: str) -> None:
    with psycopg.connect(postgres_url("postgres", "postgres"), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


def use(name: str) -> None:
    """Work on this database from now on."""
    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.ensure_connection()


@contextmanager
def filling(name: str) -> Iterator[psycopg.Connection]:
    """A session that fills tables at full speed: no triggers, so no foreign keys either."""
    with psycopg.connect(postgres_url("postgres", name)) as session:
        session.execute("SET session_replication_role = replica")
        session.execute("SET maintenance_work_mem = '256MB'")
        yield session


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is checked to the last constraint, then rolled back, so that it can be done again."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
