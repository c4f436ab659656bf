"""The evidence of a report: every file with its digest and how many rows refer to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.portal.components import Cell, Column, Row, Table
from reporting.models import Evidence


def evidence_table(
    files: Sequence[Evidence], cited: Mapping[str, int], *, since: datetime | None = None, can_remove: bool = False
) -> Table:
    """One row per file; those added after the last submission can be taken away by who may."""
    columns = [
        Column(_("Reference"), is_wide=True),
        Column(_("Size, kB"), "number"),
        Column(_("SHA-256"), "code"),
        Column(_("Rows that refer to it"), "number"),
        Column(_("Added"), "datetime"),
    ]
    if can_remove:
        columns.append(Column(_("Remove")))
    rows = [
        Row(
            [
                Cell(
                    one.reference,
                    href=reverse("reporting:evidence_file", args=[one.public_id]),
                    hint=one.original_name,
                ),
                -(-one.size_bytes // 1024),
                one.sha256[:16],
                cited.get(one.reference, 0),
                Cell(timezone.localtime(one.uploaded_at), hint=str(one.uploaded_by or "")),
                *([_removal(one, since)] if can_remove else []),
            ],
            key=str(one.pk),
        )
        for one in files
    ]
    empty = _("Upload invoices, meter readings and laboratory reports, and refer to them in the activity data.")
    return Table(_("Evidence files"), columns, rows, empty_title=_("No file yet"), empty_text=empty)


def _removal(one: Evidence, since: datetime | None) -> Cell:
    if since is not None and one.uploaded_at <= since:
        return Cell(_("submitted with it"))
    return Cell(_("Take away"), href=reverse("reporting:remove_evidence", args=[one.public_id]))


def missing_references(cited: Mapping[str, int], files: Sequence[Evidence]) -> list[str]:
    """References in activity data to which no file was added."""
    held = {one.reference for one in files}
    return sorted(reference for reference in cited if reference not in held)
