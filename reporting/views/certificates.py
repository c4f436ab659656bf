"""Certificates: what the enterprise holds, entering one, allocating them to a report, downloading the file."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mrv.core.models import Organization
from mrv.core.views import page
from mrv.portal.views.errors import problem
from mrv.workflow import IllegalTransition
from reporting.forms.certificates import AllocationForm, CertificateForm
from reporting.forms.problems import put_errors
from reporting.models import CertificateAllocation, CertificateRule, EnergyCertificate, ReportVersion
from reporting.pages.certificates import (
    allocation_table,
    certificate_table,
    recheck_table,
    refused_table,
    rule_words,
)
from reporting.selectors.certificates import Offer, allocations_of, offer_for, rechecked
from reporting.services.add_certificate import add_certificate
from reporting.services.allocate_certificate import allocate_certificate
from reporting.services.drop_allocation import drop_allocation
from reporting.services.drop_certificate import drop_certificate
from reporting.services.recheck_certificates import recheck_certificates
from reporting.views.found import actor_of, draft_of
from reporting.views.paging import newest_first


@require_GET
@page("report:read")
def certificates(request: HttpRequest) -> HttpResponse:
    """Certificates in scope, those generated last first."""
    actor = actor_of(request)
    shown, pager = newest_first(request, EnergyCertificate.objects.visible_to(actor))
    can_add = bool(actor.enterprise_ids) and actor.may("report:edit")
    free = [one for one in shown if can_add and not one.allocations.exists()] if can_add else []
    context = {"table": certificate_table(shown), "pager": pager, "can_add": can_add, "free": free}
    return render(request, "reporting/certificates.html", context)


@require_http_methods(["GET", "POST"])
@page("report:edit")
def add(request: HttpRequest) -> HttpResponse:
    """Enter one with its file."""
    actor = actor_of(request)
    enterprises = Organization.objects.filter(pk__in=actor.enterprise_ids)
    form = CertificateForm(request.POST or None, request.FILES or None, enterprises=enterprises)
    if form.is_valid():
        data = form.cleaned_data
        try:
            add_certificate(enterprise=data["enterprise"], text=form.text(), file=data["file"], by=actor)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The certificate is entered. Allocate it to the electricity of a report."))
            return redirect("reporting:certificates")
    return render(request, "reporting/certificate_add.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@page("report:edit")
def remove(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back a certificate entered by mistake."""
    actor = actor_of(request)
    own = EnergyCertificate.objects.filter(enterprise_id__in=actor.enterprise_ids)
    try:
        drop_certificate(certificate=get_object_or_404(own, public_id=public_id), by=actor)
    except ValidationError as error:
        return problem(request, 409, " ".join(error.messages))
    messages.success(request, _("The certificate was taken back."))
    return redirect("reporting:certificates")


@require_GET
@page("report:read")
def certificate_file(request: HttpRequest, public_id: uuid.UUID) -> FileResponse:
    """Download the file; never shown inside the page, whatever it says it is."""
    found = get_object_or_404(EnergyCertificate.objects.visible_to(actor_of(request)), public_id=public_id)
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.original_name,
        content_type="application/octet-stream",
    )


@require_http_methods(["GET", "POST"])
@page("report:read")
def allocations(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the report allocates; in a draft of the own enterprise, a form to allocate more."""
    subject, version = draft_of(request, public_id)
    offer = offer_for(version) if subject.can_edit else None
    form = AllocationForm(request.POST or None, version=version, offer=offer) if offer else None
    if request.method == "POST":
        subject.actor.require("report:edit")
        if form is None:
            return problem(request, 409)
        if form.is_valid():
            try:
                allocate_certificate(
                    version=version, certificate=form.cleaned_data["certificate"], text=form.text(), by=subject.actor
                )
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(request, _("The certificate is allocated. Check the answers again before you sign."))
                return redirect("reporting:allocations", public_id=public_id)
    context: dict[str, Any] = {"subject": subject, "form": form, **_held(version), **_judged(version, offer)}
    return render(
        request, "reporting/allocations.html", context, status=422 if form is not None and form.errors else 200
    )


def _held(version: Any) -> dict[str, Any]:
    names = {stream.code: stream.name for stream in version.plan.streams.all()}
    held = list(allocations_of(version))
    return {"table": allocation_table(held, names), "held": held}


def _judged(version: ReportVersion, offer: Offer | None) -> dict[str, Any]:
    """The rule in force; in a draft what it refuses, and what an earlier rule let in."""
    year = version.report.compliance_year
    rule = CertificateRule.objects.in_force(year)
    parts: dict[str, Any] = {"rule": rule, "rule_words": rule_words(rule), "year": year}
    if offer is None:
        return parts
    names = {stream.code: stream.name for stream in version.plan.streams.all()}
    stale = rechecked(version)
    return parts | {
        "can_allocate": bool(offer.usable),
        "refused": refused_table(offer, year) if offer.refused else None,
        "recheck": recheck_table(stale, names, year) if stale else None,
    }


@require_POST
@page("report:edit")
def recheck(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Move the certificates of the draft to the rule that was shown."""
    subject, version = draft_of(request, public_id)
    shown = request.POST.get("rule", "")
    try:
        found = recheck_certificates(
            version=version,
            rule_id=int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 19 else None,
            by=subject.actor,
        )
    except IllegalTransition as refusal:
        return problem(request, 409, str(refusal))
    out = sum(not one.serves for one in found)
    words = {"kept": len(found) - out, "out": out}
    messages.success(request, _("Judged by the rule in force: %(kept)s stay, %(out)s taken out.") % words)
    return redirect("reporting:allocations", public_id=public_id)


@require_POST
@page("report:edit")
def deallocate(request: HttpRequest, public_id: uuid.UUID, allocation_id: uuid.UUID) -> HttpResponse:
    """Take an allocation out of the draft."""
    subject, version = draft_of(request, public_id)
    held = CertificateAllocation.objects.filter(version=version).select_related(
        "certificate", "version__report__facility"
    )
    try:
        drop_allocation(allocation=get_object_or_404(held, public_id=allocation_id), by=subject.actor)
    except IllegalTransition:
        return problem(request, 409)
    messages.success(request, _("The allocation was taken out; the volume is free again."))
    return redirect("reporting:allocations", public_id=public_id)
