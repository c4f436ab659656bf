"""Compute a submitted version: exact lines, one run, total and digest; or failed checks and a new draft.

Exactly once: the job's effect and its end are one transaction (mrv.core.services.jobs); a second run of the same
message finds the version moved on, and the run is unique by version, engine build and factors.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mrv.accounting.messages import Text
from mrv.core.actor import Actor
from mrv.core.models import GwpSet
from reporting.calculation.build import engine_build
from reporting.calculation.library import Library
from reporting.calculation.lines import Computation, compute
from reporting.calculation.loading import load_library, load_streams
from reporting.calculation.storing import store_run
from reporting.checks.outcome import Outcome
from reporting.models import CheckResult, ReportVersion
from reporting.services.move_version import move_version
from reporting.services.open_correction import draft_after


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
    library, computation = _compute(version)
    if computation.outcomes or library is None:
        return _fail(version, computation.outcomes, by, at)
    run = store_run(version, computation.lines, library, build=engine_build(), at=at)
    changes = {"result_hash": run.result_hash, "total_co2e_t": run.total_co2e_t}
    move_version(
        "complete_calculation", version=version, by=by, at=at, changes=changes,
        payload={"run": run.pk, "result_hash": run.result_hash, "total_co2e_t": str(run.total_co2e_t)},
    )  # fmt: skip
    return {"outcome": "computed", "lines": run.line_count, "total_co2e_t": str(run.total_co2e_t)}


def _compute(version: ReportVersion) -> tuple[Library | None, Computation]:
    streams = load_streams(version)
    try:
        library = load_library(
            version,
            subjects={stream.fuel for stream in streams if stream.fuel},
            facility=version.report.facility,
            year=version.report.compliance_year,
        )
    except GwpSet.DoesNotExist:
        return None, Computation(outcomes=[_no_gwp(version)])
    return library, compute(streams, library)


def _no_gwp(version: ReportVersion) -> Outcome:
    code = version.gwp_set_code
    text = Text(
        f"The GWP set {code} of the monitoring plan is not in the library. Choose another set in the plan.",
        f"数据质量控制方案所列 GWP 集 {code} 不在库中，请在方案中选择其他集合。",
    )
    return Outcome("gwp_set_unknown", "error", "/", text, {"code": code})


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
