"""The references of P8 and P9: the same answer from values() and JsonResponse - no sign-in, no scope, no paging."""

import uuid
from typing import Any

from django.http import HttpRequest, JsonResponse

from reporting.api.records import REPORT_COLUMNS, VERSION_COLUMNS
from reporting.models import EmissionsReport, ReportVersion

PAGE = 100


def raw_list(request: HttpRequest) -> JsonResponse:
    """The first hundred reports with their newest version."""
    rows = list(EmissionsReport.objects.order_by("id").values(*REPORT_COLUMNS)[:PAGE])
    versions = ReportVersion.objects.filter(report_id__in=[row["id"] for row in rows]).order_by("report_id", "number")
    newest = {row["report_id"]: row for row in versions.values("report_id", *VERSION_COLUMNS)}
    return JsonResponse({"results": [record(row, newest[row["id"]]) for row in rows]})


def raw_detail(request: HttpRequest, public_id: uuid.UUID) -> JsonResponse:
    """One report with its newest version."""
    row = EmissionsReport.objects.values(*REPORT_COLUMNS).get(public_id=public_id)
    versions = ReportVersion.objects.filter(report_id=row["id"]).order_by("-number")
    return JsonResponse(record(row, versions.values(*VERSION_COLUMNS)[0]))


def record(row: dict[str, Any], version: dict[str, Any]) -> dict[str, Any]:
    """The same keys as the platform's own record."""
    return {
        "id": row["public_id"],
        "facility_code": row["facility__code"],
        "facility_name_zh": row["facility__name_zh"],
        "facility_name_en": row["facility__name_en"],
        "compliance_year": row["compliance_year"],
        "kind": row["kind"],
        "due_date": row["due_date"],
        "verification_body": row["verification_body__code"],
        "created_at": row["created_at"],
        "version": {
            **{name: version[name] for name in VERSION_COLUMNS if "__" not in name and name != "public_id"},
            "id": version["public_id"],
            "supersedes": version["supersedes__number"],
        },
    }
