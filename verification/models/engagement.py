"""A verification body's engagement on one report, and the team that does it."""

import uuid
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from mrv.core.models import no_truncate
from verification.models.stamp import one_of, stamped
from verification.states import ENGAGEMENT, AssuranceLevel, TeamRole

if TYPE_CHECKING:
    from mrv.core.actor import Actor

STATES = [state.code for state in ENGAGEMENT.states]
LEVELS = [level.value for level in AssuranceLevel]
ROLES = [role.value for role in TeamRole]


def assigned_to(actor: "Actor", prefix: str = "") -> Q:
    """Condition for "this actor may see the engagement": the body's own, the own enterprise's, or all."""
    if actor.oversees_city:
        return Q()
    return (
        Q(**{f"{prefix}body_id__in": actor.body_ids})
        | Q(**{f"{prefix}report__facility__enterprise_id__in": actor.enterprise_ids})
        | Q(**{f"{prefix}report__facility__district_id__in": actor.district_ids})
    )


class EngagementQuerySet(models.QuerySet["VerificationEngagement"]):
    """Questions about engagements."""

    def visible_to(self, actor: "Actor") -> Self:
        """Engagements this actor may see."""
        return self.filter(assigned_to(actor))

    def running(self) -> Self:
        """Those that are neither closed nor given to another body."""
        return self.filter(state="open")


class VerificationEngagement(models.Model):
    """One body verifies one report; corrected versions of the report stay in the same engagement."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    report = models.ForeignKey("reporting.EmissionsReport", on_delete=models.PROTECT, related_name="engagements")
    body = models.ForeignKey("core.VerificationBody", on_delete=models.PROTECT, related_name="engagements")
    state = models.CharField(max_length=10, choices=[(s, s) for s in STATES], default=ENGAGEMENT.initial)
    assurance_level = models.CharField(
        max_length=12, choices=[(s, s) for s in LEVELS], default=AssuranceLevel.REASONABLE.value
    )
    due_date = models.DateField(null=True, blank=True, db_comment="Last day for the conclusion")
    answers_due_date = models.DateField(null=True, blank=True, db_comment="Last day for the enterprise to answer")
    assigned_at = models.DateTimeField(db_comment="When the body was assigned")
    assigned_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="engagement_one_open", fields=["report"], condition=Q(state="open")),
            one_of("engagement", "state", STATES),
            one_of("engagement", "assurance_level", LEVELS),
        ]
        triggers = [
            pgtrigger.FSM(name="engagement_moves", field="state", transitions=sorted(ENGAGEMENT.edges())),
            pgtrigger.Protect(name="engagement_kept", operation=pgtrigger.Delete),
            no_truncate("engagement"),
        ]

    def __str__(self) -> str:
        return f"{self.report} / {self.body_id}"


class EngagementMember(models.Model):
    """A person in the team of an engagement. A change of team is a new row; the old one ends."""

    engagement = models.ForeignKey(VerificationEngagement, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("core.Person", on_delete=models.PROTECT, related_name="engagements")
    role = models.CharField(max_length=24, choices=[(s, s) for s in ROLES])
    added_at = models.DateTimeField(db_comment="When put on the team")
    added_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True, db_comment="When taken off the team")
    left_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="engagement_member_once", fields=["engagement", "person"], condition=Q(left_at__isnull=True)
            ),
            models.UniqueConstraint(
                name="engagement_one_lead",
                fields=["engagement"],
                condition=Q(left_at__isnull=True, role=TeamRole.LEAD.value),
            ),
            one_of("engagement_member", "role", ROLES),
            stamped("engagement_member", "left"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role}"
