"""``manage.py ledger verify``: recompute the audit chain; exit status 1 when it is not whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mrv.core.services.ledger import seal_ledger, verify_ledger


class Command(BaseCommand):
    """Seal or verify the audit ledger."""

    help = "seal: chain what was recorded since the last seal. verify: recompute every digest, root and seal."

    def add_arguments(self, parser: CommandParser) -> None:
        """One word: what to do."""
        parser.add_argument("act", choices=["seal", "verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line; list the faults on standard error."""
        if options["act"] == "seal":
            sealed = seal_ledger()
            self.stdout.write(f"{sealed.event_count} events sealed." if sealed else "Nothing new to seal.")
            return
        report = verify_ledger()
        for fault in report.faults:
            self.stderr.write(fault)
        self.stdout.write(
            f"{report.events} events, {report.sealed} sealed in {report.seals} seals, head {report.head[:16]}."
        )
        if report.faults:
            raise CommandError(f"The ledger is not whole: {len(report.faults)} faults.", returncode=1)
