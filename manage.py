#!/usr/bin/env python
"""Command-line door of the platform."""

import os
import sys

OWNER_COMMANDS = {"migrate", "flush"}
OFFLINE_COMMANDS = {"help", "check", "makemigrations", "collectstatic", "compilemessages", "examples", "spectacular"}


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrv.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in OWNER_COMMANDS:
        os.environ.setdefault("MRV_DATABASE_ROLE", "app_owner")
    if command not in OFFLINE_COMMANDS:
        from mrv.embedded import ensure_services

        ensure_services()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
