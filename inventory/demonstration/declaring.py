"""Enterprises declare: by REST from their systems, by an uploaded file, or typed into the form."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from inventory.demonstration.doors import Door
from inventory.demonstration.story import Chapter
from mrv.reference import demo_city

HEADERS = [
    "facility_code",
    "source_stream",
    "month",
    "parameter",
    "quantity",
    "unit",
    "data_source",
    "evidence_ref",
    "remark",
]
LABEL = "implied activity (published CO2 / CEADS-SH factors), synthetic split"
EXPLANATION = "The quantity is implied from published emissions and split synthetically; it is not metered."


@dataclass
class Declared:
    """A report on its way: the door of its enterprise and where it stands."""

    chapter: Chapter
    door: Door
    report: str
    version: str = ""
    result_hash: str = ""


def record_of(row: demo_city.ActivityRow) -> dict[str, Any]:
    """One row of the activity template."""
    return {
        "facility_code": row.facility,
        "source_stream": row.stream,
        "month": row.month,
        "parameter": "activity",
        "quantity": format(row.quantity, "f"),
        "unit": row.unit,
        "data_source": "synthetic" if row.scope == 2 else LABEL,
        "evidence_ref": "",
        "remark": "",
    }


def csv_file(rows: Sequence[demo_city.ActivityRow]) -> bytes:
    """The activity template as csv, as a spreadsheet program saves it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=HEADERS)
    writer.writeheader()
    writer.writerows(record_of(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(rows: Sequence[demo_city.ActivityRow]) -> bytes:
    """The activity template as a workbook with text quantities, so that no digit is lost."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("activity")
        sheet.write_row(0, 0, HEADERS)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, list(record_of(row).values()))
    return content.getvalue()
