"""Doors of reports: open, list, read, submit, recall, correct."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.etag import conditional
from mrv.core.api.idempotency import idempotent
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem, not_found
from mrv.core.models import Facility, Job
from reporting.api import forms
from reporting.api.base import Permissions, ReportView
from reporting.api.records import (
    REPORT_COLUMNS,
    VERSION_COLUMNS,
    full_report,
    newest_versions,
    report_record,
    report_with_newest,
    version_record,
    version_row,
)
from reporting.models import CheckResult, EmissionsReport, ReportVersion
from reporting.services.open_correction import open_correction
from reporting.services.open_report import open_report
from reporting.services.recall_version import recall_version
from reporting.services.submit_version import ChecksFailed, NotAcknowledged, submit_version

LIST_PARAMETERS = [
    OpenApiParameter("compliance_year", int),
    OpenApiParameter("facility", str, description="Facility code"),
    OpenApiParameter("state", str, description="State of any version of the report"),
    OpenApiParameter("after", str),
    OpenApiParameter("page_size", int),
]


class ReportList(ReportView):
    """Reports in scope."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "POST": "report:edit"}

    @extend_schema(operation_id="reports_list", parameters=LIST_PARAMETERS, responses=dict)
    def get(self, request: Request) -> Response | HttpResponse:
        """One page, newest report last; each with its newest version."""
        visible = EmissionsReport.objects.visible_to(self.actor).filter(**_filters(request))
        rows, headers = keyset(request, visible.values(*REPORT_COLUMNS), fields=("id",))
        versions = newest_versions([row["id"] for row in rows], ReportVersion.objects.visible_to(self.actor))
        results = [report_record(row, versions.get(row["id"])) for row in rows]
        return conditional(request, {"results": results}, headers=headers)

    @extend_schema(operation_id="reports_open", request=forms.OpenForm, responses={201: dict})
    @idempotent
    def post(self, request: Request) -> Response:
        """Open the report of a facility for a year; the draft is pinned to plan, factor sets and GWP set."""
        sent = self.sent(forms.OpenForm)
        facility = Facility.objects.visible_to(self.actor).filter(code=sent["facility_code"]).first()
        if facility is None:
            errors = [
                {"pointer": "/facility_code", "code": "unknown", "detail": _("No facility of yours has this code.")}
            ]
            raise Problem(422, "invalid", _("The data is not valid."), errors=errors)
        version = open_report(facility=facility, compliance_year=sent["compliance_year"], by=self.actor)
        address = f"/api/v1/reports/{version.report.public_id}"
        return Response(full_report(version.report, version), status=201, headers={"Location": address})


def _filters(request: Request) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    year = request.query_params.get("compliance_year", "")
    if year:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise Problem(400, "bad_filter", _("compliance_year must be a year such as 2017."))
        wanted["compliance_year"] = int(year)
    for name, column in (("facility", "facility__code"), ("state", "versions__state")):
        if text := request.query_params.get(name, "").replace("\x00", ""):
            wanted[column] = text
    return wanted


class ReportDetail(ReportView):
    """One report."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="reports_read", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """The report with its newest visible version."""
        visible = EmissionsReport.objects.visible_to(self.actor).filter(public_id=public_id)
        record = report_with_newest(visible, self.actor)
        if record is None:
            raise not_found()
        return conditional(request, record)


class VersionList(ReportView):
    """Versions of a report."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="versions_list", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """All versions this actor may see, newest first."""
        versions = ReportVersion.objects.visible_to(self.actor).filter(report=self.report(public_id))
        rows = versions.order_by("-number").values(*VERSION_COLUMNS)
        return conditional(request, {"results": [version_record(row) for row in rows]})


class Submit(ReportView):
    """Sign and submit the draft."""

    permissions: ClassVar[Permissions] = {"POST": "report:submit"}

    @extend_schema(operation_id="reports_submit", request=forms.SubmitForm, responses={202: dict})
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """202 with the job that computes the report; 422 with the checks that stand in the way."""
        version, sent = self.version(public_id), self.sent(forms.SubmitForm)
        try:
            moved = submit_version(version=version, by=self.actor, acknowledgement=sent["acknowledgement"])
        except NotAcknowledged as refusal:
            errors = [{"pointer": "/acknowledgement", "code": "not_acknowledged", "detail": str(refusal)}]
            raise Problem(422, "invalid", _("The data is not valid."), errors=errors) from refusal
        except ChecksFailed as refusal:
            raise checks_problem(refusal) from refusal
        return Response({"version": version_record(version_row(moved)), "job": job_address(moved)}, status=202)


def job_address(version: ReportVersion) -> str | None:
    """Where the progress of the calculation can be read."""
    job = Job.objects.filter(key=f"reporting:calculate:{version.pk}").first()
    return f"/api/v1/jobs/{job.public_id}" if job else None


def checks_problem(refusal: ChecksFailed) -> Problem:
    """The checks as placed errors."""
    errors = [check_error(result) for result in refusal.results]
    return Problem(422, "checks_failed", _("Checks stand in the way."), str(refusal), errors=errors)


def check_error(result: CheckResult) -> dict[str, Any]:
    """One check result as an error; the sentence is stored in both languages."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    detail = result.parameters.get(language, result.code)
    return {"pointer": result.pointer or "/", "code": result.code, "severity": result.severity, "detail": detail}


class Recall(ReportView):
    """Take a submitted report back before its review starts."""

    permissions: ClassVar[Permissions] = {"POST": "report:recall"}

    @extend_schema(operation_id="reports_recall", request=forms.ReasonForm, responses={201: dict})
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """201 with the new draft."""
        draft = recall_version(version=self.version(public_id), by=self.actor, **self.sent(forms.ReasonForm))
        return Response(version_record(version_row(draft)), status=201)


class Correct(ReportView):
    """Open a corrected version."""

    permissions: ClassVar[Permissions] = {"POST": "report:correct"}

    @extend_schema(operation_id="reports_correct", request=forms.ReasonForm, responses={201: dict})
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """201 with the new draft, a copy of the rows of the version it follows."""
        draft = open_correction(version=self.version(public_id), by=self.actor, **self.sent(forms.ReasonForm))
        return Response(version_record(version_row(draft)), status=201)
