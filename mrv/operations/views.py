"""Doors of operations: what runs, what failed, whether the ledger is whole, who is registered."""

import uuid

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from mrv.core.models import AuditEvent, AuditSeal, Enterprise, Facility, Job
from mrv.core.services.jobs import enqueue, queue_depth
from mrv.core.services.retry_job import retry_job
from mrv.core.views import PageRequest, page
from mrv.operations import tables
from mrv.operations.paging import newest_first
from mrv.operations.record_pages import links_of

SHOWN = 50


@require_GET
@page("operations:read")
def home(request: PageRequest) -> HttpResponse:
    """The queue at a glance; ``?state=`` narrows it."""
    jobs = Job.objects.visible_to(request.actor)
    if state := request.GET.get("state"):
        jobs = jobs.filter(state=state)
    shown, pager = newest_first(request, jobs, size=SHOWN)
    context = {
        "numbers": tables.job_numbers(queue_depth()),
        "jobs": tables.job_table(shown),
        "pager": pager,
        "schedule": tables.schedule_table(),
    }
    return render(request, "operations/home.html", context)


@require_GET
@page("operations:read")
def job(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """One job."""
    found = get_object_or_404(Job.objects.visible_to(request.actor), public_id=public_id)
    context = {"job": found, "facts": tables.job_facts(found), "can_retry": found.state in {"failed", "parked"}}
    return render(request, "operations/job.html", context)


@require_POST
@page("operations:read")
def retry(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put a failed or parked job back in the queue."""
    found = get_object_or_404(Job.objects.visible_to(request.actor), public_id=public_id)
    if retry_job(job=found, by=request.actor):
        messages.success(request, _("The job is in the queue again."))
    else:
        messages.warning(request, _("The job is neither failed nor parked; it was left as it is."))
    return redirect("operations:job", public_id=public_id)


@require_GET
@page("operations:read")
def ledger(request: PageRequest) -> HttpResponse:
    """The ledger: events, seals, the last verification."""
    events = AuditEvent.objects.visible_to(request.actor).select_related("occurred_by")
    if about := request.GET.get("action", "").replace("\x00", ""):
        events = events.filter(action__startswith=about)
    shown, pager = newest_first(request, events, size=SHOWN)
    context = {
        "events": tables.event_table(shown, links_of(shown, request.actor)),
        "pager": pager,
        "seals": tables.seal_table(AuditSeal.objects.order_by("-last_event")[:5]),
        "verification": Job.objects.filter(kind="operations:verify_ledger").order_by("-pk").first(),
    }
    return render(request, "operations/ledger.html", context)


@require_POST
@page("operations:read")
def verify_ledger(request: PageRequest) -> HttpResponse:
    """Start a verification of the whole ledger in the workers."""
    enqueue("operations:verify_ledger", subject_id=0, by=request.actor)
    messages.info(request, _("The ledger is being verified. Reload this page in a moment."))
    return redirect("operations:ledger")


@require_GET
@page("organization:read")
def register(request: PageRequest) -> HttpResponse:
    """The register of enterprises; ``?q=`` searches name and code."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = Enterprise.objects.filter(facilities__in=Facility.objects.visible_to(request.actor)).distinct()
    if wanted:
        found = found.filter(
            Q(name_zh__icontains=wanted) | Q(name_en__icontains=wanted) | Q(code__iexact=wanted) | Q(uscc=wanted)
        )
    found = found.annotate(facility_count=Count("facilities", distinct=True))
    shown, pager = newest_first(request, found, size=SHOWN, order="pk")
    context = {"enterprises": tables.register_table(shown), "pager": pager, "wanted": wanted}
    return render(request, "operations/register.html", context)


@require_GET
@page("organization:read")
def enterprise(request: PageRequest, code: str) -> HttpResponse:
    """One register entry."""
    visible = Facility.objects.visible_to(request.actor)
    found = get_object_or_404(Enterprise.objects.filter(facilities__in=visible).distinct(), code=code)
    facilities = visible.filter(enterprise_id=found.pk).select_related("district", "sector")
    context = {
        "enterprise": found,
        "facts": tables.enterprise_facts(found),
        "facilities": tables.facility_table(facilities),
        "people": tables.member_table(found.memberships.select_related("person")),
    }
    return render(request, "operations/enterprise.html", context)
