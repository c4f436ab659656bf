"""Pages of the work in the field: the sample of lines, the site visits."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mrv.core.views import PageRequest, page
from mrv.portal.components import KeyNumber
from verification.forms import SampleForm, VisitForm
from verification.selectors.review import SampleProgress, sample_progress, sampled_lines
from verification.services.check_sample import check_sample
from verification.services.record_visit import record_visit
from verification.views.acting import case_or_404, status_of, submitted
from verification.views.case import address, frame_of
from verification.views.review import stream_names, with_explanation


@page("engagement:read")
def sample(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """The lines proposed to be looked at, each with its two buttons."""
    engagement, version = case_or_404(request, public_id)
    form = SampleForm(request.POST or None)
    answer = submitted(
        request,
        form,
        lambda: check_sample(version=version, by=request.actor, **form.cleaned_data),
        done=lambda checked: f"{address('sample', engagement)}#line-{checked.line_number}",
    )
    if answer:
        return answer
    rows = sampled_lines(version, engagement)
    context = frame_of(request, engagement, version, tab="sample") | {
        "rows": with_explanation(rows, stream_names(version)),
        "progress": _numbers(sample_progress(version, rows)),
        "form": form,
    }
    return render(request, "verification/sample.html", context, status=status_of(form))


def _numbers(progress: SampleProgress) -> list[KeyNumber]:
    return [
        KeyNumber(_("Lines looked at"), f"{progress.checked} / {progress.proposed}", kind="text"),
        KeyNumber(_("Tonnes in the sample"), progress.covered_percent, kind="number", unit="%", places=1),
        KeyNumber(_("Tonnes looked at"), progress.checked_percent, kind="number", unit="%", places=1),
    ]


@page("engagement:read")
def visit(request: PageRequest, public_id: uuid.UUID) -> HttpResponse:
    """Site visits, and the form for a new one."""
    engagement, version = case_or_404(request, public_id)
    form = VisitForm(request.POST or None)
    answer = submitted(
        request,
        form,
        lambda: record_visit(version=version, notes=form.notes(), by=request.actor),
        done=lambda _visit: address("visit", engagement),
    )
    context = frame_of(request, engagement, version, tab="visit") | {
        "form": form,
        "visits": engagement.visits.select_related("recorded_by", "version"),
    }
    return answer or render(request, "verification/visit.html", context, status=status_of(form))
