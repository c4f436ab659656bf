"""A version was computed: score its risk, and if its report is being verified already, go on with that.

This is how a corrected version reaches the verifier who asked for it, without a second assignment.
"""

from mrv.core.actor import system_actor
from reporting.models import ReportVersion
from reporting.services.move_version import move_version
from verification.guards import locked
from verification.models import VerificationEngagement
from verification.services.assess_version import assess_version
from verification.services.propose_sample import propose_sample


def receive_version(*, version: ReportVersion) -> str:
    """What was done: ``assessed`` or ``resumed``. Runs in the caller's transaction; repeating it is harmless."""
    row = locked(version)
    assess_version(version=row)
    running = VerificationEngagement.objects.filter(report_id=row.report_id).running().exists()
    if row.state != "computed" or not running:
        return "assessed"
    by = system_actor("verification")
    moved = move_version("resume_review", version=row, by=by)
    propose_sample(version=moved, by=by)
    return "resumed"
