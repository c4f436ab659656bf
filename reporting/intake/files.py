"""The one door for files: size, kind by content (never by name), then the reader of that kind."""

from dataclasses import dataclass

from mrv.core.table_files.kinds import ENCRYPTED, foreign_kind
from reporting.intake.csv_file import read_csv
from reporting.intake.grid import Reading
from reporting.intake.problems import problem
from reporting.intake.xlsx_file import read_xlsx

MAX_BYTES = 20 * 2**20


@dataclass(frozen=True, slots=True)
class FileReading:
    """What was read and of which kind the file is (csv or xlsx)."""

    kind: str
    reading: Reading


def read_file(data: bytes, *, facility_code: str = "", year: int | None = None) -> FileReading:
    """Read an activity file."""
    if not data:
        return FileReading("", Reading(None, [problem("file_empty")]))
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 2**20:.1f}"
        return FileReading("", Reading(None, [problem("file_too_large", size=size, limit=MAX_BYTES >> 20)]))
    if data.startswith(b"PK"):
        return FileReading("xlsx", read_xlsx(data, facility_code=facility_code, year=year))
    kind = foreign_kind(data)
    if kind == ENCRYPTED:
        return FileReading("", Reading(None, [problem("workbook_encrypted")]))
    if kind:
        return FileReading("", Reading(None, [problem("file_type", found=kind)]))
    return FileReading("csv", read_csv(data))
