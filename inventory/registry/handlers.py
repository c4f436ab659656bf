"""Consumers of the life of report versions, and the delivery of webhooks."""

from typing import Any

from inventory.registry.services.deliver_webhook import deliver_webhook
from inventory.registry.services.publish_verified import publish_verified
from mrv.core.handlers import consumes, handles
from mrv.core.models import Job


@consumes("reporting:report_version:decide", by="registry:publish")
@consumes("reporting:report_version:supersede", by="registry:publish")
@consumes("reporting:report_version:withdraw", by="registry:publish")
def publish_version(job: Job) -> dict[str, Any]:
    """Bring the record of this version in line with what the version is now."""
    return {"changed": publish_verified(version_id=job.subject_id)}


@handles("registry:deliver", own_transactions=True)
def deliver(job: Job) -> dict[str, Any]:
    """Post one event to one webhook."""
    return {"state": deliver_webhook(delivery_id=job.subject_id)}
