"""An event posted to a webhook: signed, remembered with its answer, given up after three tries, never sent inside."""

import time
from typing import Any

import pytest
from django.utils.translation import override

from inventory.registry.models import RegistryEvent, Webhook, WebhookDelivery
from inventory.registry.outbound import Target
from inventory.registry.services import deliver_webhook as delivering
from inventory.registry.services.publish_verified import publish_verified
from mrv.roles import Role
from tests.factories import api_client, computed, version, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery() -> WebhookDelivery:
    city = world()
    client, _bearer = api_client(city.registry, Role.REGISTRY_CLIENT, jurisdiction=city.city)
    made = version(city.facility, year=2017, state="decided", number=1)
    computed(made, "100.5")
    publish_verified(version_id=made.pk)
    webhook = Webhook.objects.create(client=client, url="https://registry.example/hook", secret="s", created_by="test")
    return WebhookDelivery.objects.create(webhook=webhook, event=RegistryEvent.objects.get())


def pinned(monkeypatch: pytest.MonkeyPatch, status: int) -> list[tuple[Target, bytes, dict[str, str]]]:
    calls: list[Any] = []

    def post(target: Target, body: bytes, headers: dict[str, str], *, timeout: float) -> int:
        calls.append((target, body, headers))
        return status

    place = Target("https", "registry.example", 443, "/hook", "93.184.216.34")
    monkeypatch.setattr(delivering, "checked_target", lambda url: place)
    monkeypatch.setattr(delivering, "post", post)
    return calls


def test_a24_an_event_is_delivered_once_and_signed(delivery: WebhookDelivery, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = pinned(monkeypatch, 204)
    assert delivering.deliver_webhook(delivery_id=delivery.pk) == "delivered"
    assert delivering.deliver_webhook(delivery_id=delivery.pk) == "delivered"
    ((target, body, headers),) = calls
    assert target.address == "93.184.216.34"
    assert headers["MRV-Signature"] == delivering.signature_of("s", headers["MRV-Timestamp"], body)


def test_a_refused_event_is_tried_three_times(delivery: WebhookDelivery, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned(monkeypatch, 500)
    for _ in range(3):
        with override("en"), pytest.raises(delivering.DeliveryFailed, match="answered with status 500"):
            delivering.deliver_webhook(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempt, delivery.status_code) == ("failed", 3, 500)


def test_a32_a_name_that_now_leads_inside_gets_nothing(delivery: WebhookDelivery) -> None:
    Webhook.objects.filter(pk=delivery.webhook_id).update(url="https://127.0.0.1/hook")
    with override("en"), pytest.raises(delivering.DeliveryFailed, match="not a public address"):
        delivering.deliver_webhook(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempt) == ("pending", 1)


def test_why_a_delivery_failed_is_told_in_the_language_of_the_reader(
    delivery: WebhookDelivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    Webhook.objects.filter(pk=delivery.webhook_id).update(url="https://127.0.0.1/hook")
    with pytest.raises(delivering.DeliveryFailed):
        delivering.deliver_webhook(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.error_code, delivery.error_params) == ("not_public", {"host": "127.0.0.1"})
    with override("en"):
        assert delivery.error_text == "127.0.0.1 is not a public address."
    with override("zh-hans"):
        assert delivery.error_text == "127.0.0.1 不是公网地址。"
    pinned(monkeypatch, 503)
    with pytest.raises(delivering.DeliveryFailed):
        delivering.deliver_webhook(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    with override("zh-hans"):
        assert delivery.error_text == "客户端返回状态码 503，应为 2xx。"


def test_a_delivery_that_arrives_at_last_forgets_its_fault(
    delivery: WebhookDelivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    pinned(monkeypatch, 500)
    with pytest.raises(delivering.DeliveryFailed):
        delivering.deliver_webhook(delivery_id=delivery.pk)
    pinned(monkeypatch, 204)
    assert delivering.deliver_webhook(delivery_id=delivery.pk) == "delivered"
    delivery.refresh_from_db()
    assert (delivery.error_code, delivery.error_text) == ("", "")


def test_a24_a_message_with_another_time_or_body_has_another_signature(
    delivery: WebhookDelivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = pinned(monkeypatch, 204)
    delivering.deliver_webhook(delivery_id=delivery.pk)
    ((_target, body, headers),) = calls
    assert abs(int(headers["MRV-Timestamp"]) - time.time()) <= 60
    later = str(int(headers["MRV-Timestamp"]) + 3600)
    assert delivering.signature_of("s", later, body) != headers["MRV-Signature"]
    assert delivering.signature_of("s", headers["MRV-Timestamp"], body + b" ") != headers["MRV-Signature"]
    assert headers["MRV-Event-Id"] == str(delivery.event_id)
