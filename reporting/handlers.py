"""Background work of reporting: compute a submitted version, read an uploaded file."""

from typing import Any

from mrv.core.actor import system_actor
from mrv.core.handlers import handles
from mrv.core.models import Job
from reporting.models import ImportedFile
from reporting.services.calculate_version import calculate_version
from reporting.services.import_file import import_file


@handles("reporting:calculate")
def calculate(job: Job) -> dict[str, Any]:
    """Compute the version the job is about."""
    return calculate_version(version_id=job.subject_id, by=system_actor("calculation"))


@handles("reporting:import")
def read_import(job: Job) -> dict[str, Any]:
    """Read the uploaded file the job is about into its draft."""
    imported = ImportedFile.objects.select_related("version__report__facility").get(pk=job.subject_id)
    return import_file(imported=imported, by=system_actor("import"))
