"""A report typed into the pages: opened, filled in line by line in the monthly grid, explained, signed.

The reporter types as the grid posts it, one line at a time with the version of the page; the responsible
person signs in with an account of their own.
"""

import json
from collections.abc import Iterable
from itertools import groupby

from inventory.demonstration.doors import Door, DoorClosed
from inventory.demonstration.forms import fill_in, form_with, forms_of
from inventory.demonstration.story import Chapter
from mrv.reference import demo_city

OPEN = "/reporting/open/"
Rows = Iterable[demo_city.ActivityRow]


def open_report(reporter: Door, chapter: Chapter) -> str:
    """Open the report with the form of the page; returns its identifier from the address."""
    form = form_with(reporter, OPEN, "compliance_year")
    answer = fill_in(reporter, form, facility=chapter.facility.code, compliance_year=str(chapter.year))
    return answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1]


def type_rows(reporter: Door, report: str, rows: Rows, label: str) -> None:
    """The amounts into the monthly grid, then the source of the data on the page of each stream."""
    path = f"/reporting/reports/{report}/months/"
    grid = form_with(reporter, path, "version")
    version = grid.fields["version"]
    by_stream = {code: list(own) for code, own in groupby(rows, key=lambda row: row.stream)}
    for code, own in by_stream.items():
        names = grid.row(code)
        typed = {names[(row.month or 1) - 1]: format(row.quantity, "f") for row in own}
        answer = reporter.post_form(path, {**typed, "version": version, "partial": "1"})
        version = str(_saved_version(answer.headers))
    for code in by_stream:
        sheet = form_with(reporter, f"/reporting/reports/{report}/streams/{code}/", "every.data_source")
        fill_in(reporter, sheet, every__data_source=label)


def _saved_version(headers: dict[str, str]) -> int:
    saved = json.loads(headers.get("HX-Trigger", "{}")).get("grid:saved")
    if saved is None:
        raise DoorClosed("The grid did not say that the line was saved.")
    return int(saved["version"])


def explain_warnings(reporter: Door, report: str, text: str) -> None:
    """Read the answers page, which runs the checks, and explain what is unusual."""
    path = f"/reporting/reports/{report}/checks/"
    for form in forms_of(reporter.page(path), path):
        open_fields = [name for name, value in form.fields.items() if name.startswith("why_") and not value]
        if open_fields:
            fill_in(reporter, form, **dict.fromkeys(open_fields, text))


def sign(signer: Door, report: str) -> None:
    """The responsible person reads the statement, confirms, and submits."""
    form = form_with(signer, f"/reporting/reports/{report}/submit/", "revision")
    answer = fill_in(signer, form, acknowledgement="on")
    if "/receipt/" not in answer.headers.get("Location", ""):
        raise DoorClosed(f"Report {report} was signed but there is no receipt.")
