#!/usr/bin/env python
"""Command-line door of the platform."""

import os
import secrets
import sys

# These change the schema, so they run as the role that owns it.
OWNER_COMMANDS = {"migrate", "flush", "sqlflush", "pgtrigger"}
# These work without a server; `calculate` and `inventory` start one only when they need the database.
OFFLINE_COMMANDS = {
    "calculate",
    "check",
    "collectstatic",
    "compilemessages",
    "examples",
    "help",
    "inventory",
    "makemessages",
    "makemigrations",
    "spectacular",
}
# Tools that answer no request and sign nothing need no secret: each run makes one up.
KEYLESS_COMMANDS = OFFLINE_COMMANDS - {"check"} | {"factors", "ledger", "recalculate", "recompute"}


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrv.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in OWNER_COMMANDS:
        os.environ.setdefault("MRV_DATABASE_ROLE", "app_owner")
    if command in KEYLESS_COMMANDS:
        os.environ["SECRET_KEY"] = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(64)
    if command not in OFFLINE_COMMANDS:
        from mrv.embedded import ensure_services

        ensure_services()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
