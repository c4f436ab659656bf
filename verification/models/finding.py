"""Findings: what a verifier holds against a report, the answer of the enterprise, and the judgement on it."""

import uuid
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from mrv.core.models import no_truncate
from verification.models.engagement import VerificationEngagement, assigned_to
from verification.models.stamp import one_of, stamped
from verification.states import FINDING, SETTLED, FindingType, Judgement

if TYPE_CHECKING:
    from mrv.core.actor import Actor

STATES = [state.code for state in FINDING.states]
TYPES = [kind.value for kind in FindingType]
JUDGEMENTS = [judgement.value for judgement in Judgement]
# What the enterprise does not see: raised and not yet sent, or dropped.
INTERNAL = frozenset({"raised", "dropped"})


class FindingQuerySet(models.QuerySet["Finding"]):
    """Questions about findings."""

    def visible_to(self, actor: "Actor") -> Self:
        """Findings of visible engagements; the enterprise sees those that were sent to it."""
        scoped = self.filter(assigned_to(actor, "engagement__"))
        if actor.oversees_city or actor.body_ids:
            return scoped
        return scoped.exclude(state__in=INTERNAL)

    def unsettled(self) -> Self:
        """Those that still stand, recommendations included."""
        return self.exclude(state__in=SETTLED)

    def holding(self) -> Self:
        """Those that still stand and weigh on the opinion: recommendations do not."""
        return self.unsettled().exclude(type=FindingType.RECOMMENDATION.value)


class Finding(models.Model):
    """One finding. It belongs to the engagement, so it outlives the version it was raised on."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    engagement = models.ForeignKey(VerificationEngagement, on_delete=models.PROTECT, related_name="findings")
    version = models.ForeignKey("reporting.ReportVersion", on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField(db_comment="Position in the engagement, counted from 1")
    state = models.CharField(max_length=10, choices=[(s, s) for s in STATES], default=FINDING.initial)
    type = models.CharField(max_length=16, choices=[(s, s) for s in TYPES])
    section = models.CharField(max_length=48, blank=True, db_comment="Section of the report it points to")
    stream_code = models.CharField(max_length=32, blank=True, db_comment="SourceStream.code it points to")
    line_number = models.PositiveIntegerField(
        null=True, blank=True, db_comment="EmissionLine.line_number; null = none"
    )
    clause = models.CharField(max_length=120, blank=True, db_comment="Clause of the standard or plan not met")
    text = models.TextField(db_comment="What is wrong and what is expected")
    effect_tco2e = models.DecimalField(
        max_digits=24, decimal_places=9, null=True, blank=True,
        db_comment="Verified minus reported, tCO2e: positive when the report is too low; misstatements only",
    )  # fmt: skip
    is_material = models.BooleanField(default=False, db_comment="Material by its nature, whatever its tonnes")
    raised_at = models.DateTimeField(db_comment="When raised")
    raised_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    response = models.TextField(blank=True, db_comment="Answer of the enterprise")
    responded_at = models.DateTimeField(null=True, blank=True, db_comment="When answered")
    responded_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judgement = models.CharField(max_length=14, blank=True, choices=[(s, s) for s in JUDGEMENTS])
    judgement_text = models.TextField(blank=True, db_comment="Why the verifier judges so")
    judged_at = models.DateTimeField(null=True, blank=True, db_comment="When judged")
    judged_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True, db_comment="When closed")
    closed_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["engagement", "number"]
        constraints = [
            models.UniqueConstraint(name="finding_number_once", fields=["engagement", "number"]),
            models.CheckConstraint(
                name="finding_effect_of_misstatement",
                condition=Q(effect_tco2e__isnull=True) | Q(type=FindingType.MISSTATEMENT.value),
            ),
            models.CheckConstraint(
                name="finding_effect_real",
                condition=Q(effect_tco2e__isnull=True) | Q(effect_tco2e__gte=-(10**12), effect_tco2e__lte=10**12),
            ),
            one_of("finding", "state", STATES),
            one_of("finding", "type", TYPES),
            one_of("finding", "judgement", JUDGEMENTS, or_blank=True),
            stamped("finding", "responded"),
            stamped("finding", "judged"),
            stamped("finding", "closed"),
        ]
        triggers = [
            pgtrigger.FSM(name="finding_moves", field="state", transitions=sorted(FINDING.edges())),
            pgtrigger.Protect(name="finding_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="finding_frozen",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="raised")
                & (
                    pgtrigger.Q(old__text__df=pgtrigger.F("new__text"))
                    | pgtrigger.Q(old__type__df=pgtrigger.F("new__type"))
                    | pgtrigger.Q(old__effect_tco2e__df=pgtrigger.F("new__effect_tco2e"))
                    | pgtrigger.Q(old__is_material__df=pgtrigger.F("new__is_material"))
                ),
            ),
            no_truncate("finding"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id}/{self.number}"

    @property
    def is_settled(self) -> bool:
        """Nothing is left to do about it."""
        return self.state in SETTLED
