"""A table of area sources by REST: a small one answered at once, a large one by the workers (202 and its job)."""

import uuid
from typing import Any, ClassVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from inventory.api.base import jurisdiction_or_404
from inventory.api.forms import AreaFileForm
from inventory.area.columns import AREA_SOURCES
from inventory.area.stored import counts_of, from_json
from inventory.models import AreaUpload
from inventory.services.import_area_sources import import_area_sources
from inventory.services.receive_area_file import LARGE, receive_area_file, record_area_file
from mrv.core.actor import Actor
from mrv.core.api.formats import StrictJSONParser
from mrv.core.api.idempotency import idempotent
from mrv.core.api.problems import Problem, not_found
from mrv.core.api.views import ApiView
from mrv.core.models import District
from mrv.core.table_files.problems import FileProblem
from mrv.core.table_files.read import MAX_BYTES, read_table

DRY_RUN = OpenApiParameter("dry_run", str, enum=["true", "false"], description="true: check and compute only")


class AreaSourceImports(ApiView):
    """A table of area sources, as csv or xlsx."""

    permissions: ClassVar[dict[str, str | None]] = {"POST": "inventory:compile"}
    # JSON only so that a wrong body is answered by what is wrong, after who asks is known.
    parser_classes = (MultiPartParser, StrictJSONParser)

    @extend_schema(
        operation_id="area_sources_import", parameters=[DRY_RUN],
        request={"multipart/form-data": AreaFileForm}, responses=dict,
    )  # fmt: skip
    @idempotent
    def post(self, request: Request, jurisdiction: str) -> Response:
        """Record every row or none; 422 names row, column and reason of all that is wrong."""
        place = jurisdiction_or_404(jurisdiction)
        upload = request.FILES.get("file")
        if upload is None:
            errors = [{"pointer": "/file", "code": "required", "detail": _("Send one file in the field “file”.")}]
            raise Problem(422, "invalid", _("The data is not valid."), errors=errors)
        file = read_table(bytes(upload.read(MAX_BYTES + 1)), AREA_SOURCES)
        is_dry = request.query_params.get("dry_run", "false") == "true"
        if len(file.rows) > LARGE:
            return _received(place, upload, len(file.rows), self.actor, is_dry=is_dry)
        outcome = import_area_sources(jurisdiction=place, file=file, by=self.actor, dry_run=is_dry)
        if outcome.problems:
            title = _("The rows were not accepted; nothing was stored.")
            errors = [_error(found) for found in outcome.problems]
            raise Problem(422, "invalid_rows", title, errors[0]["detail"], errors=errors)
        return Response({**counts_of(outcome), "dry_run": is_dry})


def _received(place: District, upload: Any, row_count: int, by: Actor, *, is_dry: bool) -> Response:
    """202: the workers have it."""
    upload.seek(0)
    held = receive_area_file(
        jurisdiction=place,
        data=bytes(upload.read()),
        name=upload.name or "",
        row_count=row_count,
        by=by,
        dry_run=is_dry,
    )
    body = upload_record(held)
    return Response(body, status=202, headers={"Location": f"{imports_of(place)}/{held.public_id}"})


def imports_of(place: District) -> str:
    """Where the uploads of a jurisdiction are."""
    return f"/api/v1/inventories/{place.code}/area-sources/imports"


def upload_record(held: AreaUpload) -> dict[str, Any]:
    """A large table: its state, its job, and when that is over what came of it, the faults by row and column."""
    job = held.job
    body: dict[str, Any] = {
        "id": str(held.public_id),
        "name": held.original_name,
        "sha256": held.sha256,
        "state": held.state,
        "rows": held.row_count,
        "job": f"/api/v1/jobs/{job.public_id}" if job else None,
    }
    if held.outcome:
        outcome = from_json(held.outcome)
        body |= {**counts_of(outcome), "problem_count": held.outcome["problem_count"]}
        body["errors"] = [_error(found) for found in outcome.problems]
    return body


class AreaSourceImportDetail(ApiView):
    """A large table of area sources the workers check or record; POST records one that was checked."""

    permissions: ClassVar[dict[str, str | None]] = {"GET": "inventory:compile", "POST": "inventory:compile"}

    @extend_schema(operation_id="area_sources_import_read", responses=dict)
    def get(self, request: Request, jurisdiction: str, public_id: uuid.UUID) -> Response:
        """How far it is; with the dry run or the record over, counts and faults."""
        return Response(upload_record(self._held(jurisdiction, public_id)))

    @extend_schema(operation_id="area_sources_import_record", request=None, responses=dict)
    @idempotent
    def post(self, request: Request, jurisdiction: str, public_id: uuid.UUID) -> Response:
        """Record a checked table: 202 with its job; 409 if it was not found in order or is recorded."""
        held = record_area_file(upload=self._held(jurisdiction, public_id), by=self.actor)
        return Response(upload_record(held), status=202)

    def _held(self, jurisdiction: str, public_id: uuid.UUID) -> AreaUpload:
        place = jurisdiction_or_404(jurisdiction)
        uploads = AreaUpload.objects.visible_to(self.actor).select_related("job")
        found = uploads.filter(jurisdiction=place, public_id=public_id).first()
        if found is None:
            raise not_found()
        return found


def _error(found: FileProblem) -> dict[str, Any]:
    pointer = f"/rows/{found.row}/{found.column}" if found.row else "/file"
    return {"pointer": pointer.rstrip("/"), "code": found.code, "detail": found.text.to(get_language() or "en")}
