"""Decisions of the authority on a statement, and appeals against them."""

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from mrv.core.models import append_only
from verification.models.stamp import one_of, stamped
from verification.models.statement import VerificationStatement
from verification.states import Outcome

if TYPE_CHECKING:
    from mrv.core.actor import Actor

OUTCOMES = [outcome.value for outcome in Outcome]
RULINGS = ["upheld", "dismissed"]


class Decision(models.Model):
    """What the authority decided on one statement, naming the digits it saw. Written once."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    version = models.ForeignKey("reporting.ReportVersion", on_delete=models.PROTECT, related_name="decisions")
    statement = models.ForeignKey(VerificationStatement, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=[(s, s) for s in OUTCOMES])
    reason = models.TextField(blank=True, db_comment="Reason; needed to send back")
    result_hash = models.CharField(max_length=64, db_comment="ReportVersion.result_hash decided on")
    decided_at = models.DateTimeField(db_comment="When decided")
    decided_by = models.ForeignKey("core.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            one_of("decision", "outcome", OUTCOMES),
            models.UniqueConstraint(name="decision_once", fields=["statement"]),
        ]
        triggers = append_only("decision")

    def __str__(self) -> str:
        return f"{self.outcome} {self.version_id}"


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Questions about appeals."""

    def visible_to(self, actor: "Actor") -> Self:
        """Own appeals for an enterprise, all for the oversight."""
        if actor.oversees_city:
            return self
        return self.filter(decision__version__report__facility__enterprise_id__in=actor.enterprise_ids)


class Appeal(models.Model):
    """An enterprise objects to a decision; the authority rules on it within its own time."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    text = models.TextField(db_comment="What the enterprise objects to and why")
    filed_at = models.DateTimeField(db_comment="When filed")
    filed_by = models.ForeignKey("core.Person", on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField(db_comment="Last day for the ruling")
    ruling = models.CharField(max_length=10, blank=True, choices=[(s, s) for s in RULINGS])
    ruling_reason = models.TextField(blank=True, db_comment="Why upheld or dismissed")
    ruled_at = models.DateTimeField(null=True, blank=True, db_comment="When ruled")
    ruled_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            one_of("appeal", "ruling", RULINGS, or_blank=True),
            stamped("appeal", "ruled"),
            models.CheckConstraint(name="appeal_ruling_stamped", condition=Q(ruling="") | Q(ruled_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"appeal {self.decision_id}"
