"""Post one event to one webhook: signed, bounded in time, never to an address inside the platform (A32)."""

import hashlib
import hmac
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.conf import settings
from django.utils import timezone

from inventory.registry.models import WebhookDelivery
from inventory.registry.records import record_of
from mrv.core.api.formats import plain

TIMEOUT_SECONDS = 10


class AddressRefused(ValueError):
    """The address is not one the platform will call."""


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
    except (AddressRefused, OSError, urllib.error.URLError) as failure:
        status, error = getattr(failure, "code", None), str(failure)[:300]
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


def check_address(url: str) -> None:
    """Refuse what is not https to a public address. Loopback is allowed only where settings say so (tests)."""
    parts = urlsplit(url)
    local = getattr(settings, "MRV_WEBHOOK_LOOPBACK", False)
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise AddressRefused("A webhook address must begin with https://.")
    if not parts.hostname or parts.username:
        raise AddressRefused("A webhook address needs a host and must not carry a user name.")
    try:
        found = {info[4][0] for info in socket.getaddrinfo(parts.hostname, parts.port or 443)}
    except OSError as error:
        raise AddressRefused(f"The host {parts.hostname} is not known.") from error
    for address in found:
        number = ipaddress.ip_address(address)
        if not number.is_global and not (local and number.is_loopback):
            raise AddressRefused(f"{parts.hostname} is not a public address.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """A redirect could lead inside; it counts as a failure."""


def _post(delivery: WebhookDelivery, body: bytes) -> int:
    check_address(delivery.webhook.url)
    stamp = str(int(time.time()))
    request = urllib.request.Request(
        delivery.webhook.url,
        data=body,
        method="POST",
        headers={
            "Content-Type": "application/json",
            "MRV-Event-Id": str(delivery.event_id),
            "MRV-Timestamp": stamp,
            "MRV-Signature": signature_of(delivery.webhook.secret, stamp, body),
        },
    )
    opener = urllib.request.build_opener(_NoRedirect)
    with opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
        return int(answer.status)


def _remember(delivery: WebhookDelivery, status: int | None, error: str) -> None:
    delivery.attempt += 1
    delivery.status_code, delivery.error, delivery.tried_time = status, error, timezone.now()
    is_taken = status is not None and 200 <= status < 300
    delivery.state = "delivered" if is_taken else "failed" if delivery.attempt >= 3 else "pending"
    delivery.save(update_fields=["attempt", "status_code", "error", "tried_time", "state"])
