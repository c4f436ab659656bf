"""``manage.py ledger seal | verify [--head FILE] | head``: exit status 1 when the audit chain is not whole."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mrv.core.services.ledger import seal_ledger, verify_ledger
from mrv.core.services.ledger_head import export_head, faults_against
from mrv.core.services.signing import SignatureInvalid


class Command(BaseCommand):
    """Seal or verify the audit ledger, or sign its head."""

    help = (
        "seal: chain what was recorded since the last seal. verify: recompute every digest, root and seal, and with "
        "--head compare with a head that was signed before. head: print the signed head, to be kept elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One word: what to do."""
        parser.add_argument("act", choices=["seal", "verify", "head"])
        parser.add_argument("--head", type=Path, help="file with the output of an earlier `ledger head`")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line; list the faults on standard error."""
        if options["act"] == "seal":
            sealed = seal_ledger()
            self.stdout.write(f"{sealed.event_count} events sealed." if sealed else "Nothing new to seal.")
        elif options["act"] == "head":
            self.stdout.write(export_head() or "")
        else:
            self._verify(options["head"])

    def _verify(self, head: Path | None) -> None:
        report = verify_ledger()
        faults = [*report.faults, *(self._against(head) if head is not None else [])]
        for fault in faults:
            self.stderr.write(fault)
        self.stdout.write(
            f"{report.events} events, {report.sealed} sealed in {report.seals} seals, head {report.head[:16]}."
        )
        if faults:
            raise CommandError(f"The ledger is not whole: {len(faults)} faults.", returncode=1)

    def _against(self, head: Path) -> list[str]:
        try:
            return faults_against(head.read_text())
        except OSError as error:
            raise CommandError(f"{head} cannot be read: {error.strerror}.", returncode=2) from error
        except (SignatureInvalid, UnicodeDecodeError) as error:
            raise CommandError(f"{head} holds no head signed by this platform: {error}", returncode=2) from error
