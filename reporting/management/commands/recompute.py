"""Prove a stored emission line: recompute it from its own row and compare every digit."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from mrv.accounting.errors import AccountingError
from reporting.models import EmissionLine
from reporting.selectors import recompute_line


class Command(BaseCommand):
    """``manage.py recompute --line ID``: exit status 0 if identical, 1 if not."""

    help = "Recompute one emission line from its stored row and compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: the line."""
        parser.add_argument("--line", required=True, help="number or public identifier of the emission line")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print stored and recomputed amounts; fail when one digit differs."""
        line = _find(str(options["line"]))
        try:
            found = recompute_line(line)
        except AccountingError as error:
            raise CommandError(f"Line {line.pk} cannot be recomputed: {error}") from error
        for name, stored in found.stored.items():
            self.stdout.write(f"{name:>16}  stored {stored:f}  recomputed {found.recomputed[name]:f}")
        if not found.is_same_build:
            self.stdout.write(f"The engine build differs (stored {line.engine_build}).")
        if not found.is_identical:
            raise CommandError(f"Line {line.pk} differs from what its row computes to.")
        self.stdout.write(f"Line {line.pk}: identical to the last digit.")


def _find(text: str) -> EmissionLine:
    try:
        wanted = {"pk": int(text)} if text.isdigit() else {"public_id": UUID(text)}
        return EmissionLine.objects.get(**wanted)
    except (ValueError, EmissionLine.DoesNotExist):
        raise CommandError(f"There is no emission line {text}. Give its number or its public identifier.") from None
