"""Post one event to one webhook: signed, bounded in time, never to an address inside the platform (outbound.py)."""

import hashlib
import hmac
import time
from typing import Any

import orjson
from django.utils import timezone

from inventory.registry.models import WebhookDelivery
from inventory.registry.outbound import checked_target, post
from inventory.registry.outbound_faults import CallFault
from inventory.registry.records import record_of
from mrv.core.api.formats import plain

TIMEOUT_SECONDS = 10


class DeliveryFailed(RuntimeError):
    """The client did not take the event; the job is tried again."""


def deliver_webhook(*, delivery_id: int) -> str:
    """Try once. Delivered: remembered. Not delivered: remembered, and the job is tried again."""
    delivery = WebhookDelivery.objects.select_related("webhook", "event__verified_emission").get(pk=delivery_id)
    if delivery.state == "delivered" or not delivery.webhook.is_active:
        return delivery.state
    body = orjson.dumps(event_body(delivery.event), default=plain, option=orjson.OPT_UTC_Z)
    status: int | None = None
    fault: CallFault | None = None
    try:
        status = _post(delivery, body)
    except CallFault as failure:
        fault = failure
    else:
        fault = None if 200 <= status < 300 else CallFault("answered", status=str(status))
    _remember(delivery, status, fault)
    if fault is not None:
        raise DeliveryFailed(fault.args[0]) from fault
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


def _remember(delivery: WebhookDelivery, status: int | None, fault: CallFault | None) -> None:
    delivery.attempt += 1
    delivery.status_code, delivery.tried_time = status, timezone.now()
    delivery.error_code, delivery.error_params = (fault.code, fault.params) if fault else ("", {})
    delivery.state = "delivered" if fault is None else "failed" if delivery.attempt >= 3 else "pending"
    delivery.save(update_fields=["attempt", "status_code", "error_code", "error_params", "tried_time", "state"])
