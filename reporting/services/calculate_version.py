"""Compute a submitted version: exact lines, one run, total and digest; or failed checks and a new draft.

Exactly once: the job's effect and its end are one transaction (mrv.core.services.jobs); a second run of the same
message finds the version moved on, and the run is unique by version, engine build and factors.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mrv.core.actor import Actor
from reporting.calculation.build import engine_build
from reporting.calculation.collector import collector_at_rest
from reporting.calculation.storing import store_run
from reporting.calculation.whole import compute_whole
from reporting.checks.outcome import Outcome
from reporting.models import CheckResult, ReportVersion
from reporting.services.compare_with_peers import compare_with_peers
from reporting.services.move_version import move_version
from reporting.services.open_correction import draft_after


@collector_at_rest()
@transaction.atomic
def calculate_version(*, version_id: int, by: Actor, at: datetime | None = None) -> dict[str, Any]:
    """Compute the version if it waits for it; what came of it, for the job."""
    version = (
        ReportVersion.objects.select_for_update(of=("self",))
        .select_related("report__facility__district__parent__parent", "report__facility__sector")
        .get(pk=version_id)
    )
    if version.state != "submitted":
        return {"outcome": "already done", "state": version.state}
    at = at or timezone.now()
    library, computation = compute_whole(version)
    if computation.outcomes or library is None:
        return _fail(version, computation.outcomes, by, at)
    run = store_run(version, computation.lines, library, build=engine_build(), at=at)
    compare_with_peers(version=version, run=run)
    changes = {"result_hash": run.result_hash, "total_co2e_t": run.total_co2e_t}
    move_version(
        "complete_calculation", version=version, by=by, at=at, changes=changes,
        payload={"run": run.pk, "result_hash": run.result_hash, "total_co2e_t": str(run.total_co2e_t)},
    )  # fmt: skip
    return {"outcome": "computed", "lines": run.line_count, "total_co2e_t": str(run.total_co2e_t)}


def _fail(version: ReportVersion, outcomes: list[Outcome], by: Actor, at: datetime) -> dict[str, Any]:
    CheckResult.objects.bulk_create(
        [
            CheckResult(
                version=version,
                code=outcome.code,
                severity=outcome.severity,
                pointer=outcome.pointer[:200],
                parameters=outcome.parameters(),
                found_by="system:calculation",
            )
            for outcome in outcomes
        ],
        batch_size=1000,
    )
    failed = move_version("fail_checks", version=version, by=by, at=at, payload={"problems": len(outcomes)})
    reason = "The calculation could not be done; the reasons stand beside the lines of the version before."
    draft = draft_after(failed, by=by, at=at, reason=reason)
    return {"outcome": "check_failed", "problems": len(outcomes), "draft": draft.number}
