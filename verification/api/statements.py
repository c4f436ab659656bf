"""Doors of the statement: prepare, second review, conclude, decide, read, verify a signature."""

import uuid
from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.etag import conditional
from mrv.core.api.idempotency import idempotent
from mrv.core.api.problems import not_found
from reporting.models import ReportVersion
from verification.api import forms
from verification.api.base import Permissions, VerificationView
from verification.api.records import decision_record, draft_record, statement_record
from verification.models import VerificationStatement
from verification.selectors.signature import examine
from verification.services.conclude import conclude
from verification.services.decide import decide
from verification.services.prepare_statement import StatementText, prepare_statement
from verification.services.second_review import second_review
from verification.services.send_back import send_back
from verification.states import Opinion, Outcome


class StatementDraftDoor(VerificationView):
    """The statement being prepared."""

    permissions: ClassVar[Permissions] = {"PUT": "engagement:review"}

    @extend_schema(operation_id="statement_prepare", request=forms.StatementForm, responses=dict)
    def put(self, request: Request, public_id: uuid.UUID) -> Response:
        """Store the draft; every change needs a new second review."""
        _case, version = self.case(public_id)
        sent = self.sent(forms.StatementForm)
        result_hash = sent.pop("result_hash")
        imposed = {row["scope"]: row["co2e_t"] for row in sent.pop("imposed")}
        text = StatementText(**{**sent, "opinion": Opinion(sent["opinion"])}, imposed=imposed)
        draft = prepare_statement(version=version, statement=text, result_hash=result_hash, by=self.actor)
        return Response(draft_record(draft))


class SecondReviewDoor(VerificationView):
    """The independent reviewer's word."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:second_review"}

    @extend_schema(operation_id="statement_second_review", request=forms.SecondReviewForm, responses={201: dict})
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Agree to one revision of the draft, or object."""
        _case, version = self.case(public_id)
        review = second_review(version=version, by=self.actor, **self.sent(forms.SecondReviewForm))
        return Response({"revision": review.revision, "is_agreed": review.is_agreed}, status=201)


class Conclude(VerificationView):
    """The lead's signature."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:conclude"}

    @extend_schema(operation_id="engagement_conclude", request=forms.ConcludeForm, responses={201: dict})
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Sign the reviewed draft; names the opinion and the digits."""
        engagement, version = self.case(public_id)
        sent = self.sent(forms.ConcludeForm)
        statement = conclude(
            engagement=engagement,
            version=version,
            opinion=Opinion(sent["opinion"]),
            result_hash=sent["result_hash"],
            by=self.actor,
        )
        return Response(statement_record(statement), status=201)


class DecisionDoor(VerificationView):
    """The decision of the authority."""

    permissions: ClassVar[Permissions] = {"POST": "report:decide"}

    @extend_schema(operation_id="report_decide", request=forms.DecisionForm, responses={201: dict})
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Accept the statement on exactly these digits, or send it back with a reason."""
        version = ReportVersion.objects.visible_to(self.actor).filter(public_id=public_id).first()
        if version is None:
            raise not_found()
        sent = self.sent(forms.DecisionForm)
        act = decide if sent.pop("outcome") == Outcome.ACCEPTED else send_back
        return Response(decision_record(act(version=version, by=self.actor, **sent)), status=201)


class StatementDetail(VerificationView):
    """A signed statement."""

    permissions: ClassVar[Permissions] = {"GET": "finding:read"}

    @extend_schema(operation_id="statement_read", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """Columns, figures per scope and gas, and the compact JWS."""
        found = VerificationStatement.objects.visible_to(self.actor).filter(public_id=public_id).first()
        if found is None:
            raise not_found()
        return conditional(request, statement_record(found))


class VerifySignature(VerificationView):
    """Whether a statement is genuine; open to everybody."""

    permissions: ClassVar[Permissions] = {"POST": None}

    @extend_schema(operation_id="statement_verify", request=forms.SignatureForm, responses=dict)
    def post(self, request: Request) -> Response:
        """Check a compact JWS against the keys of the platform and the statement on record."""
        seen = examine(self.sent(forms.SignatureForm)["jws"])
        return Response({"is_genuine": seen.is_genuine, "reason": seen.reason, "content": seen.content})
