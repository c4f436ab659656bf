"""P4: computing a version from its stored rows to stored lines with lineage, against one statement without any."""

from functools import partial

from django.db import connection, transaction

from bench.city import declared, draft_with_streams
from bench.database import undone
from bench.harness import Comparison, at_least, compare, measure
from mrv.core.actor import system_actor
from reporting.models import CalculationRun, ReportVersion, SourceStream
from reporting.services.calculate_version import calculate_version
from reporting.services.move_version import move_version

STREAMS = 3000
BY = system_actor("bench")
ACTIVITY = """
    COPY reporting_activityrecord
        (version_id, stream_id, month, parameter, quantity, unit, data_source, evidence_ref, remark, row_number)
    FROM STDIN
"""
PLAIN = """
    INSERT INTO reporting_emissionline (version_id, run_id, line_number, stream_id, stream_code, month, scope, fuel,
        activity_quantity, activity_unit, method, method_version, method_fingerprint, rounding, engine_build, inputs,
        gwp_values, gwp_set_code, gwp_ch4, gwp_n2o, co2_t, biogenic_co2_t, ch4_t, n2o_t, fgas_co2e_t, species, co2e_t)
    SELECT record.version_id, 0, record.row_number, record.stream_id, stream.code, record.month, stream.scope,
        stream.fuel, record.quantity, record.unit, stream.method, '1', '', 'half_up_6', '', '{}', '{}', 'AR5', 28, 265,
        tonnes, 0, 0, 0, 0, '{}', tonnes
    FROM reporting_activityrecord record
    JOIN reporting_sourcestream stream ON stream.id = record.stream_id
    JOIN core_emissionfactor heat ON heat.fuel = stream.fuel AND heat.parameter = 'net_calorific_value'
    JOIN core_emissionfactor carbon ON carbon.fuel = stream.fuel AND carbon.parameter = 'carbon_content'
    JOIN core_emissionfactor oxidized ON oxidized.fuel = stream.fuel AND oxidized.parameter = 'oxidation_factor'
    CROSS JOIN LATERAL (SELECT round(
        record.quantity * heat.value * carbon.value / 1000 * oxidized.value / 100 * 44 / 12, 6)) AS line (tonnes)
    WHERE record.version_id = %s
"""


@measure(
    "P4",
    what="Compute a stored version of 36,000 rows: read, calculate, store lines with all inputs and sources",
    against="one INSERT..SELECT of the same formula in numeric, without inputs, sources or checks",
    goal=at_least(0.60),
)
def calculation() -> Comparison:
    version = submitted()
    with transaction.atomic():
        _ours(version.pk)
        total = CalculationRun.objects.get(version=version).total_co2e_t
        transaction.set_rollback(True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLAIN, [version.pk])
        cursor.execute("SELECT sum(co2e_t) FROM reporting_emissionline WHERE version_id = %s", [version.pk])
        assert cursor.fetchone()[0] == total
        transaction.set_rollback(True)
    found = compare(partial(_undone, _ours, version.pk), partial(_undone, _plain, version.pk))
    return found.noted(f"{12 * STREAMS / found.ours_seconds:,.0f} lines/s, total equal to the last digit")


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


def _undone(deed: object, version_id: int) -> None:
    with undone():
        deed(version_id)  # type: ignore[operator]


def _ours(version_id: int) -> None:
    outcome = calculate_version(version_id=version_id, by=BY)
    assert outcome["outcome"] == "computed", outcome


def _plain(version_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [version_id])
