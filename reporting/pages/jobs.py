"""Background work of a report as the progress panel shows it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from mrv.core.models import Job
from mrv.portal.components import Progress
from reporting.models import ImportedFile, ReportVersion

_LOOKS = {"done": "succeeded"}


def import_progress(imported: ImportedFile) -> Progress:
    """How far the reading of a file is."""
    job = imported.job
    is_over = imported.state != "received" or job is None or job.is_over
    return _progress(
        job,
        title=_("Reading %(name)s") % {"name": imported.original_name},
        poll_href="" if is_over else reverse("reporting:import_progress", args=[imported.public_id]),
        result_href=reverse("reporting:import", args=[imported.public_id]) if is_over else "",
        result_label=_("See what was found"),
    )


def calculation_progress(version: ReportVersion, job: Job | None) -> Progress:
    """How far the calculation of a submitted version is."""
    is_over = version.state != "submitted" or job is None or job.is_over
    return _progress(
        job,
        title=_("Calculation of the emissions"),
        poll_href="" if is_over else reverse("reporting:version_progress", args=[version.public_id]),
        result_href=reverse("reporting:report", args=[version.report.public_id]) if is_over else "",
        result_label=_("To the report"),
    )


def _progress(job: Job | None, *, title: str, poll_href: str, result_href: str, result_label: str) -> Progress:
    state = job.state if job else "queued"
    messages = [job.error_text] if job and job.error_text else []
    total = (job.progress_total if job else 0) or 1
    done = total if state == "done" else (job.progress_done if job else 0)
    return Progress(
        title=title,
        state=_LOOKS.get(state, state),
        done=done,
        total=total,
        poll_href=poll_href,
        result_href=result_href,
        result_label=result_label,
        messages=messages,
    )
