"""Webhooks: signed notices of the change feed, delivered at least once, in the database until they arrive."""

import uuid

from django.db import models
from django.db.models import Q

from inventory.registry.models.verified import RegistryEvent
from inventory.registry.outbound_faults import FAULTS, told

STATES = ["pending", "delivered", "failed"]


class Webhook(models.Model):
    """An address of a client to which events of its scope are posted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    client = models.ForeignKey("core.ApiClient", on_delete=models.CASCADE, related_name="webhooks")
    url = models.URLField(max_length=500, db_comment="Address the events are posted to")
    secret = models.CharField(max_length=64, db_comment="Shared secret of the HMAC signature")
    is_active = models.BooleanField(default=True, db_comment="False after removal")
    created_at = models.DateTimeField(auto_now_add=True, db_comment="When registered")
    created_by = models.CharField(max_length=200, db_comment="Label of the client")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="webhook_once", fields=["client", "url"], condition=Q(is_active=True)),
        ]

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(models.Model):
    """One event for one webhook: how often tried, with what answer."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(RegistryEvent, on_delete=models.PROTECT, related_name="deliveries")
    state = models.CharField(max_length=10, choices=[(s, s) for s in STATES], default="pending")
    attempt = models.PositiveSmallIntegerField(default=0, db_comment="Times tried")
    status_code = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="Last HTTP status")
    error_code = models.CharField(
        max_length=12, blank=True, choices=[(code, code) for code in FAULTS], db_comment="Why the last try failed"
    )
    error_params = models.JSONField(default=dict, db_comment="Values of the words of error_code")
    tried_time = models.DateTimeField(null=True, blank=True, db_comment="When last tried")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="webhook_delivery_once", fields=["webhook", "event"]),
            models.CheckConstraint(name="webhook_delivery_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="webhook_delivery_error_known", condition=Q(error_code__in=["", *FAULTS])),
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.event_id} {self.state}"

    @property
    def error_text(self) -> str:
        """Why the last try failed, in the language of whoever reads; blank when it did not."""
        return told(self.error_code, self.error_params) if self.error_code else ""
