"""Review sample: the lines a verifier was proposed to look at, and what came of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from verification.models.engagement import VerificationEngagement
from verification.models.stamp import one_of, stamped

OUTCOMES = ["agrees", "differs"]


class ReviewSample(models.Model):
    """One proposed line of one version; ``outcome`` is blank until it was looked at."""

    engagement = models.ForeignKey(VerificationEngagement, on_delete=models.PROTECT, related_name="samples")
    version = models.ForeignKey("reporting.ReportVersion", on_delete=models.PROTECT, related_name="samples")
    run_id = models.BigIntegerField(db_comment="CalculationRun.id the line belongs to")
    line_number = models.PositiveIntegerField(db_comment="EmissionLine.line_number")
    reasons = ArrayField(models.CharField(max_length=16), db_comment="Why proposed: flagged, moved, heavy, drawn, own")
    share_percent = models.DecimalField(max_digits=6, decimal_places=2, db_comment="Share of the report's tonnes")
    proposed_at = models.DateTimeField(db_comment="When proposed")
    proposed_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, blank=True, choices=[(s, s) for s in OUTCOMES])
    note = models.CharField(max_length=500, blank=True, db_comment="What was compared with what")
    checked_at = models.DateTimeField(null=True, blank=True, db_comment="When looked at")
    checked_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(name="review_sample_once", fields=["version", "run_id", "line_number"]),
            one_of("review_sample", "outcome", OUTCOMES, or_blank=True),
            stamped("review_sample", "checked"),
            models.CheckConstraint(
                name="review_sample_outcome_stamped", condition=Q(outcome="") | Q(checked_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}/{self.line_number}"
