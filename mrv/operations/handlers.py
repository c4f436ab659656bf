"""Background work of operations: verifying the whole ledger."""

from typing import Any

from mrv.core.handlers import handles
from mrv.core.models import Job
from mrv.core.services.ledger import verify_ledger


@handles("operations:verify_ledger")
def verify(job: Job) -> dict[str, Any]:
    """Recompute every digest, root and seal; the result is shown on the ledger page."""
    report = verify_ledger()
    return {
        "events": report.events,
        "sealed": report.sealed,
        "seals": report.seals,
        "head": report.head,
        "faults": list(report.faults[:100]),
        "fault_count": len(report.faults),
    }
