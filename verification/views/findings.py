"""Pages of the findings: the list, raise, send, judge, drop; and for the enterprise: read, answer, send back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from mrv.core.views import PageRequest, page
from reporting.models import EmissionLine, EmissionsReport, ReportVersion
from reporting.selectors.emissions import lines_in_force
from reporting.states import CORRECTABLE
from verification.forms import AnswerForm, FindingForm, JudgementForm, ReasonForm
from verification.guards import current_version
from verification.models import Finding, VerificationEngagement, VerificationStatement
from verification.services.answer_finding import answer_finding
from verification.services.drop_finding import drop_finding
from verification.services.issue_findings import issue_findings
from verification.services.judge_finding import judge_finding
from verification.services.raise_finding import raise_finding
from verification.services.respond import respond
from verification.views.acting import case_or_404, pressed, status_of, submitted
from verification.views.case import address, frame_of
from verification.views.review import stream_names

JUDGEABLE = frozenset({"raised", "issued", "answered", "unresolved"})
ANSWERABLE = frozenset({"issued", "answered"})


@require_GET
@page("engagement:read")
def findings(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """All findings of the case."""
    engagement, version = case_or_404(request, public_id)
    found = Finding.objects.visible_to(request.actor).filter(engagement=engagement).exclude(state="dropped")
    context = frame_of(request, engagement, version, tab="findings") | {
        "findings": found.select_related("raised_by", "responded_by", "judged_by", "version"),
        "judgeable": JUDGEABLE,
        "to_send": found.filter(state__in=["raised", "unresolved"]).count(),
    }
    return render(request, "verification/findings.html", context)


@page("finding:raise")
def raise_one(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Raise a finding; ``?line=`` chooses the line it points to."""
    engagement, version = case_or_404(request, public_id)
    form = FindingForm(request.POST or None, lines=_line_choices(version), initial={"line": request.GET.get("line")})

    def done(finding: Finding) -> str:
        messages.success(
            request, _("Finding %(n)d is kept. The enterprise sees it once you send it.") % {"n": finding.number}
        )
        return address("findings", engagement)

    answer = submitted(
        request, form, lambda: raise_finding(version=version, finding=form.finding(), by=request.actor), done=done
    )
    context = frame_of(request, engagement, version, tab="findings") | {"form": form}
    return answer or render(request, "verification/finding_raise.html", context, status=status_of(form))


def _line_choices(version: ReportVersion) -> list[tuple[int, str]]:
    names = stream_names(version)

    def label(line: EmissionLine) -> str:
        name = names.get(line.stream_code, line.stream_code)
        return f"{line.line_number} · {name}" + (f" · {line.month:02d}" if line.month else "")

    return [
        (line.line_number, label(line)) for line in lines_in_force(version).only("line_number", "stream_code", "month")
    ]


@require_POST
@page("engagement:review")
def send(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the findings to the enterprise."""
    engagement, version = case_or_404(request, public_id)
    return pressed(
        request, lambda: issue_findings(version=version, by=request.actor), done=address("findings", engagement)
    )


def finding_or_404(request: PageRequest, public_id: uuid.UUID) -> tuple[Finding, ReportVersion]:
    """The finding and the version its case is about now."""
    finding = (
        Finding.objects.visible_to(request.actor)
        .select_related("engagement__report__facility__enterprise", "engagement__body", "version")
        .filter(public_id=public_id)
        .first()
    )
    version = current_version(finding.engagement.report) if finding else None
    if finding is None or version is None:
        raise Http404
    return finding, version


@page("finding:raise")
def judge(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Judge one finding."""
    finding, version = finding_or_404(request, public_id)
    form = JudgementForm(request.POST or None, is_unresolved=finding.state == "unresolved")
    answer = submitted(
        request,
        form,
        lambda: judge_finding(
            version=version, finding=finding, judgement=form.value(), text=form.cleaned_data["text"], by=request.actor
        ),
        done=lambda judged: address("findings", judged.engagement),
    )
    context = frame_of(request, finding.engagement, version, tab="findings") | {"form": form, "finding": finding}
    return answer or render(request, "verification/finding_judge.html", context, status=status_of(form))


@page("finding:raise")
def drop(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Drop a finding that was raised by mistake."""
    finding, version = finding_or_404(request, public_id)
    form = ReasonForm(request.POST or None)
    answer = submitted(
        request,
        form,
        lambda: drop_finding(version=version, finding=finding, reason=form.cleaned_data["reason"], by=request.actor),
        done=lambda dropped: address("findings", dropped.engagement),
    )
    context = frame_of(request, finding.engagement, version, tab="findings") | {"form": form, "finding": finding}
    return answer or render(request, "verification/finding_drop.html", context, status=status_of(form))


def _report_or_404(request: PageRequest, public_id: uuid.UUID) -> tuple[EmissionsReport, ReportVersion]:
    report = (
        EmissionsReport.objects.visible_to(request.actor)
        .select_related("facility__enterprise")
        .filter(public_id=public_id)
        .first()
    )
    version = current_version(report) if report else None
    if report is None or version is None:
        raise Http404
    return report, version


@require_GET
@page("finding:read")
def to_answer(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """The findings of a report, as the enterprise sees them."""
    report, version = _report_or_404(request, public_id)
    found = Finding.objects.visible_to(request.actor).filter(engagement__report=report).exclude(state="dropped")
    engagement = VerificationEngagement.objects.filter(report=report).running().select_related("body").first()
    can_answer = version.state == "findings_issued" and request.actor.may("finding:answer")
    context: dict[str, Any] = {
        "report": report,
        "version": version,
        "engagement": engagement,
        "findings": found.select_related("responded_by", "judged_by"),
        "statements": VerificationStatement.objects.visible_to(request.actor).filter(version__report=report),
        "open_count": found.filter(state="issued").count(),
        "can_answer": can_answer,
        "answerable": ANSWERABLE,
        "up": reverse("reporting:report", args=[report.public_id]),
        "can_correct": version.state in CORRECTABLE and request.actor.may("report:correct"),
    }
    return render(request, "verification/to_answer.html", context)


@page("finding:answer")
def answer(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer one finding."""
    finding, version = finding_or_404(request, public_id)
    form = AnswerForm.of(finding, request.POST or None)
    done = reverse("verification:to_answer", args=[version.report.public_id])
    refused = submitted(
        request,
        form,
        lambda: answer_finding(finding=finding, response=form.cleaned_data["response"], by=request.actor),
        done=lambda _finding: done,
    )
    context = {"finding": finding, "version": version, "form": form, "back": done}
    return refused or render(request, "verification/answer.html", context, status=status_of(form))


@require_POST
@page("finding:answer")
def send_answers(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send all answers to the verification body."""
    report, version = _report_or_404(request, public_id)
    done = reverse("verification:to_answer", args=[report.public_id])
    said = _("Your answers went to the verification body.")
    return pressed(request, lambda: respond(version=version, by=request.actor), done=done, said=said)
