"""P1, P2, P15: validated intake of rows, against COPY, orjson and bare calamine.

P1 reads, checks and stores a csv of 100,000 rows with its error report; the reference is COPY of the same rows as
csv into the same table with all its constraints and triggers. Run by itself: python -m bench.ingest
"""

import io
import json
import os
import random
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrv.settings")
os.environ.setdefault("DEBUG", "1")
django.setup()

import orjson  # noqa: E402 - after Django is set up
import xlsxwriter  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from bench.pairs import Measured, compare  # noqa: E402
from bench.reporting_world import MONTHS, draft_with_streams  # noqa: E402
from mrv.core.actor import system_actor  # noqa: E402
from reporting.intake.check_rows import check_rows  # noqa: E402
from reporting.intake.csv_file import read_csv  # noqa: E402
from reporting.intake.json_rows import read_json  # noqa: E402
from reporting.intake.rules import PlanRules, StreamRule  # noqa: E402
from reporting.intake.xlsx_file import read_xlsx  # noqa: E402
from reporting.models import ReportVersion  # noqa: E402
from reporting.services.replace_activity import replace_activity  # noqa: E402

HEADER = ["source_stream", "month", "quantity", "unit", "data_source", "evidence_ref"]
COPY = """COPY reporting_activityrecord (version_id, stream_id, month, parameter, quantity, unit, data_source,
          evidence_ref, remark, row_number) FROM STDIN WITH (FORMAT csv)"""


def declared(rows: int) -> list[list[str]]:
    """Rows with few distinct units and sources, as they come."""
    draw = random.Random(2017)
    return [
        [f"stream-{n // MONTHS:05d}", str(n % MONTHS + 1), f"{draw.randrange(10**6)}.{draw.randrange(1000):03d}", "t",
         "invoice", f"INV-{n}"]
        for n in range(rows)
    ]  # fmt: skip


def as_csv(rows: list[list[str]]) -> bytes:
    """The rows as the template."""
    return ("\n".join(",".join(row) for row in [HEADER, *rows]) + "\n").encode()


def ingest(rows: int) -> Measured:
    """P1."""
    given = declared(rows)
    data = as_csv(given)
    with draft_with_streams(rows // MONTHS + 1) as version:
        ids = dict(version.plan.streams.values_list("code", "pk"))
        plain = "".join(
            f'{version.pk},{ids[s]},{m},activity,{q},{u},{d},{e},"",{n}\n'
            for n, (s, m, q, u, d, e) in enumerate(given)
        ).encode()

        def reference() -> None:
            with transaction.atomic(), connection.cursor() as cursor, cursor.copy(COPY) as copy:
                copy.write(plain)
                undo()

        def ours() -> None:
            with transaction.atomic():
                store(version, data)
                undo()

        return compare(f"P1 validated ingest of {rows} rows", ours, reference, goal=0.60)


def undo() -> None:
    """Leave the table as it was."""
    transaction.set_rollback(True)


def store(version: ReportVersion, data: bytes) -> None:
    """One file, from bytes to rows of the database."""
    table = read_csv(data).table
    assert table is not None
    problems = replace_activity(version=version, rows=table.columns, by=system_actor("bench"), numbers=table.numbers)
    assert not problems, problems[0].text.en


def rules(streams: int) -> PlanRules:
    """A plan of diesel streams, without a database."""
    return PlanRules(
        "BENCH",
        tuple(
            StreamRule(n + 1, f"stream-{n:05d}", "cn.combustion.ncv_cc_of", "activity", "t") for n in range(streams)
        ),
    )


def json_rows(rows: int) -> Measured:
    """P2."""
    body = json.dumps({"rows": [dict(zip(HEADER, row, strict=True)) for row in declared(rows)]}).encode()
    plan = rules(rows // MONTHS + 1)

    def ours() -> None:
        columns = read_json(body).columns
        assert columns is not None
        assert check_rows(columns, plan).columns is not None

    return compare(f"P2 validating {rows} JSON rows", ours, lambda: orjson.loads(body), goal=0.35)


def workbook(rows: int) -> Measured:
    """P15."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("activity")
        for number, row in enumerate([HEADER, *declared(rows)]):
            sheet.write_row(number, 0, [float(cell) if number and i in (1, 2) else cell for i, cell in enumerate(row)])
    data, plan = out.getvalue(), rules(rows // MONTHS + 1)

    def ours() -> None:
        table = read_xlsx(data).table
        assert table is not None
        assert check_rows(table.columns, plan, numbers=table.numbers).columns is not None

    def reference() -> None:
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()

    return compare(f"P15 safe xlsx intake of {rows} rows", ours, reference, goal=0.5)


def measure(rows: int = 100_000) -> list[Measured]:
    """All of this module."""
    return [ingest(rows), json_rows(rows // 10), workbook(rows // 2)]


if __name__ == "__main__":
    for found in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(found)
