"""``manage.py certificate_rule``: show the rules of green-power certificates, or set the one from a year on."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from mrv.core.actor import system_actor
from reporting.models import CertificateRule
from reporting.models.certificate import BOUNDARIES
from reporting.selectors.certificates import allocations_from
from reporting.services.set_certificate_rule import set_certificate_rule


class Command(BaseCommand):
    """Without options: the rules. With ``--from``: set one."""

    help = "Show or set which green-power certificates may serve the consumption of a year."

    def add_arguments(self, parser: CommandParser) -> None:
        """Options."""
        parser.add_argument("--from", dest="first_year", type=int, help="first compliance year of the rule")
        parser.add_argument("--boundary", choices=BOUNDARIES, default="nation", help="region both must share")
        parser.add_argument("--months-before", type=int, default=0, help="generation may begin so much earlier")
        parser.add_argument("--months-after", type=int, default=0, help="generation may end so much later")
        parser.add_argument("--source", default="", help="document that sets the rule")
        parser.add_argument("--note", default="", help="why it is set")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Set, then show."""
        if options["first_year"] is not None:
            names = ("first_year", "boundary", "source", "months_before", "months_after", "note")
            try:
                set_certificate_rule(**{name: options[name] for name in names}, by=system_actor("operator"))
            except ValidationError as error:
                raise CommandError(" ".join(error.messages), returncode=1) from error
            kept = allocations_from(options["first_year"]).count()
            self.stdout.write(f"{kept} allocations from that year on keep the rule they were judged by.")
        for rule in CertificateRule.objects.all():
            reach = f"generated up to {rule.months_before} months before and {rule.months_after} after"
            self.stdout.write(
                f"from {rule.first_year} (version {rule.version}): {rule.boundary}, {reach}; {rule.source}"
            )
        if not CertificateRule.objects.exists():
            self.stdout.write("No rule is set: generated in the nation within the compliance year.")
