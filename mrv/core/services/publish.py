"""Leave an event in the outbox, in the caller's transaction, with one job per consumer."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from mrv.core.actor import Actor
from mrv.core.handlers import CONSUMERS
from mrv.core.models import OutboxEvent
from mrv.core.services.jobs import enqueue


def publish(
    name: str,
    *,
    subject_id: int,
    by: Actor,
    at: datetime | None = None,
    payload: dict[str, Any] | None = None,
) -> OutboxEvent:
    """Tell the higher apps that ``name`` happened to ``subject_id``. Each consumer applies it exactly once."""
    event = OutboxEvent.objects.create(
        name=name,
        subject_id=subject_id,
        payload=payload or {},
        occurred_at=at or timezone.now(),
        occurred_by=by.label,
    )
    for consumer in CONSUMERS.get(name, []):
        enqueue(
            consumer,
            subject_id=subject_id,
            by=by,
            key=f"{consumer}:{event.pk}",
            arguments={"event_id": event.pk, **event.payload},
        )
    return event
