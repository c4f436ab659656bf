"""P1, P2, P15: reading and validating declared rows, from a csv file, from JSON and from a workbook."""

import io
import json
from functools import partial

import orjson
import xlsxwriter
from django.db import connection
from python_calamine import CalamineWorkbook

from bench.city import cast, declared, draft_with_streams
from bench.database import undone
from bench.harness import Comparison, Turns, at_least, compare, measure
from reporting.intake.check_rows import check_rows
from reporting.intake.files import read_file
from reporting.intake.json_rows import read_json
from reporting.intake.xlsx_file import read_xlsx
from reporting.models import ReportVersion, SourceStream
from reporting.services.plan_rules import plan_rules
from reporting.services.replace_activity import replace_activity

ROWS, JSON_ROWS, WORKBOOK_ROWS = 100_000, 10_000, 50_000
HEADER = "source_stream,month,quantity,unit,data_source,evidence_ref"
COPY = """
    COPY reporting_activityrecord
        (version_id, stream_id, month, parameter, quantity, unit, data_source, evidence_ref, remark, row_number)
    FROM STDIN (FORMAT csv)
"""


@measure(
    "P1",
    what="Read, validate and store 100,000 rows of a csv file",
    against="COPY of the same rows, as csv, into the same table with its constraints",
    goal=at_least(0.60),
)
def ingest() -> Comparison:
    version = draft_with_streams(-(-ROWS // 12), 2011)
    rows = declared(ROWS)
    file = "\n".join([HEADER, *(f"{s},{m},{q},t,meter,M-{m}" for s, m, q in rows)]).encode()
    ids = dict(SourceStream.objects.filter(plan=version.plan).values_list("code", "pk"))
    lines = (f'{version.pk},{ids[s]},{m},activity,{q},t,meter,M-{m},"",{n}' for n, (s, m, q) in enumerate(rows, 1))
    plain = "\n".join(lines).encode()
    found = compare(partial(_read, version, file), partial(_copy, plain), Turns(seconds=0.3))
    return found.noted(f"{ROWS / found.ours_seconds:,.0f} rows/s")


def _read(version: ReportVersion, file: bytes) -> None:
    with undone():
        table = read_file(file).reading.table
        assert table is not None
        problems = replace_activity(
            version=version, rows=table.columns, by=cast().actor("reporter"), numbers=table.numbers
        )
        assert not problems, problems[:3]


def _copy(lines: bytes) -> None:
    with undone(), connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.write(lines)


@measure(
    "P2",
    what="Decode and validate 10,000 JSON rows against the monitoring plan",
    against="orjson.loads of the same bytes, nothing validated",
    goal=at_least(0.35),
)
def json_rows() -> Comparison:
    rules = plan_rules(draft_with_streams(-(-JSON_ROWS // 12), 2012))
    rows = [
        {"source_stream": s, "month": m, "quantity": q, "unit": "t", "data_source": "meter"}
        for s, m, q in declared(JSON_ROWS)
    ]
    body = json.dumps({"rows": rows}, separators=(",", ":")).encode()

    def ours() -> None:
        columns = read_json(body).columns
        assert columns is not None
        assert check_rows(columns, rules).columns is not None

    found = compare(ours, lambda: orjson.loads(body))
    return found.noted(f"{JSON_ROWS / found.ours_seconds:,.0f} rows/s")


@measure(
    "P15",
    what="Read 50,000 rows of a workbook in a child process with limits, and validate them",
    against="bare calamine on the same bytes in this process, nothing validated",
    goal=at_least(0.50),
)
def workbook() -> Comparison:
    rules = plan_rules(draft_with_streams(-(-WORKBOOK_ROWS // 12), 2014))
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("activity")
        sheet.write_row(0, 0, HEADER.split(","))
        for number, (stream, month, quantity) in enumerate(declared(WORKBOOK_ROWS), 1):
            sheet.write_row(number, 0, [stream, month, quantity, "t", "meter", f"M-{month}"])
    data = content.getvalue()

    def ours() -> None:
        table = read_xlsx(data).table
        assert table is not None
        assert check_rows(table.columns, rules, numbers=table.numbers).columns is not None

    def reference() -> None:
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()

    found = compare(ours, reference)
    return found.noted(f"{WORKBOOK_ROWS / found.ours_seconds:,.0f} rows/s")
