"""Doors of the case: queue, assignment, review, findings, return."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from mrv.core.api.etag import conditional
from mrv.core.api.idempotency import idempotent
from mrv.core.api.paging import keyset
from mrv.core.api.problems import Problem, not_found
from mrv.core.models import Organization, Person
from reporting.models import ReportVersion
from verification.api import forms
from verification.api.base import Permissions, VerificationView
from verification.api.records import engagement_record, finding_record, queue_record, version_record
from verification.models import Finding
from verification.selectors.queue import SORTS, STAGES, queue_of
from verification.services.answer_finding import answer_finding
from verification.services.assign_body import Seat, assign_body
from verification.services.check_sample import check_sample
from verification.services.issue_findings import issue_findings
from verification.services.judge_finding import judge_finding
from verification.services.raise_finding import FindingText, raise_finding
from verification.services.record_visit import VisitNotes, record_visit
from verification.services.respond import respond
from verification.services.return_version import return_version
from verification.services.review_again import review_again
from verification.services.start_review import start_review
from verification.services.start_site_visit import start_site_visit
from verification.states import FindingType, Judgement, TeamRole


class Queue(VerificationView):
    """Reports that wait, in the scope of the actor."""

    permissions: ClassVar[Permissions] = {"GET": "engagement:read"}

    @extend_schema(
        operation_id="verification_queue",
        parameters=[
            OpenApiParameter("sort", str, enum=list(SORTS)),
            OpenApiParameter("stage", str, enum=list(STAGES)),
            OpenApiParameter("after", str),
            OpenApiParameter("page_size", int),
        ],
        responses=dict,
    )
    def get(self, request: Request) -> Response | HttpResponse:
        """One page; follow ``Link: rel="next"``."""
        sort, stage = request.query_params.get("sort", "risk"), request.query_params.get("stage", "")
        if sort not in SORTS or (stage and stage not in STAGES):
            known = f"sort: {', '.join(SORTS)}; stage: {', '.join(STAGES)}"
            raise Problem(400, "bad_filter", _("Unknown sort or stage. Known: %(known)s.") % {"known": known})
        queue = queue_of(self.actor)
        queue = queue.filter(state__in=STAGES[stage]) if stage else queue
        rows, headers = keyset(request, queue, fields=SORTS[sort])
        return conditional(request, {"results": [queue_record(row) for row in rows]}, headers=headers)


class Engagements(VerificationView):
    """Assignment by the authority."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:assign"}

    @extend_schema(operation_id="engagement_assign", request=forms.AssignForm, responses={201: dict})
    @idempotent
    def post(self, request: Request) -> Response:
        """Give a computed report to a body and its team."""
        sent = self.sent(forms.AssignForm)
        version = ReportVersion.objects.visible_to(self.actor).filter(public_id=sent["version"]).first()
        body = Organization.objects.filter(code=sent["body"]).first()
        if version is None or body is None:
            raise not_found()
        engagement = assign_body(
            version=version,
            body=body,
            team=seats(sent["team"]),
            assurance_level=sent["assurance_level"],
            due_date=sent.get("due_date"),
            by=self.actor,
        )
        version.refresh_from_db()
        return Response(engagement_record(engagement, version), status=201)


def seats(rows: list[dict[str, Any]]) -> list[Seat]:
    """People by sign-in name; a Problem for a name nobody has."""
    known = {person.username: person for person in Person.objects.filter(username__in=[row["person"] for row in rows])}
    missing = [index for index, row in enumerate(rows) if row["person"] not in known]
    if missing:
        errors = [
            {"pointer": f"/team/{i}/person", "code": "unknown", "detail": _("Nobody has this name.")} for i in missing
        ]
        raise Problem(422, "invalid", _("The data is not valid."), errors=errors)
    return [Seat(known[row["person"]], TeamRole(row["role"])) for row in rows]


class EngagementDetail(VerificationView):
    """One case."""

    permissions: ClassVar[Permissions] = {"GET": "engagement:read"}

    @extend_schema(operation_id="engagement_read", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """The case with team, findings, materiality and open opinions."""
        return conditional(request, engagement_record(*self.case(public_id)))


class StartReview(VerificationView):
    """The team begins."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:review"}

    @extend_schema(operation_id="engagement_start_review", request=forms.NothingForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Begin the document review."""
        _case, version = self.case(public_id)
        return Response(version_record(start_review(version=version, by=self.actor)))


class StartVisit(VerificationView):
    """The team goes to the site."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:review"}

    @extend_schema(operation_id="engagement_start_site_visit", request=forms.NothingForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Begin the site visit."""
        _case, version = self.case(public_id)
        return Response(version_record(start_site_visit(version=version, by=self.actor)))


class ReviewAgain(VerificationView):
    """The team takes a second look."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:review"}

    @extend_schema(operation_id="engagement_review_again", request=forms.NothingForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Go on after the enterprise answered."""
        _case, version = self.case(public_id)
        return Response(version_record(review_again(version=version, by=self.actor)))


class Visits(VerificationView):
    """Records of site visits."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:review"}

    @extend_schema(operation_id="engagement_record_visit", request=forms.VisitForm, responses={201: dict})
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Write a visit down."""
        _case, version = self.case(public_id)
        visit = record_visit(version=version, notes=VisitNotes(**self.sent(forms.VisitForm)), by=self.actor)
        return Response({"visit_date": visit.visit_date, "place": visit.place}, status=201)


class Samples(VerificationView):
    """Lines that were looked at."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:review"}

    @extend_schema(operation_id="engagement_check_sample", request=forms.SampleForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Record the outcome for one line."""
        _case, version = self.case(public_id)
        sample = check_sample(version=version, by=self.actor, **self.sent(forms.SampleForm))
        return Response({"line_number": sample.line_number, "outcome": sample.outcome})


class Findings(VerificationView):
    """Findings of a case."""

    permissions: ClassVar[Permissions] = {"GET": "finding:read", "POST": "finding:raise"}

    @extend_schema(operation_id="engagement_findings", responses=dict)
    def get(self, request: Request, public_id: uuid.UUID) -> Response | HttpResponse:
        """All findings this actor may see."""
        found = Finding.objects.visible_to(self.actor).filter(engagement=self.engagement(public_id))
        return conditional(request, {"results": [finding_record(finding) for finding in found]})

    @extend_schema(operation_id="engagement_raise_finding", request=forms.FindingForm, responses={201: dict})
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Raise a finding."""
        _case, version = self.case(public_id)
        sent = self.sent(forms.FindingForm)
        text = FindingText(**{**sent, "type": FindingType(sent["type"])})
        return Response(finding_record(raise_finding(version=version, finding=text, by=self.actor)), status=201)


class IssueFindings(VerificationView):
    """Findings go to the enterprise."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:review"}

    @extend_schema(operation_id="engagement_issue_findings", request=forms.NothingForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Send every finding that is not settled."""
        _case, version = self.case(public_id)
        return Response(version_record(issue_findings(version=version, by=self.actor)))


class Answer(VerificationView):
    """Answer of the enterprise to one finding."""

    permissions: ClassVar[Permissions] = {"POST": "finding:answer"}

    @extend_schema(operation_id="finding_answer", request=forms.AnswerForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Store the answer."""
        sent = self.sent(forms.AnswerForm)
        finding = answer_finding(finding=self.finding(public_id), by=self.actor, **sent)
        return Response(finding_record(finding))


class Respond(VerificationView):
    """All answers of the enterprise go back."""

    permissions: ClassVar[Permissions] = {"POST": "finding:answer"}

    @extend_schema(operation_id="engagement_respond", request=forms.NothingForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Send the answers to the verification body."""
        _case, version = self.case(public_id)
        return Response(version_record(respond(version=version, by=self.actor)))


class Judge(VerificationView):
    """Judgement on one finding."""

    permissions: ClassVar[Permissions] = {"POST": "finding:raise"}

    @extend_schema(operation_id="finding_judge", request=forms.JudgementForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Close the finding or leave it unresolved."""
        finding, sent = self.finding(public_id), self.sent(forms.JudgementForm)
        _case, version = self.case(finding.engagement.public_id)
        judged = judge_finding(
            version=version,
            finding=finding,
            judgement=Judgement(sent["judgement"]),
            text=sent["text"],
            by=self.actor,
        )
        return Response(finding_record(judged))


class Return(VerificationView):
    """The report goes back for correction."""

    permissions: ClassVar[Permissions] = {"POST": "engagement:review"}

    @extend_schema(operation_id="engagement_return", request=forms.CaseReasonForm, responses=dict)
    @idempotent
    def post(self, request: Request, public_id: uuid.UUID) -> Response:
        """Return the version with a reason."""
        _case, version = self.case(public_id)
        return Response(
            version_record(return_version(version=version, by=self.actor, **self.sent(forms.CaseReasonForm)))
        )
