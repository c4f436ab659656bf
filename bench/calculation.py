"""P4: computing a version with reading, storing and lineage, against one INSERT..SELECT of the same lines in numeric.

The reference does in one statement what can be done in one: it multiplies the declared quantity by constants, rounds,
and inserts rows of the same width, inputs as JSON included, into the same table with its constraints and triggers.
Run by itself: python -m bench.calculation
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrv.settings")
os.environ.setdefault("DEBUG", "1")
django.setup()

from django.db import connection, transaction  # noqa: E402 - after Django is set up
from django.utils import timezone  # noqa: E402

from bench.ingest import as_csv, declared, store, undo  # noqa: E402
from bench.pairs import Measured, compare  # noqa: E402
from bench.reporting_world import MONTHS, draft_with_streams  # noqa: E402
from reporting.calculation.build import engine_build  # noqa: E402
from reporting.calculation.lines import compute  # noqa: E402
from reporting.calculation.loading import load_library, load_streams  # noqa: E402
from reporting.calculation.records import COLUMNS  # noqa: E402
from reporting.calculation.storing import store_run  # noqa: E402
from reporting.models import EmissionLine, ReportVersion  # noqa: E402


def run_once(version: ReportVersion) -> None:
    """Read, compute and store, as the job does."""
    streams = load_streams(version)
    subjects = {stream.fuel for stream in streams}
    facility = version.report.facility
    library = load_library(version, subjects=subjects, facility=facility, year=version.report.compliance_year)
    computation = compute(streams, library)
    assert not computation.outcomes, computation.outcomes[0].text.en
    store_run(version, computation.lines, library, build=engine_build(), at=timezone.now())


def prepare(version: ReportVersion) -> str:
    """Keep one real line as a sample for the reference; the lines themselves go again."""
    columns = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE bench_sample AS SELECT {columns} FROM reporting_emissionline LIMIT 0")
        with transaction.atomic():
            run_once(version)
            sample = EmissionLine.objects.filter(version=version).values_list(*COLUMNS)[0]
            undo()
        values = [json.dumps(value) if isinstance(value, dict) else value for value in sample]
        cursor.execute(f"INSERT INTO bench_sample ({columns}) VALUES ({', '.join(['%s'] * len(COLUMNS))})", values)
    return reference_statement(version)


def reference_statement(version: ReportVersion) -> str:
    """One INSERT..SELECT with the columns of a real line; JSON and texts are taken from one."""
    taken = {
        "line_number": "row_number() OVER (ORDER BY stream.code, record.month)",
        "stream_id": "record.stream_id",
        "stream_code": "stream.code",
        "month": "record.month",
        "activity_quantity": "record.quantity",
        "inputs": "jsonb_set(sample.inputs, '{activity}', jsonb_build_object('origin', 'declared', 'row', "
        "record.row_number::text, 'source', record.data_source || '; ' || record.evidence_ref, 'unit', record.unit, "
        "'value', record.quantity::text))",
        "co2_t": "round(record.quantity * 42.652 * 20.2 * 0.98 * 44 / 12000, 6)",
        "co2e_t": "round(record.quantity * 42.652 * 20.2 * 0.98 * 44 / 12000, 6)",
    }
    chosen = ", ".join(taken.get(name, f"sample.{name}") for name in COLUMNS)
    return f"""
        INSERT INTO reporting_emissionline ({", ".join(COLUMNS)})
        SELECT {chosen} FROM reporting_activityrecord AS record
        JOIN reporting_sourcestream AS stream ON stream.id = record.stream_id
        CROSS JOIN bench_sample AS sample WHERE record.version_id = {version.pk}
    """


def calculation(rows: int) -> Measured:
    """P4."""
    with draft_with_streams(rows // MONTHS + 1) as version:
        store(version, as_csv(declared(rows)))
        statement = prepare(version)

        def reference() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                undo()

        def ours() -> None:
            with transaction.atomic():
                run_once(version)
                undo()

        return compare(f"P4 calculating and storing {rows} lines", ours, reference, goal=0.6)


def measure(rows: int = 50_000) -> list[Measured]:
    """All of this module."""
    return [calculation(rows)]


if __name__ == "__main__":
    for found in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000):
        print(found)
