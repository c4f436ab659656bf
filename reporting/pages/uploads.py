"""Uploaded activity files: the list, and what was found in one of them, row by row."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mrv.portal.components import Cell, Column, Fact, Row, Table
from reporting.intake.headers import TITLES
from reporting.intake.problems import Problem
from reporting.models import ImportedFile
from reporting.pages.reasons import reason

SHOWN = 200
LOOKS = {"received": "in_progress", "accepted": "complete", "rejected": "check_failed"}


def upload_table(files: Sequence[ImportedFile]) -> Table:
    """Files of the report, newest first."""
    columns = [
        Column(_("File"), is_wide=True),
        Column(_("State"), "state"),
        Column(_("Rows"), "number"),
        Column(_("Problems"), "number"),
        Column(_("Uploaded"), "datetime"),
    ]
    rows = [
        Row(
            [
                Cell(one.original_name, href=reverse("reporting:import", args=[one.public_id])),
                LOOKS[one.state],
                one.row_count,
                len(one.problems),
                Cell(timezone.localtime(one.uploaded_at), hint=str(one.uploaded_by or "")),
            ]
        )
        for one in files
    ]
    return Table(_("Files uploaded so far"), columns, rows)


def import_facts(imported: ImportedFile) -> list[Fact]:
    """The file as it was kept."""
    return [
        Fact(_("State"), LOOKS[imported.state], "state"),
        Fact(_("Rows"), imported.row_count, "number"),
        Fact(_("Size, kB"), -(-imported.size_bytes // 1024), "number"),
        Fact(_("SHA-256"), imported.sha256, "code"),
        Fact(_("Uploaded"), imported.uploaded_at, "datetime", hint=str(imported.uploaded_by or "")),
    ]


def problem_table(imported: ImportedFile) -> Table:
    """What is wrong, by row and column, in the language of the reader."""
    language = get_language() or "en"
    columns = [Column(_("Row")), Column(_("Column")), Column(_("What is wrong and what to do"), is_wide=True)]
    problems = [Problem.from_dict(values) for values in imported.problems[:SHOWN]]
    rows = [
        Row([str(one.row) if one.row else _("Whole file"), column_title(one.column, language), reason(one)])
        for one in problems
    ]
    return Table(_("Problems found"), columns, rows)


def column_title(column: str, language: str) -> str:
    """The heading of a column of the template."""
    title = TITLES.get(column)
    return column if title is None else str(title[1] if language.startswith("zh") else title[0])
