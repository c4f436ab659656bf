"""Background work of reporting: compute a submitted version, read an uploaded file."""

from typing import Any

from mrv.core.actor import actor_for, system_actor
from mrv.core.handlers import WorkRefused, handles
from mrv.core.models import Job, Person
from mrv.core.services.jobs import report_progress
from reporting.calculation.simulating import Settings
from reporting.models import ImportedFile
from reporting.services.calculate_version import calculate_version
from reporting.services.import_file import import_file
from reporting.services.request_simulation import KIND as SIMULATE
from reporting.services.simulate_version import simulate_version


@handles("reporting:calculate")
def calculate(job: Job) -> dict[str, Any]:
    """Compute the version the job is about."""
    return calculate_version(version_id=job.subject_id, by=system_actor("calculation"))


@handles(SIMULATE, own_transactions=True)
def simulate(job: Job) -> dict[str, Any]:
    """Simulate the version for the person who asked; the result is kept once per job."""
    person = Person.objects.get(pk=job.created_by_id or 0)
    try:
        made = simulate_version(
            version_id=job.subject_id, settings=Settings(**job.arguments), by=actor_for(person), job=job,
            tell=lambda done, total: report_progress(job, done=done, total=total),
        )  # fmt: skip
    except ValueError as problem:
        raise WorkRefused(problem) from problem
    return {"simulation": str(made.public_id)}


@handles("reporting:import")
def read_import(job: Job) -> dict[str, Any]:
    """Read the uploaded file the job is about into its draft."""
    imported = ImportedFile.objects.select_related("version__report__facility").get(pk=job.subject_id)
    return import_file(imported=imported, by=system_actor("import"))
