"""Sign and submit a draft: checks, digest of the content, freeze, job, audit, event - one transaction.

Nothing here talks to the broker: the job is a row; a worker that is not rung finds it (catalogue F5, F6).
"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.jobs import enqueue
from mrv.core.services.transition import StaleState
from reporting.models import CheckResult, ReportVersion
from reporting.services.access import require_own
from reporting.services.check_version import check_version
from reporting.services.move_version import move_version

# Canonical rows in a fixed order: the digest does not depend on the order or layout of what was sent.
_DIGEST = """
    SELECT encode(sha256(convert_to(coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex')
    FROM (
        SELECT json_build_array(stream.code, record.parameter, record.month, record.quantity::text, record.unit,
                                record.data_source, record.evidence_ref, record.remark)::text
               || COALESCE(' ± ' || record.uncertainty_percent::text, '')
               || CASE WHEN record.basis || record.component = '' THEN ''
                       ELSE ' [' || record.basis || ', ' || record.component || ']' END AS line
        FROM reporting_activityrecord AS record
        JOIN reporting_sourcestream AS stream ON stream.id = record.stream_id
        WHERE record.version_id = %(version)s
        UNION ALL
        SELECT json_build_array('certificate', allocation.stream_code, certificate.number, certificate.last_number,
                                allocation.volume_mwh::text, allocation.retirement_reference, certificate.sha256)::text
        FROM reporting_certificateallocation AS allocation
        JOIN reporting_energycertificate AS certificate ON certificate.id = allocation.certificate_id
        WHERE allocation.version_id = %(version)s
    ) AS lines
"""


class NotAcknowledged(ValueError):
    """The signer did not confirm that the data are true and complete."""


class ChecksFailed(ValueError):
    """The draft cannot be submitted; ``results`` are the errors and unexplained warnings."""

    def __init__(self, results: list[CheckResult]) -> None:
        super().__init__(
            _("%(count)d checks stand in the way. Correct the errors and explain the warnings.")
            % {"count": len(results)}
        )
        self.results = results


def submit_version(
    *,
    version: ReportVersion,
    by: Actor,
    at: datetime | None = None,
    acknowledgement: bool = True,
    expected_revision: int | None = None,
) -> ReportVersion:
    """Submit a draft and put its calculation on the queue. Raises ChecksFailed, NotAcknowledged, IllegalTransition.

    ``expected_revision`` is the draft the signer read; StaleState if it changed since.
    """
    require_own(by, "report:submit", version.report.facility)
    if not acknowledgement:
        raise NotAcknowledged(_("Confirm that the data are true and complete, then submit."))
    at = at or timezone.now()
    payload: dict[str, Any] = {"acknowledgement": True}
    changes: dict[str, Any] = {
        "submitted_at": at, "submitted_by_id": by.person_id, "submitted_by_label": by.label,
    }  # fmt: skip

    def sign(row: ReportVersion) -> None:
        """What is signed is what the lock holds: the draft that was read, checked, by its digest."""
        if expected_revision is not None and row.draft_revision != expected_revision:
            raise StaleState(_("The draft changed after it was read. Check the answers again, then sign."))
        require_checked(row, at)
        changes["content_hash"] = payload["content_hash"] = content_digest(row.pk)

    with transaction.atomic():
        moved = move_version("submit", version=version, by=by, at=at, guard=sign, changes=changes, payload=payload)
        enqueue(
            "reporting:calculate", subject_id=moved.pk, by=by, key=f"reporting:calculate:{moved.pk}",
            organization_id=version.report.facility.enterprise_id,
        )  # fmt: skip
    return moved


def content_digest(version_id: int) -> str:
    """SHA-256 over the canonical declared rows."""
    with connection.cursor() as cursor:
        cursor.execute(_DIGEST, {"version": version_id})
        return str(cursor.fetchone()[0])


def require_checked(version: ReportVersion, at: datetime) -> None:
    """ChecksFailed unless the checks hold for the rows as they are now; run only if the draft changed since."""
    if version.checked_revision != version.draft_revision:
        check_version(version=version, at=at)
    stands_in_the_way = Q(severity="error") | Q(severity="warning", explanation="")
    blocking = list(version.check_results.filter(stands_in_the_way).order_by("severity", "code", "pointer"))
    if blocking:
        raise ChecksFailed(blocking)
