"""Short ways to the doors of intake for tests: one plan, rows as JSON, csv or xlsx, the problems found."""

import io
import json
from typing import Any

import xlsxwriter

from reporting.intake.check_rows import check_rows
from reporting.intake.files import read_file
from reporting.intake.json_rows import JsonReading, read_json
from reporting.intake.problems import Problem
from reporting.intake.rules import PlanRules, StreamRule

RULES = PlanRules(
    "FAC-1",
    (
        StreamRule(1, "coal", "cn.combustion.ncv_cc_of", "activity", "t", ("net_calorific_value", "oxidation_factor")),
        StreamRule(
            2, "power", "scope2.electricity.purchased", "activity", "MWh", names=("外购电力", "Purchased power")
        ),
    ),
)
HEADER = [
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
Found = list[tuple[int | None, str, str]]


def row(**fields: Any) -> dict[str, Any]:
    return {"source_stream": "coal", "month": 1, "quantity": "12.5", "unit": "t", **fields}


def places(problems: list[Problem]) -> Found:
    return [(problem.row, problem.column, problem.code) for problem in problems]


def from_json(*rows: Any, body: Any = None) -> Found:
    """Problems of rows sent as JSON (or of a whole body given as text or bytes)."""
    data = json.dumps({"rows": list(rows)}) if body is None else body
    reading: JsonReading = read_json(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    if reading.columns is None:
        return places(reading.problems)
    return places(check_rows(reading.columns, RULES).problems)


def from_file(data: bytes) -> Found:
    """Problems of a file."""
    reading = read_file(data, facility_code="FAC-1", year=2020).reading
    if reading.table is None:
        return places(reading.problems)
    return places(check_rows(reading.table.columns, RULES, numbers=reading.table.numbers).problems)


def quantities(data: bytes) -> list[str]:
    """The quantities read from a good file."""
    table = read_file(data, facility_code="FAC-1", year=2020).reading.table
    assert table is not None
    checked = check_rows(table.columns, RULES, numbers=table.numbers)
    assert checked.columns is not None, places(checked.problems)
    return list(checked.columns.quantities)


def csv_text(*lines: str, head: str = "source_stream,month,quantity,unit") -> str:
    return "\n".join([head, *lines]) + "\n"


def workbook(
    *rows: list[Any], sheet: str = "activity", header: list[str] | None = None, **sheets: list[list[Any]]
) -> bytes:
    """A workbook with one sheet of rows; a cell ``=...`` is a formula, ``None`` stays empty."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        for name, content in {sheet: [header or HEADER, *rows], **sheets}.items():
            page = book.add_worksheet(name)
            for number, cells in enumerate(content):
                page.write_row(number, 0, cells)
    return out.getvalue()
