"""``manage.py second_step off USERNAME --reason TEXT``: for somebody whose phone and recovery codes are lost."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mrv.core.actor import system_actor
from mrv.core.models import Person
from mrv.core.services.drop_second_step import drop_second_step


class Command(BaseCommand):
    """Take the second step of sign-in off one account."""

    help = "Take the second step of sign-in off an account. Make sure first, outside the platform, who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and why."""
        parser.add_argument("act", choices=["off"])
        parser.add_argument("username")
        parser.add_argument("--reason", required=True, help="how the person was recognized; kept in the ledger")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line."""
        name, reason = options["username"], options["reason"].strip()
        person = Person.objects.filter(username=name, is_system=False).first()
        if person is None:
            raise CommandError(f"There is no person {name}. Give the name used to sign in.", returncode=2)
        if not reason:
            raise CommandError("Write in --reason how the person was recognized.", returncode=2)
        if not drop_second_step(person=person, by=system_actor("operator"), reason=reason):
            raise CommandError(f"{name} has no second step; the password alone signs in.", returncode=1)
        self.stdout.write(f"The second step of {name} is off and its sessions are closed. A new device can be set up.")
