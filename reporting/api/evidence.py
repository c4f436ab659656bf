"""Doors of evidence: the files of a report, adding one, taking one away before it was submitted."""

import uuid
from typing import Any, ClassVar

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.formats import StrictJSONParser
from mrv.core.api.idempotency import idempotent
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem, not_found
from reporting.api import forms
from reporting.api.base import Permissions, ReportView
from reporting.models import EmissionsReport, Evidence
from reporting.services.attach_evidence import attach_evidence
from reporting.services.remove_evidence import is_removable, remove_evidence


def evidence_record(found: Evidence) -> dict[str, Any]:
    """A file of evidence as JSON."""
    return {
        "id": str(found.public_id),
        "reference": found.reference,
        "name": found.original_name,
        "sha256": found.sha256,
        "size_bytes": found.size_bytes,
        "uploaded_at": found.uploaded_at,
        "removable": is_removable(found),
    }


class EvidenceList(ReportView):
    """The evidence of a report."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "POST": "report:edit"}
    # JSON only so that a wrong body is answered by what is wrong, after who asks is known.
    parser_classes = (MultiPartParser, StrictJSONParser)

    @extend_schema(operation_id="evidence_list", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response:
        """One page of files, newest first."""
        found = Evidence.objects.filter(report=self.version(public_id).report).select_related("report")
        rows, headers = keyset(request, found, fields=("-id",))
        return Response({"results": [evidence_record(row) for row in rows]}, headers=headers)

    @extend_schema(
        operation_id="evidence_add", request={"multipart/form-data": forms.EvidenceFileForm}, responses={201: dict}
    )
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Keep a file under the reference activity data call it by (default: its name)."""
        upload = request.FILES.get("file")
        if upload is None:
            errors = [{"pointer": "/file", "code": "required", "detail": _("Send one file in the field “file”.")}]
            raise Problem(422, "invalid", _("The data is not valid."), errors=errors)
        reference = str(request.POST.get("reference", ""))
        made = attach_evidence(report=self.report(public_id), file=upload, reference=reference, by=self.actor)
        headers = {"Location": f"/api/v1/evidence/{made.public_id}"}
        return Response(evidence_record(made), status=201, headers=headers)


class EvidenceDetail(ReportView):
    """One file of evidence."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "DELETE": "report:edit"}

    @extend_schema(operation_id="evidence_read", responses=bytes)
    def get(self, request: Request, public_id: uuid.UUID) -> FileResponse:
        """The file as it came."""
        found = self.evidence(public_id)
        return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.original_name)

    @extend_schema(operation_id="evidence_remove", responses={204: None})
    def delete(self, request: Request, public_id: uuid.UUID) -> HttpResponse:
        """Take it away; 422 once a report was submitted with it."""
        remove_evidence(evidence=self.evidence(public_id), by=self.actor)
        return HttpResponse(status=204)

    def evidence(self, public_id: uuid.UUID) -> Evidence:
        """The file among those of visible reports, or 404."""
        reports = EmissionsReport.objects.visible_to(self.actor).order_by().values("pk")
        found = Evidence.objects.filter(report__in=reports, public_id=public_id)
        held = found.select_related("report__facility").first()
        if held is None:
            raise not_found()
        return held
