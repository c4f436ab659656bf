"""Take a source stream out of a draft plan."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mrv.core.actor import Actor
from mrv.core.services.record import record
from reporting.models import SourceStream
from reporting.services.access import require_own
from reporting.services.draft_plan import require_draft


@transaction.atomic
def drop_stream(*, stream: SourceStream, by: Actor, at: datetime | None = None) -> None:
    """Remove the stream. ValidationError if its plan is no draft."""
    plan = stream.plan
    require_own(by, "plan:edit", plan.facility)
    require_draft(plan)
    record(
        "reporting:monitoring_plan:drop_stream", about=plan, by=by, at=at or timezone.now(),
        organization_id=plan.facility.enterprise_id, payload={"code": stream.code},
    )  # fmt: skip
    stream.delete()
