"""The outbox: what happened, left by a lower app in its own transaction for a higher one to apply."""

from django.db import models

from mrv.core.models.audit import append_only


class OutboxEvent(models.Model):
    """One fact, named ``app:noun:verb``. Each consumer gets one job, so it is applied exactly once."""

    name = models.CharField(max_length=96, db_comment="app:noun:verb")
    subject_id = models.BigIntegerField(db_comment="Primary key of the record the event is about")
    payload = models.JSONField(default=dict, db_comment="Identifiers a consumer needs; never quantities")
    occurred_at = models.DateTimeField(db_comment="When it happened")
    occurred_by = models.CharField(max_length=200, db_comment="Label of the actor")

    class Meta:
        indexes = [models.Index(name="outbox_name", fields=["name", "id"])]
        triggers = append_only("outbox_event")

    def __str__(self) -> str:
        return f"{self.name}#{self.subject_id}"
