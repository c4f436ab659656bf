"""P4: computing a version from its stored rows to stored lines with lineage, against one statement.

The reference does in one statement what can be done in one: it multiplies declared quantities by looked-up factors in
numeric, rounds, and inserts rows of the same width into the same table with its constraints and triggers; methods,
sources and texts it copies from one finished line. What a plain statement without any lineage takes is noted beside.
"""

import json
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

from django.db import connection, transaction

from bench.city import declared, draft_with_streams
from bench.database import undone
from bench.harness import Comparison, at_least, compare, measure
from mrv.core.actor import system_actor
from reporting.calculation.records import COLUMNS
from reporting.calculation.storing import BESIDE
from reporting.models import CalculationRun, EmissionLine, ReportVersion, SourceStream
from reporting.services.calculate_version import calculate_version
from reporting.services.move_version import move_version

STREAMS = 3000
BY = system_actor("bench")
ALL_COLUMNS = (*COLUMNS, *BESIDE)
ACTIVITY = """
    COPY reporting_activityrecord
        (version_id, stream_id, month, parameter, quantity, unit, data_source, evidence_ref, remark, row_number)
    FROM STDIN
"""
FORMULA = """
    FROM reporting_activityrecord record
    JOIN reporting_sourcestream stream ON stream.id = record.stream_id
    JOIN core_emissionfactor heat ON heat.fuel = stream.fuel AND heat.parameter = 'net_calorific_value'
    JOIN core_emissionfactor carbon ON carbon.fuel = stream.fuel AND carbon.parameter = 'carbon_content'
    JOIN core_emissionfactor oxidized ON oxidized.fuel = stream.fuel AND oxidized.parameter = 'oxidation_factor'
    CROSS JOIN LATERAL (SELECT round(
        record.quantity * heat.value * carbon.value / 1000 * oxidized.value / 100 * 44 / 12, 6)) AS line (tonnes)
"""
INPUT = """jsonb_set(sample.inputs, '{activity}', jsonb_build_object('origin', 'declared', 'row',
    record.row_number::text, 'source', record.data_source || '; ' || record.evidence_ref, 'unit', record.unit,
    'value', record.quantity::text))"""
OWN = {
    "line_number": "row_number() OVER (ORDER BY stream.code, record.month)",
    "stream_id": "record.stream_id",
    "stream_code": "stream.code",
    "month": "record.month",
    "activity_quantity": "record.quantity",
    "inputs": INPUT,
    "co2_t": "line.tonnes",
    "co2e_t": "line.tonnes",
}
PLAIN = f"""
    INSERT INTO reporting_emissionline (version_id, run_id, line_number, stream_id, stream_code, month, scope, fuel,
        activity_quantity, activity_unit, method, method_version, method_fingerprint, rounding, engine_build, inputs,
        gwp_values, gwp_set_code, gwp_ch4, gwp_n2o, co2_t, biogenic_co2_t, ch4_t, n2o_t, fgas_co2e_t, species, co2e_t)
    SELECT record.version_id, 0, record.row_number, record.stream_id, stream.code, record.month, stream.scope,
        stream.fuel, record.quantity, record.unit, stream.method, '1', '', 'half_up_6', '', '{{}}', '{{}}', 'AR5', 28, 265,
        tonnes, 0, 0, 0, 0, '{{}}', tonnes
    {FORMULA}
    WHERE record.version_id = %s
"""


@measure(
    "P4",
    what="Compute a stored version of 36,000 rows: read, check, calculate, store lines with inputs and sources",
    against="one INSERT..SELECT of the same formula in numeric into rows of the same width",
    goal=at_least(0.60),
)
def calculation() -> Comparison:
    version = submitted()
    keep_sample(version)
    for statement in (same_width(), PLAIN):
        assert total_by(statement, version) == total_by_engine(version)
    found = compare(partial(_undone, _ours, version.pk), partial(_undone, _run(same_width()), version.pk))
    without = median(_seconds(partial(_undone, _run(PLAIN), version.pk)) for _ in range(5)) / found.ours_seconds
    return found.noted(
        f"{12 * STREAMS / found.ours_seconds:,.0f} lines/s, total equal to the last digit; "
        f"{without:.2f}x against lines without inputs and sources"
    )


def keep_sample(version: ReportVersion) -> None:
    """One finished line for the reference to copy texts from."""
    with undone():
        _ours(version.pk)
        sample = EmissionLine.objects.filter(version=version).values_list(*ALL_COLUMNS)[0]
    columns = ", ".join(ALL_COLUMNS)
    values = [json.dumps(value) if isinstance(value, dict) else value for value in sample]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE bench_sample AS SELECT {columns} FROM reporting_emissionline LIMIT 0")
        cursor.execute(f"INSERT INTO bench_sample ({columns}) VALUES ({', '.join(['%s'] * len(values))})", values)


def same_width() -> str:
    """The statement whose rows are as wide as ours."""
    chosen = ", ".join(OWN.get(name, f"sample.{name}") for name in ALL_COLUMNS)
    return f"""
        INSERT INTO reporting_emissionline ({", ".join(ALL_COLUMNS)})
        SELECT {chosen} {FORMULA} CROSS JOIN bench_sample AS sample WHERE record.version_id = %s
    """


def total_by(statement: str, version: ReportVersion) -> object:
    """The sum the statement stores."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [version.pk])
        cursor.execute("SELECT sum(co2e_t) FROM reporting_emissionline WHERE version_id = %s", [version.pk])
        total = cursor.fetchone()[0]
        transaction.set_rollback(True)
    return total


def total_by_engine(version: ReportVersion) -> object:
    """The sum of record."""
    with transaction.atomic():
        _ours(version.pk)
        total = CalculationRun.objects.get(version=version).total_co2e_t
        transaction.set_rollback(True)
    return total


def submitted() -> ReportVersion:
    """A submitted version with twelve rows per stream."""
    version = draft_with_streams(STREAMS, 2013)
    ids = dict(SourceStream.objects.filter(plan=version.plan).values_list("code", "pk"))
    with connection.cursor() as cursor, cursor.copy(ACTIVITY) as copy:
        for number, (stream, month, tonnes) in enumerate(declared(12 * STREAMS), 1):
            copy.write_row(
                (version.pk, ids[stream], month, "activity", tonnes, "t", "meter", f"M-{month}", "", number)
            )
    return move_version("submit", version=version, by=BY)


def _undone(deed: Callable[[int], None], version_id: int) -> None:
    with undone():
        deed(version_id)


def _ours(version_id: int) -> None:
    outcome = calculate_version(version_id=version_id, by=BY)
    assert outcome["outcome"] == "computed", outcome


def _run(statement: str) -> Callable[[int], None]:
    def run(version_id: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [version_id])

    return run


def _seconds(side: Callable[[], object]) -> float:
    started = perf_counter()
    side()
    return perf_counter() - started
