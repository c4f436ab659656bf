"""Machine clients and idempotency of the interface."""

from django.conf import settings
from django.db import models


class ApiClient(models.Model):
    """An OAuth2 client (registry, enterprise system) acting for one organization in given roles."""

    application = models.OneToOneField(
        settings.OAUTH2_PROVIDER_APPLICATION_MODEL, on_delete=models.CASCADE, related_name="mrv_client"
    )
    organization = models.ForeignKey("core.Organization", on_delete=models.PROTECT, related_name="clients")
    roles = models.JSONField(default=list, db_comment="Role codes the client acts in")
    jurisdiction = models.ForeignKey(
        "core.District", null=True, blank=True, on_delete=models.PROTECT,
        db_comment="Registry scope: records of this area and below; null = none",
    )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organization} client"


class IdempotencyRecord(models.Model):
    """The answer given to a POST with an Idempotency-Key; the same key gets the same bytes again."""

    actor_key = models.CharField(max_length=120, db_comment="person:ID or client:ID")
    key = models.CharField(max_length=120, db_comment="Idempotency-Key header")
    request_digest = models.CharField(max_length=64, db_comment="SHA-256 of method, path and body")
    status_code = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="HTTP status; null = in progress")
    headers = models.JSONField(default=dict, db_comment="Headers repeated with the answer")
    body = models.BinaryField(default=b"", db_comment="Answer, byte for byte")
    created_at = models.DateTimeField(auto_now_add=True, db_comment="When first seen")
    created_by = models.CharField(max_length=200, db_comment="Label of the actor")

    class Meta:
        constraints = [models.UniqueConstraint(name="idempotency_once", fields=["actor_key", "key"])]

    def __str__(self) -> str:
        return f"{self.actor_key} {self.key}"
