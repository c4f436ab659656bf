"""The one door for files: size, kind by content (never by name), then the reader of that kind."""

from dataclasses import dataclass

from reporting.intake.csv_file import read_csv
from reporting.intake.grid import Reading
from reporting.intake.problems import problem
from reporting.intake.xlsx_file import read_xlsx

MAX_BYTES = 20 * 2**20
_SIGNATURES = {
    b"%PDF": "pdf",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"\x1f\x8b": "gzip",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


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
    refusal = _foreign(data)
    if refusal:
        return FileReading("", Reading(None, [problem(*refusal[:1], found=refusal[1])]))
    return FileReading("csv", read_csv(data))


def _foreign(data: bytes) -> tuple[str, str] | None:
    if data.startswith(_OLE):
        return ("workbook_encrypted", "") if _ENCRYPTED in data else ("file_type", "old .xls")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return "file_type", kind
    head = data[:200].lstrip().lower()
    return ("file_type", "html") if head.startswith((b"<!doctype", b"<html", b"<?xml")) else None
