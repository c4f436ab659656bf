"""Site visits of an engagement."""

from django.db import models

from mrv.core.models import append_only
from verification.models.engagement import VerificationEngagement


class SiteVisit(models.Model):
    """A visit to the site: when, where, who was met, what was seen. Written once."""

    engagement = models.ForeignKey(VerificationEngagement, on_delete=models.PROTECT, related_name="visits")
    version = models.ForeignKey("reporting.ReportVersion", on_delete=models.PROTECT, related_name="visits")
    visit_date = models.DateField(db_comment="Day of the visit")
    place = models.CharField(max_length=200, db_comment="What was visited")
    people_met = models.CharField(max_length=500, blank=True, db_comment="Functions of the people met")
    observations = models.TextField(db_comment="What was looked at and what was seen")
    recorded_at = models.DateTimeField(db_comment="When written down")
    recorded_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-visit_date", "-pk"]
        triggers = append_only("site_visit")

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.visit_date}"
