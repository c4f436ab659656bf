"""What the database roles may do, granted after every migration (docs/operations.md, "Roles").

Rule: the running application (app_rt) may not change or delete what is append-only, may not empty a
table, owns nothing; exports (app_ro) read no credentials. Triggers refuse the same changes a second time.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models

RUNTIME, EXPORT = "app_rt", "app_ro"
OURS = ("mrv.", "reporting", "verification", "inventory")
# Credentials: exports have no business with them.
SECRET = {"core.Person", "core.ApiClient"}
APPEND_ONLY_SUFFIX = "_append_only"


def is_append_only(model: type[models.Model]) -> bool:
    """Whether a trigger of the model refuses UPDATE and DELETE."""
    triggers = getattr(model._meta, "triggers", [])
    return any(trigger.name.endswith(APPEND_ONLY_SUFFIX) for trigger in triggers)


def statements(present: set[str]) -> Iterator[str]:
    """GRANT and REVOKE statements for the roles that exist on this server, in order."""
    for role in sorted({RUNTIME, EXPORT} & present):
        yield f"GRANT USAGE ON SCHEMA public TO {role}"
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    if RUNTIME in present:
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {RUNTIME}"
        yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {RUNTIME}"
    for model in apps.get_models(include_auto_created=True):
        yield from _for_model(model, present)


def _for_model(model: type[models.Model], present: set[str]) -> Iterator[str]:
    if not model._meta.managed or model._meta.proxy or not model.__module__.startswith(OURS):
        return
    table = f'"{model._meta.db_table}"'
    if RUNTIME in present and is_append_only(model):
        yield f"REVOKE UPDATE, DELETE ON {table} FROM {RUNTIME}"
    if EXPORT in present and model._meta.label not in SECRET:
        yield f"GRANT SELECT ON {table} TO {EXPORT}"


def apply(*, using: str = "default", **_: Any) -> None:
    """Grant anew. Receiver of post_migrate, so rights never lag behind the tables."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[RUNTIME, EXPORT]])
        for statement in statements({row[0] for row in cursor.fetchall()}):
            cursor.execute(statement)
