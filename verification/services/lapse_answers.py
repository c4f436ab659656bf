"""When the time to answer is over, the case goes back to the verifier as it is (deadlines are data)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import system_actor
from mrv.core.clock import database_now
from mrv.core.services.transition import StaleState
from mrv.workflow import IllegalTransition
from reporting.models import ReportVersion
from verification.models import VerificationEngagement
from verification.services.respond import respond


def lapse_answers(*, at: datetime | None = None) -> int:
    """Hand back every report whose answers are overdue; answers how many."""
    at = at or database_now()
    late = VerificationEngagement.objects.running().filter(answers_due_date__lt=timezone.localdate(at))
    versions = ReportVersion.objects.filter(state="findings_issued", report_id__in=late.values("report_id"))
    return sum(_hand_back(version, at) for version in versions)


def _hand_back(version: ReportVersion, at: datetime) -> bool:
    """False when the enterprise was faster: answered, or went on in a corrected version."""
    reason = _("The time to answer the findings is over.")
    try:
        respond(version=version, by=system_actor("clock"), at=at, reason=reason)
    except (StaleState, IllegalTransition):
        return False
    return True
