"""Check or record a received table of area sources: every row or none, the same as for a small table at once."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from inventory.area.columns import AREA_SOURCES
from inventory.area.computing import Tell
from inventory.area.stored import as_json
from inventory.models import AreaUpload
from inventory.services.import_area_sources import AreaImport, import_area_sources
from mrv.core.actor import Actor
from mrv.core.table_files.read import TableFile, read_table
from reporting.intake.annotate import annotate


def work_on_area_file(
    *, upload: AreaUpload, dry_run: bool, by: Actor, tell: Tell | None = None, at: datetime | None = None
) -> AreaUpload:
    """Import the stored file and keep what came of it. Working twice on a recorded file changes nothing."""
    if upload.state == "recorded":
        return upload
    with upload.file.open("rb") as stored:
        file = read_table(stored.read(), AREA_SOURCES)
    outcome = import_area_sources(
        jurisdiction=upload.jurisdiction, file=file, by=by, at=at or timezone.now(), dry_run=dry_run, tell=tell
    )
    upload.state = "rejected" if outcome.problems else "recorded" if outcome.is_stored else "checked"
    # A worker that died after the record and before this line leaves the check's account of what was new.
    if outcome.fresh or outcome.problems or not upload.outcome:
        upload.outcome = as_json(outcome)
    if outcome.problems and file.kind:
        upload.annotated.save(f"{upload.public_id}.{file.kind}", ContentFile(annotated(file, outcome)), save=False)
    upload.save(update_fields=["state", "outcome", "annotated"])
    return upload


def annotated(file: TableFile, outcome: AreaImport) -> bytes:
    """The file with the reasons in a last column."""
    return annotate(file.kind, file.grid, outcome.problems, numbers=file.numbers, heading=file.header)
