"""Read a received file into its draft: all rows or none; a rejected file comes back with the reasons in it."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.workflow import IllegalTransition
from reporting.intake.annotate import annotate
from reporting.intake.check_rows import MAX_PROBLEMS
from reporting.intake.files import FileReading, read_file
from reporting.intake.problems import Problem, problem
from reporting.models import ImportedFile
from reporting.services.replace_activity import replace_activity


@transaction.atomic
def import_file(*, imported: ImportedFile, by: Actor, at: datetime | None = None) -> dict[str, Any]:
    """Read the file, replace the activity of its draft, keep the outcome on the file; what came of it."""
    if imported.state != "received":
        return {"outcome": "already done", "state": imported.state}
    at = at or timezone.now()
    report = imported.version.report
    with imported.file.open("rb") as stored:
        data = stored.read()
    outcome = read_file(data, facility_code=report.facility.code, year=report.compliance_year)
    problems = outcome.reading.problems or _store(imported, outcome, by, at)
    imported.row_count = len(outcome.reading.table.columns) if outcome.reading.table else 0
    imported.state = "rejected" if problems else "accepted"
    imported.problems = [problem.to_dict() for problem in problems[: MAX_PROBLEMS + 1]]
    if problems and outcome.reading.grid:
        copy = annotate(outcome.kind, outcome.reading.grid, problems, numbers=outcome.reading.lines)
        imported.annotated.save(f"{imported.public_id}.{outcome.kind}", ContentFile(copy), save=False)
    imported.save(update_fields=["row_count", "state", "problems", "annotated"])
    record(
        f"reporting:file:{'reject' if problems else 'accept'}", about=imported.version, by=by, at=at,
        organization_id=report.facility.enterprise_id,
        payload={"file": str(imported.public_id), "rows": imported.row_count, "problems": len(problems)},
    )  # fmt: skip
    return {"outcome": imported.state, "rows": imported.row_count, "problems": len(problems)}


def _store(imported: ImportedFile, outcome: FileReading, by: Actor, at: datetime) -> list[Problem]:
    table = outcome.reading.table
    if table is None:
        return []
    try:
        return replace_activity(
            version=imported.version, rows=table.columns, by=by, at=at, numbers=table.numbers,
            source={"file": str(imported.public_id), "sha256": imported.sha256},
        )  # fmt: skip
    except IllegalTransition:
        return [problem("not_a_draft")]
