"""Doors of certificates: enter, read, download, allocate to a draft, take out."""

import uuid
from decimal import Decimal
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
from reporting.models import CertificateAllocation, CertificateRule, EnergyCertificate, ReportVersion
from reporting.selectors.certificates import Recheck, allocations_of, offer_for, rechecked
from reporting.services.add_certificate import CertificateText, add_certificate
from reporting.services.allocate_certificate import AllocationText, allocate_certificate, refusal_words
from reporting.services.drop_allocation import drop_allocation
from reporting.services.drop_certificate import drop_certificate
from reporting.services.recheck_certificates import recheck_certificates

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
        "rule": rule_record(one.rule or CertificateRule(first_year=0, version=0)),
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


class UsableCertificates(ReportView):
    """Which certificates can serve a draft."""

    permissions: ClassVar[Permissions] = {"GET": "report:edit"}

    @extend_schema(operation_id="certificates_usable", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """Those the rule in force lets serve the report, with the volume left, and the others with the reason."""
        version = self.version(public_id)
        offer, year = offer_for(version), version.report.compliance_year
        body = {
            "rule": rule_record(CertificateRule.objects.in_force(year)),
            "usable": [{**_named(one), "left_mwh": offer.left[one.pk]} for one in offer.usable],
            "refused": [
                {**_named(one), "code": code, "reason": refusal_words(code, one, year=year, left=offer.left[one.pk])}
                for one, code in offer.refused
            ],
        }
        return conditional(request, body)


def _named(one: EnergyCertificate) -> dict[str, str]:
    return {"id": str(one.public_id), "number": str(one)}


def rule_record(rule: CertificateRule) -> dict[str, Any]:
    """A rule; without identifier where none is set and the general one stands in."""
    return {
        "id": rule.pk,
        "first_year": rule.first_year or None,
        "version": rule.version or None,
        "boundary": rule.boundary,
        "months_before": rule.months_before,
        "months_after": rule.months_after,
        "source": rule.source,
    }


class AllocationRecheck(ReportView):
    """Certificates of a draft against the rule in force."""

    permissions: ClassVar[Permissions] = {"GET": "report:read", "POST": "report:edit"}

    @extend_schema(operation_id="certificate_allocations_recheck_preview", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """What moving to the rule in force would keep and take out; nothing is changed."""
        version = self.version(public_id)
        return conditional(request, self._body(version, rechecked(version)))

    @extend_schema(operation_id="certificate_allocations_recheck", request=forms.RecheckForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Move the draft to the rule named; 409 if another one is in force by now."""
        version, sent = self.version(public_id), self.sent(forms.RecheckForm)
        return Response(
            self._body(version, recheck_certificates(version=version, rule_id=sent["rule"], by=self.actor))
        )

    def _body(self, version: ReportVersion, found: list[Recheck]) -> dict[str, Any]:
        year = version.report.compliance_year
        rows = [
            {
                "certificate": str(one.allocation.certificate.public_id),
                "number": str(one.allocation.certificate),
                "source_stream": one.allocation.stream_code,
                "volume_mwh": one.allocation.volume_mwh,
                "serves": one.serves,
                "reason": refusal_words(one.refused, one.allocation.certificate, year=year),
                "market_based_change_t": Decimal(0) if one.serves else one.change_t,
            }
            for one in found
        ]
        return {"rule": rule_record(CertificateRule.objects.in_force(year)), "results": rows}


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
