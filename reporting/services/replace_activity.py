"""Replace the declared activity of a draft by rows: all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.core.services.transition import StaleState
from mrv.portal.states import look_of
from mrv.workflow import IllegalTransition
from reporting.intake.check_rows import Columns, check_rows
from reporting.intake.copy_text import copy_blocks, has_more
from reporting.intake.problems import Problem
from reporting.intake.rows import ActivityRow, RawColumns
from reporting.models import ActivityRecord, ReportVersion
from reporting.services.access import require_own
from reporting.services.plan_rules import plan_rules

_COLUMNS = "version_id, stream_id, month, parameter, quantity, unit, data_source, evidence_ref, remark, row_number"


def replace_activity(
    *,
    version: ReportVersion,
    rows: Sequence[ActivityRow] | RawColumns,
    by: Actor,
    at: datetime | None = None,
    expected_revision: int | None = None,
    numbers: Sequence[int] | None = None,
    source: dict[str, Any] | None = None,
) -> list[Problem]:
    """Check the rows and store them in place of all there were; the problems, and then nothing is changed.

    ``numbers`` are row numbers of a file; ``expected_revision`` refuses (StaleState) if somebody else saved since;
    ``source`` is added to the audit event.
    """
    require_own(by, "report:edit", version.report.facility)
    checked = check_rows(rows, plan_rules(version), numbers=numbers)
    if checked.columns is None:
        return checked.problems
    with transaction.atomic():
        locked = lock_draft(version, expected_revision)
        ActivityRecord.objects.filter(version_id=locked.pk)._raw_delete("default")
        store_columns(locked.pk, checked.columns)
        touch_draft(version)
        record(
            "reporting:activity:replace", about=version, by=by, at=at or timezone.now(),
            organization_id=version.report.facility.enterprise_id, payload={"rows": len(rows), **(source or {})},
        )  # fmt: skip
    return []


def lock_draft(version: ReportVersion, expected_revision: int | None = None) -> ReportVersion:
    """The version under a row lock, if it is a draft and nobody else saved since ``expected_revision``."""
    locked = ReportVersion.objects.select_for_update().get(pk=version.pk)
    if locked.state != "draft":
        raise IllegalTransition(
            _(
                "The report version is in state “%(state)s”, it is not a draft: what was submitted is never edited. "
                "Open a corrected version."
            )
            % {"state": look_of(locked.state).label}
        )
    if expected_revision is not None and locked.draft_revision != expected_revision:
        raise StaleState(
            _(
                "The draft was changed by somebody else (revision %(held)d, yours is %(sent)d). Reload it and enter "
                "your changes again."
            )
            % {"held": locked.draft_revision, "sent": expected_revision}
        )
    return locked


def touch_draft(version: ReportVersion) -> None:
    """Count an edit; check results found before no longer hold."""
    ReportVersion.objects.filter(pk=version.pk).update(draft_revision=F("draft_revision") + 1)
    version.refresh_from_db(fields=["draft_revision"])


def store_columns(version_id: int, columns: Columns) -> None:
    """COPY checked rows into a version."""
    names = f"{_COLUMNS}, uncertainty_percent, basis, component" if has_more(columns) else _COLUMNS
    statement = f"COPY reporting_activityrecord ({names}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for block in copy_blocks(version_id, columns):
            copy.write(block)
