"""What a version declares, row by row, keyed by stream, parameter and month."""

from dataclasses import dataclass

from reporting.calculation.declared import plain
from reporting.intake.rows import ActivityRow
from reporting.models import ActivityRecord, ReportVersion, SourceStream


@dataclass(frozen=True, order=True)
class RowKey:
    """The place of a declared quantity: month 0 stands for the whole year, so that keys sort."""

    stream: str
    parameter: str
    month: int


Rows = dict[RowKey, ActivityRow]


def declared_rows(version: ReportVersion) -> Rows:
    """All rows of a version in the order they were declared."""
    codes = dict(SourceStream.objects.filter(plan_id=version.plan_id).values_list("pk", "code"))
    rows: Rows = {}
    for record in ActivityRecord.objects.filter(version=version).order_by("row_number", "pk"):
        key = RowKey(codes[record.stream_id], record.parameter, record.month or 0)
        rows[key] = row_of(key, record)
    return rows


def row_of(key: RowKey, record: ActivityRecord) -> ActivityRow:
    """One stored record as a declared row."""
    return ActivityRow(
        source_stream=key.stream,
        parameter=key.parameter,
        month=key.month or None,
        quantity=plain(f"{record.quantity:f}"),
        unit=record.unit,
        data_source=record.data_source,
        evidence_ref=record.evidence_ref,
        remark=record.remark,
        uncertainty_percent=None if record.uncertainty_percent is None else plain(f"{record.uncertainty_percent:f}"),
        basis=record.basis or None,
        component=record.component or None,
    )
