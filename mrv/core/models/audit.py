"""The audit ledger: append-only events, sealed in order into a hash chain.

An insert carries its own digest; a seal covers a run of events, in id order, with a Merkle root and
the digest of the seal before it. Sealing in runs keeps writers from queueing on one chain tail: they
share an advisory lock, the sealer takes it alone for a moment, so every id below its run is final.
"""

from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models

if TYPE_CHECKING:
    from mrv.core.actor import Actor


def no_truncate(name: str) -> pgtrigger.Trigger:
    """A trigger that refuses TRUNCATE."""
    return pgtrigger.Trigger(
        name=f"{name}_no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows of record';",
    )


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers that refuse UPDATE, DELETE and TRUNCATE."""
    refuse_change = pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
    return [refuse_change, no_truncate(name)]


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Questions about the ledger."""

    def visible_to(self, actor: "Actor") -> Self:
        """The oversight and operators see all; others what concerns their organization."""
        if actor.oversees_city or actor.may("operations:read"):
            return self
        return self.filter(organization_id__in=actor.enterprise_ids | actor.body_ids)

    def about(self, record: models.Model) -> Self:
        """Events of one record, oldest first."""
        return (
            self.filter(object_type=record._meta.label_lower, object_id=str(record.pk))
            .select_related("occurred_by")
            .order_by("pk")
        )


class AuditEvent(models.Model):
    """Who did what to which record, when and why."""

    occurred_at = models.DateTimeField(db_comment="When, by the clock of the host; the order is that of id")
    occurred_by = models.ForeignKey(
        "core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_comment="Person; null for clients and the platform itself",
    )  # fmt: skip
    actor_label = models.CharField(max_length=200, db_comment="Name of the actor at the time")
    action = models.CharField(max_length=96, db_comment="app:noun:verb")
    object_type = models.CharField(max_length=64, db_comment="app.model")
    object_id = models.CharField(max_length=64, db_comment="Primary key of the record, or blank")
    organization = models.ForeignKey(
        "core.Organization", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_comment="Organization the event concerns",
    )  # fmt: skip
    reason = models.TextField(blank=True, db_comment="Reason given by the actor")
    payload = models.JSONField(default=dict, db_comment="State before and after, digests, counts")
    digest = models.CharField(max_length=64, db_comment="SHA-256 of the canonical event")

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="audit_object", fields=["object_type", "object_id"])]
        triggers = append_only("audit_event")

    def __str__(self) -> str:
        return f"{self.action} {self.object_type}#{self.object_id}"

    @property
    def actor_name(self) -> str:
        """Who acted, in the language of the reader; clients and the platform by the name of record."""
        return str(self.occurred_by) if self.occurred_by is not None else self.actor_label


class AuditSeal(models.Model):
    """A link of the chain: the events ``first_id..last_id`` under one Merkle root."""

    first_event = models.BigIntegerField(db_comment="Id of the first event covered")
    last_event = models.BigIntegerField(unique=True, db_comment="Id of the last event covered")
    event_count = models.PositiveIntegerField(db_comment="Number of events covered")
    merkle_root = models.CharField(max_length=64, db_comment="Root over the event digests in id order")
    previous_digest = models.CharField(max_length=64, unique=True, db_comment="Digest of the seal before")
    digest = models.CharField(max_length=64, unique=True, db_comment="SHA-256 of root, range and previous digest")
    signature = models.TextField(blank=True, db_comment="Compact JWS over the digest")
    sealed_at = models.DateTimeField(db_comment="When sealed")
    sealed_by = models.CharField(max_length=64, default="system:ledger", db_comment="Process that sealed")

    class Meta:
        triggers = append_only("audit_seal")

    def __str__(self) -> str:
        return f"seal {self.first_event}-{self.last_event}"
