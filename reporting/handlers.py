"""Background work of reporting: compute a submitted version, read an uploaded file."""

from typing import Any

from mrv.core.actor import system_actor
from mrv.core.handlers import handles
from mrv.core.models import Job
from reporting.services.calculate_version import calculate_version


@handles("reporting:calculate")
def calculate(job: Job) -> dict[str, Any]:
    """Compute the version the job is about."""
    return calculate_version(version_id=job.subject_id, by=system_actor("calculation"))
