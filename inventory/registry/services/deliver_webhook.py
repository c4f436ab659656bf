"""Post one event to one webhook: signed, bounded in time, never to an address inside the platform (outbound.py)."""

import hashlib
import hmac
import time
from typing import Any

import orjson
from django.utils import timezone

from inventory.registry.models import WebhookDelivery
from inventory.registry.outbound import AddressRefused, checked_target, post
from inventory.registry.records import record_of
from mrv.core.api.formats import plain
from mrv.core.sentences import in_both

TIMEOUT_SECONDS = 10


class DeliveryFailed(RuntimeError):
    """The client did not take the event; the job is tried again."""


def deliver_webhook(*, delivery_id: int) -> str:
    """Try once. Delivered: remembered. Not delivered: remembered, and the job is tried again."""
    delivery = WebhookDelivery.objects.select_related("webhook", "event__verified_emission").get(pk=delivery_id)
    if delivery.state == "delivered" or not delivery.webhook.is_active:
        return delivery.state
    body = orjson.dumps(event_body(delivery.event), default=plain, option=orjson.OPT_UTC_Z)
    status: int | None
    try:
        status, error = _post(delivery, body), ""
    except (AddressRefused, OSError) as failure:
        status, error = None, in_both(failure)["en"][:300]
    _remember(delivery, status, error)
    if delivery.state != "delivered":
        raise DeliveryFailed(error or f"answered {status}")
    return delivery.state


def event_body(event: Any) -> dict[str, Any]:
    """The event as posted and as read from the feed."""
    return {
        "id": event.pk,
        "name": event.name,
        "happened_at": event.happened_time,
        "verified_emission": record_of(event.verified_emission),
    }


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA-256 over time stamp and body; the receiver refuses old stamps against replay (A24)."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _post(delivery: WebhookDelivery, body: bytes) -> int:
    target = checked_target(delivery.webhook.url)
    stamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "MRV-Event-Id": str(delivery.event_id),
        "MRV-Timestamp": stamp,
        "MRV-Signature": signature_of(delivery.webhook.secret, stamp, body),
    }
    return post(target, body, headers, timeout=TIMEOUT_SECONDS)


def _remember(delivery: WebhookDelivery, status: int | None, error: str) -> None:
    delivery.attempt += 1
    delivery.status_code, delivery.error, delivery.tried_time = status, error, timezone.now()
    is_taken = status is not None and 200 <= status < 300
    delivery.state = "delivered" if is_taken else "failed" if delivery.attempt >= 3 else "pending"
    delivery.save(update_fields=["attempt", "status_code", "error", "tried_time", "state"])
