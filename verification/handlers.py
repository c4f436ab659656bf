"""What verification listens to."""

from typing import Any

from mrv.core.handlers import consumes
from mrv.core.models import Job
from reporting.models import ReportVersion
from verification.services.receive_version import receive_version


@consumes("reporting:report_version:complete_calculation", by="verification:receive_version")
def on_computed(job: Job) -> dict[str, Any]:
    """A version was computed: score it, or go on with the engagement that waits for it."""
    version = ReportVersion.objects.get(pk=job.subject_id)
    return {"outcome": receive_version(version=version)}
