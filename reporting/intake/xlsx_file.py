"""Activity files as workbooks: read by a child process with limits, checked against the template they claim to be."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from reporting.intake.grid import Reading, read_grid
from reporting.intake.headers import META_SHEET, SHEET, SHEET_ZH, TEMPLATE_VERSION
from reporting.intake.problems import Problem, problem

CHILD = Path(__file__).with_name("xlsx_child.py")
SECONDS = 15


class Answer(msgspec.Struct):
    """What the child says: rows as tuples of text, or a refusal."""

    sheet: str = ""
    rows: list[tuple[str, ...]] = []
    meta: dict[str, str] = {}
    formulas: list[str] = []
    refused: str = ""
    params: dict[str, str] = {}


_DECODER = msgspec.msgpack.Decoder(Answer)


def read_xlsx(data: bytes, *, facility_code: str = "", year: int | None = None) -> Reading:
    """The rows of a workbook, or what is wrong with it; ``facility_code`` and ``year`` are compared with its _meta."""
    answer = _ask_child(data)
    if answer.refused:
        return Reading(None, [problem(answer.refused, "", None, **answer.params)])
    found = _compare(answer.meta, facility_code, year)
    found += [_formula(name) for name in answer.formulas]
    reading = read_grid(answer.rows)
    return Reading(None, found, reading.grid, reading.lines) if found else reading


def _ask_child(data: bytes) -> Answer:
    command = [sys.executable, "-E", str(CHILD), SHEET, SHEET_ZH]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return _too_complex(f"it takes longer than {SECONDS} s to read")
    if done.returncode:
        return _too_complex("the reader stopped at its limits")
    return _DECODER.decode(done.stdout)


def _too_complex(reason: str) -> Answer:
    return Answer(refused="workbook_too_complex", params={"reason": reason})


def _compare(meta: Mapping[str, str], facility_code: str, year: int | None) -> list[Problem]:
    """What a workbook made by the platform says of itself must fit; one made by hand has no _meta."""
    expected = {
        "template_version": TEMPLATE_VERSION,
        "template_facility": facility_code,
        "template_year": "" if year is None else str(year),
    }
    names = {"template_version": "template_version", "template_facility": "facility_code", "template_year": "year"}
    return [
        problem(code, META_SHEET, None, found=meta[names[code]][:40], expected=wanted)
        for code, wanted in expected.items()
        if wanted and meta.get(names[code], wanted) != wanted
    ]


def _formula(name: str) -> Problem:
    row = int("".join(character for character in name if character.isdigit()))
    return problem("cell_formula", name, row)
