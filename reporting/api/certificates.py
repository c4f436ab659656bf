"""Doors of certificates: enter, read, download, allocate to a draft, take out."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.etag import conditional
from mrv.core.api.formats import StrictJSONParser
from mrv.core.api.idempotency import idempotent
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem, not_found
from mrv.core.models import Organization
from reporting.api import forms
from reporting.api.base import Permissions, ReportView
from reporting.models import CertificateAllocation, EnergyCertificate
from reporting.selectors.certificates import allocations_of
from reporting.services.add_certificate import CertificateText, add_certificate
from reporting.services.allocate_certificate import AllocationText, allocate_certificate
from reporting.services.drop_allocation import drop_allocation
from reporting.services.drop_certificate import drop_certificate

COLUMNS = (
    "id", "public_id", "instrument", "number", "last_number", "issuer", "volume_mwh", "first_date", "last_date",
    "geography", "generation", "emission_factor", "original_name", "sha256", "added_at", "enterprise__code",
)  # fmt: skip


def certificate_record(row: dict[str, Any]) -> dict[str, Any]:
    """A certificate as the doors answer it."""
    plain = {name: row[name] for name in COLUMNS if name not in {"id", "public_id", "enterprise__code"}}
    address = f"/api/v1/certificates/{row['public_id']}"
    return {"id": str(row["public_id"]), "enterprise": row["enterprise__code"], **plain, "file": f"{address}/file"}


def allocation_record(one: CertificateAllocation) -> dict[str, Any]:
    """An allocation with the certificate it draws on."""
    return {
        "id": str(one.public_id),
        "certificate": str(one.certificate.public_id),
        "number": str(one.certificate),
        "source_stream": one.stream_code,
        "volume_mwh": one.volume_mwh,
        "emission_factor": one.certificate.emission_factor,
        "retirement_reference": one.retirement_reference,
        "retired_date": one.retired_date,
    }


def refused(error: ValidationError) -> Problem:
    """What a service refused, field by field."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    errors = [
        {"pointer": f"/{name}", "code": "invalid", "detail": text} for name, texts in found.items() for text in texts
    ]
    return Problem(422, "invalid", _("The data is not valid."), errors=errors)


class CertificateView(ReportView):
    """A door about one certificate."""

    def certificate(self, public_id: uuid.UUID) -> EnergyCertificate:
        """The certificate among the visible ones, or 404."""
        found = EnergyCertificate.objects.visible_to(self.actor).filter(public_id=public_id).first()
        if found is None:
            raise not_found()
        return found


class Certificates(CertificateView):
    """Certificates in scope."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "POST": "report:edit"}
    parser_classes = (MultiPartParser, StrictJSONParser)

    @extend_schema(operation_id="certificates_list", responses=dict)
    def get(self, request: Request) -> Response | HttpResponse:
        """One page, newest generation first."""
        visible = EnergyCertificate.objects.visible_to(self.actor).values(*COLUMNS)
        rows, headers = keyset(request, visible, fields=("-last_date", "id"))
        return conditional(request, {"results": [certificate_record(row) for row in rows]}, headers=headers)

    @extend_schema(
        operation_id="certificates_add", request={"multipart/form-data": forms.CertificateForm}, responses={201: dict}
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Enter a certificate with its file; 422 says which field is wrong, also when the number is held already."""
        sent = self.sent(forms.CertificateForm)
        enterprise = Organization.objects.filter(pk__in=self.actor.enterprise_ids).order_by("pk").first()
        if enterprise is None:
            raise not_found()
        file = sent.pop("file")
        try:
            made = add_certificate(enterprise=enterprise, text=CertificateText(**sent), file=file, by=self.actor)
        except ValidationError as error:
            raise refused(error) from error
        row = EnergyCertificate.objects.values(*COLUMNS).get(pk=made.pk)
        address = f"/api/v1/certificates/{made.public_id}"
        return Response(certificate_record(row), status=201, headers={"Location": address})


class CertificateDetail(CertificateView):
    """One certificate."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "DELETE": "report:edit"}

    @extend_schema(operation_id="certificates_read", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """The certificate."""
        found = self.certificate(public_id)
        return conditional(request, certificate_record(EnergyCertificate.objects.values(*COLUMNS).get(pk=found.pk)))

    @extend_schema(operation_id="certificates_drop", responses={204: None})
    def delete(self, request: Request, public_id: uuid.UUID) -> Response:
        """Take back one entered by mistake; 422 once a report uses it."""
        try:
            drop_certificate(certificate=self.certificate(public_id), by=self.actor)
        except ValidationError as error:
            raise refused(error) from error
        return Response(status=204)


class CertificateFile(CertificateView):
    """The file of a certificate."""

    permissions: ClassVar[Permissions] = {"GET": "report:read"}

    @extend_schema(operation_id="certificates_file", responses=bytes)
    def get(self, request: Request, public_id: uuid.UUID) -> FileResponse:
        """The file as it was uploaded, as a download."""
        found = self.certificate(public_id)
        return FileResponse(
            found.file.open("rb"), as_attachment=True, filename=found.original_name,
            content_type="application/octet-stream",
        )  # fmt: skip


class Allocations(ReportView):
    """Certificates allocated to the purchased electricity of a report."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "POST": "report:edit"}

    @extend_schema(operation_id="certificate_allocations_list", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """Allocations of the newest version, or of ``?version=``."""
        held = allocations_of(self.version(public_id))
        return conditional(request, {"results": [allocation_record(one) for one in held]})

    @extend_schema(operation_id="certificate_allocations_add", request=forms.AllocationForm, responses={201: dict})
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Allocate part of a certificate to a stream of the draft."""
        version, sent = self.version(public_id), self.sent(forms.AllocationForm)
        own = EnergyCertificate.objects.visible_to(self.actor)
        certificate = own.filter(public_id=sent.pop("certificate")).first()
        if certificate is None:
            raise refused(ValidationError({"certificate": _("Choose one of your own certificates.")}))
        text = AllocationText(stream_code=sent.pop("source_stream"), **sent)
        try:
            made = allocate_certificate(version=version, certificate=certificate, text=text, by=self.actor)
        except ValidationError as error:
            raise refused(error) from error
        return Response(allocation_record(made), status=201)


class AllocationDetail(ReportView):
    """One allocation."""

    permissions: ClassVar[Permissions] = {"DELETE": "report:edit"}

    @extend_schema(operation_id="certificate_allocations_drop", responses={204: None})
    def delete(self, request: Request, public_id: uuid.UUID, allocation_id: uuid.UUID) -> Response:
        """Take it out of the draft."""
        held = allocations_of(self.version(public_id)).select_related("version__report__facility")
        found = held.filter(public_id=allocation_id).first()
        if found is None:
            raise not_found()
        drop_allocation(allocation=found, by=self.actor)
        return Response(status=204)
