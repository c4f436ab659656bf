"""Plain records of reporting: what the doors answer. Decimals become strings when rendered."""

from collections.abc import Iterable
from typing import Any

from mrv.core.actor import Actor
from reporting.models import ActivityRecord, EmissionsReport, LineAssessment, ReportVersion
from reporting.models.report import EmissionsReportQuerySet

VERSION_COLUMNS = (
    "public_id", "number", "state", "reason", "purpose", "gwp_set_code", "draft_revision", "content_hash",
    "result_hash", "total_co2e_t", "submitted_at", "submitted_by_label", "created_at", "supersedes__number",
)  # fmt: skip
JOINED_COLUMNS = tuple(f"version__{name}" for name in VERSION_COLUMNS)
REPORT_COLUMNS = (
    "id", "public_id", "compliance_year", "kind", "due_date", "created_at", "facility__code", "facility__name_zh",
    "facility__name_en", "verification_body__code",
)  # fmt: skip
LINE_COLUMNS = (
    "id", "public_id", "line_number", "stream_code", "month", "scope", "fuel", "activity_quantity", "activity_unit",
    "method", "method_version", "rounding", "gwp_set_code", "co2_t", "biogenic_co2_t", "ch4_t", "n2o_t", "fgas_co2e_t",
    "co2e_t", "uncertainty_percent", "uncertainty_profile",
)  # fmt: skip
RECORD_COLUMNS = (
    "month", "parameter", "quantity", "unit", "data_source", "evidence_ref", "remark", "uncertainty_percent",
    "basis", "component", "row_number", "stream_id",
)  # fmt: skip


def report_record(row: dict[str, Any], version: dict[str, Any] | None) -> dict[str, Any]:
    """A report with its newest visible version."""
    return {
        "id": str(row["public_id"]),
        "facility_code": row["facility__code"],
        "facility_name_zh": row["facility__name_zh"],
        "facility_name_en": row["facility__name_en"],
        "compliance_year": row["compliance_year"],
        "kind": row["kind"],
        "due_date": row["due_date"],
        "verification_body": row["verification_body__code"],
        "created_at": row["created_at"],
        "version": version_record(version) if version else None,
    }


def version_record(row: dict[str, Any]) -> dict[str, Any]:
    """A version: ``supersedes`` is the number of the version it follows."""
    plain = {name: row[name] for name in VERSION_COLUMNS}
    plain["id"] = str(plain.pop("public_id"))
    plain["supersedes"] = plain.pop("supersedes__number")
    plain["submitted_by"] = plain.pop("submitted_by_label")
    plain["gwp_set"] = plain.pop("gwp_set_code")
    return plain


def line_record(row: dict[str, Any], later: LineAssessment | None = None) -> dict[str, Any]:
    """An emission line with the uncertainty assessed later, if any; the explanation has an address of its own."""
    plain = {name: row[name] for name in LINE_COLUMNS if name != "id"}
    if later is not None:
        plain |= {"uncertainty_percent": later.percent, "uncertainty_profile": later.profile}
    plain["id"] = str(plain.pop("public_id"))
    return plain


def version_row(version: ReportVersion) -> dict[str, Any]:
    """The columns of one version, read afresh."""
    return ReportVersion.objects.values(*VERSION_COLUMNS).get(pk=version.pk)


def full_report(report: EmissionsReport, version: ReportVersion | None) -> dict[str, Any]:
    """One report, read afresh."""
    row = EmissionsReport.objects.values(*REPORT_COLUMNS).get(pk=report.pk)
    return report_record(row, version_row(version) if version else None)


def activity_record(row: dict[str, Any], codes: dict[int, str]) -> dict[str, Any]:
    """A declared row; ``codes`` names the streams by id."""
    plain = {name: row[name] for name in RECORD_COLUMNS if name != "stream_id"}
    return {"source_stream": codes.get(row["stream_id"], ""), **plain}


def stream_codes(version: ReportVersion) -> dict[int, str]:
    """Codes of the streams of the version's plan."""
    return dict(version.plan.streams.values_list("pk", "code"))


def report_with_newest(reports: EmissionsReportQuerySet, actor: Actor) -> dict[str, Any] | None:
    """The record of the one report among these, with its newest version this actor may see, in one query."""
    joined = reports.with_versions(actor)
    row = next(iter(joined.values(*REPORT_COLUMNS, *JOINED_COLUMNS)[:1]), None)
    if row is None:
        return None
    version = {name: row[f"version__{name}"] for name in VERSION_COLUMNS}
    return report_record(row, version if version["number"] else None)


def newest_versions(reports: Iterable[int], visible: Any) -> dict[int, dict[str, Any]]:
    """The newest visible version of each report, in one query."""
    rows = visible.filter(report_id__in=list(reports)).order_by("report_id", "-number").distinct("report_id")
    return {row["report_id"]: row for row in rows.values("report_id", *VERSION_COLUMNS)}


def declared(version: ReportVersion) -> Any:
    """The declared rows of a version as plain values."""
    return ActivityRecord.objects.filter(version=version).values("id", *RECORD_COLUMNS)
