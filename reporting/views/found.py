"""What an address names, within what the actor may see; everything else is the same 404."""

import uuid

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from mrv.core.actor import Actor
from reporting.models import EmissionsReport, ReportVersion
from reporting.pages.subject import Subject


def actor_of(request: HttpRequest) -> Actor:
    """The actor of the request, typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def subject_of(request: HttpRequest, public_id: uuid.UUID) -> Subject:
    """The report with its newest version this actor may see."""
    actor = actor_of(request)
    reports = EmissionsReport.objects.visible_to(actor).select_related(
        "facility__enterprise", "facility__district", "facility__sector", "verification_body"
    )
    report = get_object_or_404(reports, public_id=public_id)
    version = versions_of(actor).filter(report=report).order_by("-number").first()
    if version is not None:
        version.report = report
    return Subject(report, version, actor)


def draft_of(request: HttpRequest, public_id: uuid.UUID) -> tuple[Subject, ReportVersion]:
    """The report and its version, for pages about declared data; 404 while there is nothing to see."""
    subject = subject_of(request, public_id)
    if subject.version is None:
        raise Http404
    return subject, subject.version


def version_of(request: HttpRequest, public_id: uuid.UUID) -> tuple[Subject, ReportVersion]:
    """One version by its own address, whatever came after it."""
    actor = actor_of(request)
    chosen = versions_of(actor).select_related(
        "report__facility__enterprise", "report__facility__district", "report__facility__sector"
    )
    version = get_object_or_404(chosen, public_id=public_id)
    return Subject(version.report, version, actor), version


def versions_of(actor: Actor) -> QuerySet[ReportVersion]:
    """Versions this actor may see, with their plan."""
    return ReportVersion.objects.visible_to(actor).select_related("plan")
