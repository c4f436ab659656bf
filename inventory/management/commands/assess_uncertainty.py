"""`manage.py assess_uncertainty`: fill in the uncertainty of reports that were computed before it was kept.

Nothing computed changes: a version whose result does not come out again byte for byte is named and stays unknown.
Area sources are known anew when they are recorded again; those that are not are counted.
"""

from typing import Any

from django.core.management.base import BaseCommand

from inventory.models import AreaSource
from inventory.services.fill_uncertainty import fill_uncertainty
from mrv.core.actor import system_actor

LEFT = 1


class Command(BaseCommand):
    """Assess, post again, say what is left."""

    help = "Fill in the uncertainty of reports computed before it was kept; exit status 1 if some cannot be."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line per version, then the sum."""
        versions = lines = refused = 0
        for one in fill_uncertainty(by=system_actor("inventory")):
            if one.refusal:
                refused += 1
                self.stderr.write(one.refusal)
                continue
            versions, lines = versions + 1, lines + one.lines
            posted = "posted again" if one.is_posted else "not in the inventory"
            self.stdout.write(f"version {one.version_id}: {one.lines} lines assessed, {posted}")
        sources = AreaSource.objects.filter(uncertainty_profile="").exclude(basis="notation").count()
        self.stdout.write(f"{lines} lines of {versions} versions assessed, {refused} versions cannot be.")
        if sources:
            self.stdout.write(f"{sources} area sources have none; record them again to know it.")
        if refused:
            raise SystemExit(LEFT)
