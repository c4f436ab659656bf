"""Record the area sources of a table: every row or none; a dry run computes everything and stores nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from inventory.area.computing import Tell
from inventory.area.table import read_drafts
from inventory.models import AreaSource
from inventory.services.record_area_sources import AreaSourcesRefused, record_area_sources
from mrv.core.actor import Actor
from mrv.core.models import District, Fuel, Sector
from mrv.core.table_files.problems import FileProblem
from mrv.core.table_files.read import TableFile


@dataclass
class AreaImport:
    """What an import did or would do. ``fresh`` are the new versions, unsaved after a dry run."""

    row_count: int = 0
    fresh: list[AreaSource] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    is_stored: bool = False

    @property
    def added(self) -> list[AreaSource]:
        """Sources that were not there."""
        return [source for source in self.fresh if source.number == 1]

    @property
    def changed(self) -> list[AreaSource]:
        """New versions of sources that were there."""
        return [source for source in self.fresh if source.number > 1]

    @property
    def unchanged(self) -> int:
        """Rows that say what is recorded already."""
        return 0 if self.problems else self.row_count - len(self.fresh)


def import_area_sources(
    *,
    jurisdiction: District,
    file: TableFile,
    by: Actor,
    at: datetime | None = None,
    dry_run: bool = False,
    tell: Tell | None = None,
) -> AreaImport:
    """Check and compute the rows and, unless something is wrong or it is a dry run, record them.

    ``tell`` hears how many rows of how many are computed.
    """
    by.require("inventory:compile")
    read = read_drafts(file.rows, known=_codes(jurisdiction))
    outcome = AreaImport(row_count=len(file.rows), problems=[*file.problems, *read.problems])
    is_dry = dry_run or bool(outcome.problems)
    try:
        outcome.fresh = record_area_sources(
            jurisdiction=jurisdiction, drafts=read.drafts, by=by, at=at, dry_run=is_dry, tell=tell
        )
    except AreaSourcesRefused as refusal:
        outcome.problems += [read.placed(found) for found in refusal.problems]
    outcome.problems.sort(key=lambda found: found.row or 0)
    outcome.is_stored = not is_dry and not outcome.problems
    return outcome


def _codes(jurisdiction: District) -> dict[str, set[str]]:
    """The codes a row may name."""
    known = {
        "fuel": Fuel.objects.all(),
        "sector": Sector.objects.filter(system="inventory"),
        "district": District.objects.filter(parent=jurisdiction),
    }
    return {column: set(rows.values_list("code", flat=True)) for column, rows in known.items()}
