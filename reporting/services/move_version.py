"""Move a report version through its life: the only way its state changes (reporting/states.py)."""

from datetime import datetime
from typing import Any

from mrv.core.actor import Actor
from mrv.core.services.transition import Guard, transition
from reporting.models import ReportVersion
from reporting.states import REPORT_VERSION


def move_version(  # noqa: PLR0913 - one verb; every option is named at the call
    name: str,
    *,
    version: ReportVersion,
    by: Actor,
    at: datetime | None = None,
    reason: str = "",
    expected_state: str | None = None,
    guard: Guard | None = None,
    changes: dict[str, Any] | None = None,
    payload: dict[str, Any] | None = None,
) -> ReportVersion:
    """Make the named move and return the fresh row; audited for the enterprise the report belongs to."""
    return transition(
        version,
        name,
        table=REPORT_VERSION,
        by=by,
        at=at,
        reason=reason,
        expected_state=expected_state,
        guard=guard,
        changes=changes,
        organization_id=version.report.facility.enterprise_id,
        payload=payload,
    )
