"""Doors of activity data: replace and read the rows of a draft, upload a file, fetch the template."""

import uuid
from typing import Any, ClassVar

from django.http import FileResponse, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.etag import require_match
from mrv.core.api.formats import StrictJSONParser
from mrv.core.api.idempotency import idempotent
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem, not_found
from reporting.api import forms
from reporting.api.base import BytesParser, Permissions, ReportView, row_errors
from reporting.api.records import activity_record, declared, stream_codes
from reporting.intake.json_rows import read_json
from reporting.intake.problems import Problem as RowProblem
from reporting.models import ImportedFile
from reporting.services.make_template import make_template
from reporting.services.receive_file import receive_file
from reporting.services.replace_activity import replace_activity

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ActivityRecords(ReportView):
    """The declared rows of a report."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "PUT": "report:edit"}
    parser_classes = (BytesParser,)

    @extend_schema(operation_id="activity_records_list", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response:
        """One page of the rows of the newest version, in their order."""
        version = self.version(public_id)
        rows, headers = keyset(request, declared(version), fields=("row_number", "id"))
        codes = stream_codes(version)
        body = {"revision": version.draft_revision, "results": [activity_record(row, codes) for row in rows]}
        return Response(body, headers=headers)

    @extend_schema(operation_id="activity_records_replace", request=forms.ActivityForm, responses=dict)
    def put(self, request: Request, public_id: uuid.UUID) -> Response:
        """Replace all rows or none; sending the same rows again changes nothing. Up to 100,000 rows."""
        version = self.version(public_id)
        require_match(request, f'"{version.draft_revision}"')
        # An empty body never reaches a parser.
        reading = read_json(request.data if isinstance(request.data, bytes) else b"")
        if reading.columns is None:
            raise refused(reading.problems, status=400 if reading.is_malformed else 422)
        problems = replace_activity(
            version=version, rows=reading.columns, by=self.actor, expected_revision=reading.expected_revision
        )
        if problems:
            raise refused(problems)
        headers = {"ETag": f'"{version.draft_revision}"'}
        return Response({"rows": len(reading.columns), "revision": version.draft_revision}, headers=headers)


def refused(problems: list[RowProblem], status: int = 422) -> Problem:
    """Row problems as a problem document; nothing was stored."""
    errors = row_errors(problems, get_language() or "en")
    title = _("The rows were not accepted; nothing was stored.")
    return Problem(status, "invalid_rows", title, errors[0]["detail"] if errors else title, errors=errors)


class Imports(ReportView):
    """Upload an activity file."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "POST": "report:edit"}
    # JSON only so that a wrong body is answered by what is wrong, after who asks is known.
    parser_classes = (
        MultiPartParser,
        StrictJSONParser,
    )

    @extend_schema(operation_id="imports_list", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response:
        """Uploaded files of the report, newest first."""
        found = ImportedFile.objects.filter(version__report=self.report(public_id)).select_related("job")
        rows, headers = keyset(request, found, fields=("-id",))
        return Response({"results": [import_record(row) for row in rows]}, headers=headers)

    @extend_schema(
        operation_id="imports_create", request={"multipart/form-data": forms.FileForm}, responses={202: dict}
    )
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """202 with the import and its job; the outcome is at the import's address."""
        upload = request.FILES.get("file")
        if upload is None or len(request.FILES) != 1:
            errors = [{"pointer": "/file", "code": "required", "detail": _("Send one file in the field “file”.")}]
            raise Problem(422, "invalid", _("The data is not valid."), errors=errors)
        imported = receive_file(version=self.version(public_id), file=upload, name=upload.name or "", by=self.actor)
        address = f"/api/v1/imports/{imported.public_id}"
        return Response(import_record(imported), status=202, headers={"Location": address})


def import_record(imported: ImportedFile) -> dict[str, Any]:
    """The public form of an uploaded file and what was found in it."""
    problems = [RowProblem.from_dict(values) for values in imported.problems]
    return {
        "id": str(imported.public_id),
        "name": imported.original_name,
        "sha256": imported.sha256,
        "state": imported.state,
        "row_count": imported.row_count,
        "job": f"/api/v1/jobs/{imported.job.public_id}" if imported.job else None,
        "problems": row_errors(problems, get_language() or "en"),
        "annotated": f"/api/v1/imports/{imported.public_id}/annotated" if imported.annotated else None,
    }


class ImportDetail(ReportView):
    """One uploaded file."""

    permissions: ClassVar[Permissions] = {"GET": "report:edit"}

    @extend_schema(operation_id="imports_read", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response:
        """Its state and the row-level reasons."""
        return Response(import_record(self.imported(public_id)))

    def imported(self, public_id: uuid.UUID) -> ImportedFile:
        """The file among those of the own enterprise, or 404."""
        own = ImportedFile.objects.filter(version__report__facility__enterprise_id__in=self.actor.enterprise_ids)
        found = own.select_related("job").filter(public_id=public_id).first()
        if found is None:
            raise not_found()
        return found


class AnnotatedCopy(ImportDetail):
    """The rejected file with the reasons in a last column."""

    @extend_schema(operation_id="imports_annotated", responses=bytes)
    def get(self, request: Request, public_id: uuid.UUID) -> FileResponse | HttpResponse:  # type: ignore[override]
        """The copy as a download."""
        found = self.imported(public_id)
        if not found.annotated:
            raise not_found()
        name = f"annotated-{str(found.annotated.name).rsplit('/', 1)[-1]}"
        return FileResponse(found.annotated.open("rb"), as_attachment=True, filename=name)


class Template(ReportView):
    """The activity template of a report."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="activity_template", responses=bytes)
    def get(self, request: Request, public_id: uuid.UUID) -> HttpResponse:
        """The workbook, pre-filled from the plan and from what is declared already."""
        version = self.version(public_id)
        name = f"activity-{version.report.facility.code}-{version.report.compliance_year}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(make_template(version=version), content_type=XLSX, headers=headers)
