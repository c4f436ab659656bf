"""The runtime role cannot do what the application never does (docs/operations.md, "Roles")."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import Model

from mrv import grants

APPEND_ONLY = [model for model in apps.get_models() if grants.is_append_only(model)]


def may(role: str, model: type[Model], right: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [role, model._meta.db_table, right])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model._meta.label)
def test_runtime_role_only_adds_to_what_is_append_only(db: None, model: type[Model]) -> None:
    assert may("app_rt", model, "INSERT")
    assert not any(may("app_rt", model, right) for right in ("UPDATE", "DELETE", "TRUNCATE"))


def test_audit_ledger_is_append_only() -> None:
    assert {"core.AuditEvent", "core.AuditSeal", "core.OutboxEvent"} <= {model._meta.label for model in APPEND_ONLY}


def test_runtime_role_may_work_and_may_empty_no_table(db: None) -> None:
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            assert may("app_rt", model, "SELECT"), model
            assert not may("app_rt", model, "TRUNCATE"), model


def test_export_role_reads_no_credentials(db: None) -> None:
    for label in (
        "core.Person",
        "core.ApiClient",
        "oauth2_provider.AccessToken",
        "mfa.Authenticator",
        "sessions.Session",
    ):
        assert not may("app_ro", apps.get_model(label), "SELECT"), label
    assert may("app_ro", apps.get_model("core.Facility"), "SELECT")
    assert not may("app_ro", apps.get_model("core.Facility"), "INSERT")


def test_tests_themselves_run_with_the_rights_of_the_application(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("app_rt",)
    with pytest.raises(ProgrammingError, match="must be owner"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER ALL")
