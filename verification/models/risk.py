"""Risk assessment of a version, kept so that the queue sorts in the database."""

from django.db import models
from django.db.models import Q


class RiskAssessment(models.Model):
    """The score of one version with its causes; made when its calculation is complete."""

    version = models.OneToOneField("reporting.ReportVersion", on_delete=models.PROTECT, related_name="risk")
    score = models.PositiveSmallIntegerField(db_comment="0 (low) to 100")
    last_year_tco2e = models.DecimalField(
        max_digits=24, decimal_places=9, null=True, blank=True,
        db_comment="Accepted total of the year before, tCO2e; null = none",
    )  # fmt: skip
    change_percent = models.DecimalField(
        max_digits=16, decimal_places=2, null=True, blank=True, db_comment="Change of the total against last year"
    )
    warning_count = models.PositiveIntegerField(default=0, db_comment="Warnings of the checks")
    assessed_at = models.DateTimeField(db_comment="When assessed")
    assessed_by = models.CharField(max_length=64, default="system:risk", db_comment="Process that assessed")

    class Meta:
        ordering = ["-score"]
        constraints = [models.CheckConstraint(name="risk_score_real", condition=Q(score__lte=100))]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.score}"


class RiskCause(models.Model):
    """One cause of a score with its points."""

    assessment = models.ForeignKey(RiskAssessment, on_delete=models.CASCADE, related_name="causes")
    code = models.CharField(max_length=24, db_comment="Cause of verification.risk")
    points = models.PositiveSmallIntegerField(db_comment="Points of the score")
    fact = models.CharField(max_length=64, blank=True, db_comment="Figure of its sentence, as text")

    class Meta:
        ordering = ["-points", "code"]
        constraints = [models.UniqueConstraint(name="risk_cause_once", fields=["assessment", "code"])]

    def __str__(self) -> str:
        return f"{self.code} +{self.points}"
