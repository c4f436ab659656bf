"""Load the shipped facts: districts, sectors, fuels, GWP sets, factor sets. May be run again at any time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mrv.core.services.reference.load_districts import load_districts
from mrv.core.services.reference.load_factor_set import load_factor_set
from mrv.core.services.reference.load_fuels import load_fuels
from mrv.core.services.reference.load_gwp_sets import GwpSetDiffersError, load_gwp_sets
from mrv.core.services.reference.load_sectors import load_sectors
from mrv.core.services.reference.system_principal import LOADER, RELEASE_CHECK, system_principal
from mrv.reference import load_factor_sets
from mrv.reference.tables import FixtureError


class Command(BaseCommand):
    """``manage.py load_reference``."""

    help = "Load the shipped districts, sectors, fuels, GWP sets and factor sets; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything, one line of progress per step."""
        try:
            self._load()
        except (FixtureError, GwpSetDiffersError) as problem:
            raise CommandError(str(problem)) from problem

    def _load(self) -> None:
        at = timezone.now()
        loader, release_check = system_principal(LOADER), system_principal(RELEASE_CHECK)
        for name, load in (
            ("districts", load_districts),
            ("sectors", load_sectors),
            ("fuels", load_fuels),
            ("GWP sets", load_gwp_sets),
        ):
            self.stdout.write(f"{name}: {load(by=loader, at=at)} new")
        facts = load_factor_sets()
        for number, fact in enumerate(facts, 1):
            loaded = load_factor_set(fact, proposer=loader, releaser=release_check, at=at)
            outcome = f"{len(fact.factors)} factors released" if loaded else "unchanged"
            self.stdout.write(f"factor sets {number}/{len(facts)}: {fact.code} {outcome}")
