"""Read a workbook in a process of its own, with limits on memory and time; reads stdin, answers msgpack on stdout.

Run as a script: it imports nothing of the platform, so it starts fast and a crash of the parser (catalogue B33,
B34) kills only this process. Before parsing, the zip is inspected: entries, names, declared and real sizes.
"""

import io
import re
import resource
import sys
import zipfile
from typing import Any

import msgspec

MEMORY = 512 * 2**20
CPU_SECONDS = 10
MAX_ENTRIES = 200
MAX_INFLATED = 50 * 2**20
MAX_RATIO = 100
SMALL = 2**20
MAX_SHEET_ROWS = 100_200
CHUNK = 2**18
_FAR_COLUMN = re.compile(rb'<c [^>]{0,80}?r="[A-Z]{3}[0-9]')
_LAST_ROW = re.compile(rb'<row [^>]{0,200}?r="([0-9]{1,9})"')
_FORMULA = re.compile(rb"<c ([^>]*)>((?:(?!</c>).)*?<f.*?)</c>", re.DOTALL)
_CELL_NAME = re.compile(rb'r="([A-Z]{1,3}[0-9]{1,7})"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet [^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


class Refused(Exception):
    """The workbook is not read; code and parameters of the message."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.answer = {"refused": code, "params": {name: str(value) for name, value in params.items()}}


def inspect(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that is not a plain workbook of reasonable size."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Refused("workbook_too_complex", reason="entries", count=len(entries), limit=MAX_ENTRIES)
    for entry in entries:
        _inspect_entry(entry)
    if sum(entry.file_size for entry in entries) > MAX_INFLATED:
        raise Refused("workbook_too_complex", reason="inflated", limit=MAX_INFLATED >> 20)
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise Refused("file_type", found="zip")


def _inspect_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
        raise Refused("workbook_damaged", reason="outside")
    if entry.external_attr >> 28 == 0xA:
        raise Refused("workbook_damaged", reason="link")
    if entry.flag_bits & 1:
        raise Refused("workbook_encrypted")
    if name.lower().endswith("vbaproject.bin"):
        raise Refused("workbook_macros")
    if name.lower().endswith((".zip", ".7z", ".rar", ".exe")):
        raise Refused("workbook_damaged", reason="nested")
    if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise Refused("workbook_too_complex", reason="ratio", limit=MAX_RATIO)


def inflated(archive: zipfile.ZipFile, name: str, budget: int) -> bytes:
    """The real content of an entry, read no further than the budget."""
    parts: list[bytes] = []
    size = 0
    with archive.open(name) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > budget:
                raise Refused("workbook_too_complex", reason="inflated", limit=MAX_INFLATED >> 20)
            parts.append(chunk)
    return b"".join(parts)


def sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Entry of each worksheet by its name."""
    links = inflated(archive, "xl/_rels/workbook.xml.rels", MAX_INFLATED)
    targets = {}
    for link in re.finditer(rb"<Relationship [^>]*>", links):
        found = dict(_ATTRIBUTE.findall(link[0]))
        targets[found.get(b"Id", b"")] = found.get(b"Target", b"").decode().lstrip("/")
    paths = {}
    for sheet in _SHEET.finditer(inflated(archive, "xl/workbook.xml", MAX_INFLATED)):
        found = dict(_ATTRIBUTE.findall(sheet[0]))
        target = targets.get(found.get(b"r:id", b""), "")
        paths[_unescaped(found.get(b"name", b""))] = target if target.startswith("xl/") else f"xl/{target}"
    return paths


def _unescaped(name: bytes) -> str:
    text = name.decode("utf-8", "replace")
    for mark, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(mark, character)
    return text


def look_ahead(xml: bytes) -> list[str]:
    """Refuse a sheet with far cells; name the cells that hold a formula without a stored value."""
    if _FAR_COLUMN.search(xml):
        raise Refused("workbook_too_complex", reason="columns")
    tail = _LAST_ROW.findall(xml[max(0, xml.rfind(b"<row ")) :][:400])
    if tail and int(tail[-1]) > MAX_SHEET_ROWS:
        raise Refused("too_many_rows", count=int(tail[-1]), limit=100_000)
    if b"<f" not in xml:
        return []
    cells = []
    for cell in _FORMULA.finditer(xml):
        value = re.search(rb"<v>[^<]", cell[2])
        name = _CELL_NAME.search(cell[1])
        if value is None and name is not None:
            cells.append(name[1].decode())
    return cells


def as_text(value: Any) -> str:
    """A cell as text: numbers by their shortest exact form, dates as they are written in ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def read(data: bytes, wanted: list[str]) -> dict[str, Any]:
    """All rows of the first wanted sheet (or the only visible one), the _meta pairs, formulas without value."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    inspect(archive)
    paths = sheet_paths(archive)
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    visible = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    name = next((name for name in wanted if name in book.sheet_names), visible[0] if len(visible) == 1 else None)
    if name is None:
        raise Refused("workbook_sheet", expected=wanted[0], found=", ".join(book.sheet_names)[:200])
    formulas = look_ahead(inflated(archive, paths[name], MAX_INFLATED)) if name in paths else []
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    meta = []
    if "_meta" in book.sheet_names:
        look_ahead(inflated(archive, paths["_meta"], MAX_INFLATED))
        meta = book.get_sheet_by_name("_meta").to_python(skip_empty_area=False)[:50]
    return {
        "sheet": name,
        "rows": [[cell if type(cell) is str else as_text(cell) for cell in row] for row in rows],
        "meta": {as_text(row[0]): as_text(row[1]) for row in meta if len(row) > 1},
        "formulas": formulas,
    }


def limit() -> None:
    """Bound this process before it touches the file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read stdin, answer on stdout; any failure that is not a crash is an answer."""
    limit()
    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1:])
    except Refused as refusal:
        answer = refusal.answer
    except MemoryError:
        answer = Refused("workbook_too_complex", reason="memory").answer
    except zipfile.BadZipFile:
        answer = Refused("workbook_damaged", reason="zip").answer
    except Exception as error:
        answer = Refused("workbook_damaged", reason="fault", fault=str(error)[:200] or type(error).__name__).answer
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    main()
