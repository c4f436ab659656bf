"""What changed between two versions, cell by cell and line by line, however many rows they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from reporting.calculation.declared import plain
from reporting.models import ReportVersion

_DECLARED = """
    WITH older AS (
        SELECT stream.code, record.* FROM reporting_activityrecord AS record
        JOIN reporting_sourcestream AS stream ON stream.id = record.stream_id WHERE record.version_id = %s
    ), newer AS (
        SELECT stream.code, record.* FROM reporting_activityrecord AS record
        JOIN reporting_sourcestream AS stream ON stream.id = record.stream_id WHERE record.version_id = %s
    )
    SELECT coalesce(newer.code, older.code) AS code, coalesce(newer.parameter, older.parameter),
           coalesce(newer.month, older.month),
           older.quantity::text, older.unit, older.data_source, older.evidence_ref, older.remark,
           coalesce(older.uncertainty_percent::text, ''), coalesce(older.basis, ''), coalesce(older.component, ''),
           newer.quantity::text, newer.unit, newer.data_source, newer.evidence_ref, newer.remark,
           coalesce(newer.uncertainty_percent::text, ''), coalesce(newer.basis, ''), coalesce(newer.component, '')
    FROM older FULL JOIN newer ON newer.code = older.code AND newer.parameter = older.parameter
         AND coalesce(newer.month, 0) = coalesce(older.month, 0)
    WHERE (older.quantity, older.unit, older.data_source, older.evidence_ref, older.remark,
           older.uncertainty_percent, older.basis, older.component)
          IS DISTINCT FROM (newer.quantity, newer.unit, newer.data_source, newer.evidence_ref, newer.remark,
                            newer.uncertainty_percent, newer.basis, newer.component)
    ORDER BY 1, 2, 3 NULLS FIRST
"""
_LINES = """
    SELECT coalesce(newer.stream_code, older.stream_code), coalesce(newer.month, older.month),
           older.co2e_t::text, newer.co2e_t::text,
           (coalesce(newer.co2e_t, 0) - coalesce(older.co2e_t, 0))::text
    FROM (SELECT * FROM reporting_emissionline WHERE version_id = %s) AS older
    FULL JOIN (SELECT * FROM reporting_emissionline WHERE version_id = %s) AS newer
         ON newer.stream_code = older.stream_code AND coalesce(newer.month, 0) = coalesce(older.month, 0)
    WHERE older.co2e_t IS DISTINCT FROM newer.co2e_t
    ORDER BY 1, 2 NULLS FIRST
"""
_CERTIFICATES = """
    WITH held AS (
        SELECT version_id, stream_code, certificate_id, SUM(volume_mwh) AS mwh,
               string_agg(retirement_reference, ', ' ORDER BY retirement_reference) AS records
        FROM reporting_certificateallocation WHERE version_id IN (%s, %s) GROUP BY 1, 2, 3
    ), sides AS (
        SELECT coalesce(newer.stream_code, older.stream_code) AS code,
               coalesce(newer.certificate_id, older.certificate_id) AS certificate,
               older.mwh AS before, newer.mwh AS after, older.records AS cited, newer.records AS cites
        FROM (SELECT * FROM held WHERE version_id = %s) AS older
        FULL JOIN (SELECT * FROM held WHERE version_id = %s) AS newer USING (stream_code, certificate_id)
    )
    SELECT sides.code, paper.number, sides.before::text, sides.after::text,
           coalesce(sides.cited, ''), coalesce(sides.cites, '')
    FROM sides JOIN reporting_energycertificate AS paper ON paper.id = sides.certificate
    WHERE (sides.before, sides.cited) IS DISTINCT FROM (sides.after, sides.cites)
    ORDER BY 1, 2
"""
FIELDS = ("quantity", "unit", "data_source", "evidence_ref", "remark", "uncertainty_percent", "basis", "component")
WIDTH = len(FIELDS)


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs. ``before`` and ``after`` are None where the row is not there; ``changed`` names fields."""

    stream_code: str
    parameter: str
    month: int | None
    before: dict[str, str] | None
    after: dict[str, str] | None

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that differ."""
        before, after = self.before or {}, self.after or {}
        return tuple(name for name in FIELDS if before.get(name) != after.get(name))


@dataclass(frozen=True, slots=True)
class LineChange:
    """One emission line that differs, t CO2e as text; a side is None where there is no such line."""

    stream_code: str
    month: int | None
    before_co2e_t: str | None
    after_co2e_t: str | None
    difference_co2e_t: str


@dataclass(frozen=True, slots=True)
class CertificateChange:
    """Electricity a certificate covers in one stream, MWh as text, and its cancellation records; None: not used."""

    stream_code: str
    certificate: str
    before_mwh: str | None
    after_mwh: str | None
    before_reference: str
    after_reference: str


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two versions."""

    declared: list[Change]
    certificates: list[CertificateChange]
    lines: list[LineChange]


def differences(older: ReportVersion, newer: ReportVersion) -> Differences:
    """Compare two versions of reports by stream code, parameter and month, and what certificates cover: three queries."""
    with connection.cursor() as cursor:
        cursor.execute(_DECLARED, [older.pk, newer.pk])
        declared = [_change(row) for row in cursor.fetchall()]
        cursor.execute(_CERTIFICATES, [older.pk, newer.pk] * 2)
        certificates = [CertificateChange(*row) for row in cursor.fetchall()]
        cursor.execute(_LINES, [older.pk, newer.pk])
        lines = [LineChange(*row) for row in cursor.fetchall()]
    return Differences(declared, certificates, lines)


def _change(row: Sequence[Any]) -> Change:
    return Change(row[0], row[1], row[2], _side(row[3 : 3 + WIDTH]), _side(row[3 + WIDTH :]))


def _side(values: Sequence[Any]) -> dict[str, str] | None:
    if values[0] is None:
        return None
    return dict(zip(FIELDS, (plain(values[0]), *values[1:]), strict=True))
