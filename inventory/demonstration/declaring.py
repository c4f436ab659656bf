"""Enterprises declare: by REST from their systems, by an uploaded file, or typed into the form."""

import csv
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from inventory.demonstration import typed
from inventory.demonstration.doors import Door, DoorClosed
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
WAITS = 600
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


def declare(door: Door, chapter: Chapter, signer: Callable[[], Door]) -> Declared:
    """Open the report, enter the rows by the chapter's channel, sign and submit."""
    if chapter.channel == "typed":
        return declare_typed(door, chapter, signer())
    declared = open_report(door, chapter)
    send_rows(declared, chapter.rows)
    submit(declared)
    return declared


def declare_typed(reporter: Door, chapter: Chapter, signer: Door) -> Declared:
    """By hand on the pages, with the session of a person."""
    report = typed.open_report(reporter, chapter)
    typed.type_rows(reporter, report, chapter.rows, LABEL)
    typed.explain_warnings(reporter, report, EXPLANATION)
    typed.sign(signer, report)
    return Declared(chapter, reporter, report)


def open_report(door: Door, chapter: Chapter) -> Declared:
    """Open the report of the facility for the year."""
    body = {"facility_code": chapter.facility.code, "compliance_year": chapter.year}
    return Declared(chapter, door, report=door.call("POST", "/reports", body)["id"])


def send_rows(declared: Declared, rows: Sequence[demo_city.ActivityRow]) -> None:
    """Enter the rows: by REST, or as the file a person uploads."""
    channel = declared.chapter.channel
    if channel in {"csv", "xlsx"}:
        content = csv_file(rows) if channel == "csv" else xlsx_file(rows)
        upload(declared, f"activity-{declared.chapter.year}.{channel}", content)
        return
    records = [{name: value for name, value in record_of(row).items() if name != "facility_code"} for row in rows]
    declared.door.call("PUT", f"/reports/{declared.report}/activity-records", {"rows": records})


def upload(declared: Declared, name: str, content: bytes) -> None:
    """Upload a file and wait until the workers have read it."""
    answer = declared.door.post_file(f"/api/v1/reports/{declared.report}/imports", "file", name, content)
    address = answer.headers["Location"].removeprefix("/api/v1")
    for _ in range(WAITS):
        found = declared.door.call("GET", address)
        if found["state"] == "accepted":
            return
        if found["state"] == "rejected":
            raise DoorClosed(f"{name} of {declared.chapter.facility.code} was rejected: {found['problems'][:3]}")
        time.sleep(0.2)
    raise DoorClosed(f"{name} of {declared.chapter.facility.code} was not read in time.")


def submit(declared: Declared) -> None:
    """Sign and submit; warnings get their explanation first, as the responsible person would give it."""
    results = declared.door.call("GET", f"/reports/{declared.report}/check-results")["results"]
    for result in results:
        if result["severity"] == "warning" and not result["explanation"]:
            address = f"/reports/{declared.report}/check-results/{result['id']}/explanation"
            declared.door.call("PUT", address, {"explanation": EXPLANATION})
    declared.door.call("POST", f"/reports/{declared.report}/submit", {"acknowledgement": True})


def refresh(declared: Declared) -> str:
    """Read version and digits again; returns the state."""
    version = declared.door.call("GET", f"/reports/{declared.report}")["version"]
    declared.version, declared.result_hash = version["id"], version["result_hash"]
    return str(version["state"])


def correct(declared: Declared, reason: str) -> None:
    """Open a corrected version and submit it again."""
    declared.door.call("POST", f"/reports/{declared.report}/corrections", {"reason": reason})
    send_rows(declared, declared.chapter.rows)
    submit(declared)
