"""Simulate a report version (approach 2) and keep the result: a row per job, never edited."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from mrv.core.actor import Actor
from mrv.core.models import Job
from reporting.calculation.build import engine_build
from reporting.calculation.simulating import Drawn, Settings, simulated
from reporting.models import ReportVersion, VersionSimulation
from reporting.selectors.emissions import IN_TOTAL, lines_in_force
from reporting.selectors.uncertainty import groups_of


def simulate_version(
    *,
    version_id: int,
    settings: Settings,
    by: Actor,
    at: datetime | None = None,
    job: Job | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> VersionSimulation:
    """The stored simulation; that of the job if it was done before. ValueError if nothing has a known uncertainty."""
    held = VersionSimulation.objects.filter(job=job).first() if job else None
    if held is not None:
        return held
    version = ReportVersion.objects.get(pk=version_id)
    rows = groups_of(lines_in_force(version).filter(scope__in=IN_TOTAL))
    drawn = [
        Drawn(f"{row['scope']}:{row['stream_code']}", row["amount"], row["squares"], row["profile"]) for row in rows
    ]
    return VersionSimulation.objects.create(
        version=version,
        result_hash=version.result_hash,
        job=job,
        engine_build=engine_build(),
        simulated_at=at or timezone.now(),
        simulated_by_id=by.person_id,
        **simulated(drawn, settings, tell),
    )
