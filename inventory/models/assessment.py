"""The uncertainty of area sources that were recorded before it was kept, beside their rows, which never change."""

from django.db import models

from inventory.models.area_source import AreaSource
from mrv.core.models import append_only


class AreaAssessment(models.Model):
    """What is known of a source now; goes before what the source itself says."""

    source = models.OneToOneField(AreaSource, primary_key=True, on_delete=models.PROTECT, related_name="assessment")
    percent = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True,
        db_comment="Half width, 95 percent, IPCC approach 1; null = a part is unknown",
    )  # fmt: skip
    profile = models.CharField(
        max_length=16, blank=True, db_comment="UncertaintyProfile.digest; blank = nothing to assess"
    )
    assessed_at = models.DateTimeField(db_comment="When assessed")
    assessed_by = models.CharField(max_length=64, db_comment="Process that assessed")

    class Meta:
        triggers = append_only("area_assessment")

    def __str__(self) -> str:
        return f"{self.source_id}: {self.profile}"
