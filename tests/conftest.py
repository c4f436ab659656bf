"""What every test may use: the embedded servers, the runtime role, an environment for real processes."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

from mrv import embedded
from tests.template_database import template_database


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the embedded servers when, and only when, the first test asks for the database; copy a migrated one."""
    embedded.ensure_services()
    if "DATABASE_URL" not in os.environ:
        connection.settings_dict["TEST"]["TEMPLATE"] = template_database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Migrate as the owner, then test with the rights of the running application (app_rt)."""
    options = connection.settings_dict["OPTIONS"]
    options["assume_role"] = "app_rt"
    connection.close()
    yield
    del options["assume_role"]
    connection.close()


@pytest.fixture(autouse=True)
def _language_of_the_platform() -> Iterator[None]:
    """Begin in the default language: a request of the test before leaves its own behind in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def in_english(_language_of_the_platform: None) -> Iterator[None]:
    """Read sentences in English, whatever the language of the platform."""
    with translation.override("en"):
        yield


@pytest.fixture
def as_owner(db: None) -> Iterator[None]:
    """Run the test with the rights of the owner of the tables, as a tamperer at the server might."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    yield
    if not connection.in_atomic_block:  # in one, the rollback of the test brings the role back
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE app_rt")


@pytest.fixture(scope="session", autouse=True)
def _flush_past_append_only_triggers() -> Iterator[None]:
    """Let transactional tests empty tables, which their triggers and the runtime role rightly refuse."""

    def flush(operations: DatabaseOperations, statements: list[str]) -> None:
        with transaction.atomic(using=operations.connection.alias), operations.connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE app_owner; SET LOCAL session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush)
        yield


@pytest.fixture
def process_environment(transactional_db: None) -> Callable[..., dict[str, str]]:
    """Environment for a real gunicorn, Celery or manage.py process on the database of this test."""

    def environment(role: str = "app_rt", **more: Any) -> dict[str, str]:
        name = str(connection.settings_dict["NAME"])
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mrv.settings",
            "DATABASE_URL": embedded.postgres_url(role, name),
            "MRV_OWNER_DATABASE_URL": embedded.postgres_url("app_owner", name),
            "MRV_DATABASE_ROLE": role,
            "REDIS_URL": embedded.redis_url(),
            **{key: str(value) for key, value in more.items()},
        }

    return environment


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep groups together where tests run in parallel (``--dist loadgroup``)."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from tests.scheduling import ByModule

    return ByModule(config, log)
