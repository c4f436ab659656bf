"""Activity files as workbooks: read by a child process with limits, checked against the template they claim to be."""

from collections.abc import Mapping

from mrv.core.workbooks.read import read_workbook
from reporting.intake.grid import Reading, read_grid
from reporting.intake.headers import META_SHEET, SHEET, SHEET_ZH, TEMPLATE_VERSION
from reporting.intake.problems import Problem, problem


def read_xlsx(data: bytes, *, facility_code: str = "", year: int | None = None) -> Reading:
    """The rows of a workbook, or what is wrong with it; ``facility_code`` and ``year`` are compared with its _meta."""
    answer = read_workbook(data, SHEET, SHEET_ZH)
    if answer.refused:
        return Reading(None, [problem(answer.refused, "", None, **answer.words())])
    found = _compare(answer.meta, facility_code, year)
    found += [_formula(name) for name in answer.formulas]
    reading = read_grid(answer.rows)
    return Reading(None, found, reading.grid, reading.lines) if found else reading


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
