"""Move a draft to the newest released versions of the factor sets it pins: an explicit act, with its difference.

A report keeps the sets it was opened with, whatever is released later. Moving is a decision of the enterprise,
taken on the difference per line, and the ledger keeps both.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.record import record
from mrv.core.services.transition import StaleState
from reporting.models import ReportVersion
from reporting.selectors.factor_impact import LineShift, VersionImpact, impact_on
from reporting.selectors.factor_pins import newest_pins
from reporting.services.access import require_own
from reporting.services.replace_activity import lock_draft, touch_draft

MOST_LINES = 1000


def repin_factors(
    *, version: ReportVersion, by: Actor, pins: Sequence[int] | None = None, at: datetime | None = None
) -> VersionImpact:
    """Pin the newest versions and return what that changes. ``pins`` are those the difference was shown for.

    StaleState when they are no longer the newest; ValidationError when the draft pins the newest already;
    IllegalTransition unless it is a draft.
    """
    require_own(by, "report:edit", version.report.facility)
    with transaction.atomic():
        locked = lock_draft(version)
        newest = newest_pins(locked)
        if pins is not None and list(pins) != newest:
            raise StaleState(
                _("Another version of a factor set was released meanwhile. Look at the difference again.")
            )
        if newest == locked.factor_set_ids:
            raise ValidationError(_("The draft pins the newest released sets already."), code="newest")
        impact = impact_on(locked, newest)
        _record(locked, newest, impact, by, at or timezone.now())
        ReportVersion.objects.filter(pk=locked.pk).update(factor_set_ids=newest)
        touch_draft(version)
    version.refresh_from_db(fields=["factor_set_ids"])
    return impact


def _record(version: ReportVersion, newest: list[int], impact: VersionImpact, by: Actor, at: datetime) -> None:
    payload: dict[str, Any] = {
        "before": version.factor_set_ids,
        "after": newest,
        "co2e_before_t": str(impact.before),
        "co2e_after_t": str(impact.after),
        "lines_changed": len(impact.lines),
        "lines": [_line(shift) for shift in impact.lines[:MOST_LINES]],
    }
    record(
        "reporting:report_version:repin", about=version, by=by, at=at,
        organization_id=version.report.facility.enterprise_id, payload=payload,
    )  # fmt: skip


def _line(shift: LineShift) -> list[Any]:
    return [shift.stream_code, shift.month, _text(shift.before), _text(shift.after)]


def _text(amount: object) -> str | None:
    return None if amount is None else str(amount)
