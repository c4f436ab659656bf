"""The uncertainty of area sources that were recorded before it was kept, beside their rows, which never change."""

from django.db import models

from inventory.models.area_source import AreaSource
from mrv.core.models import append_only
from reporting.models.uncertainty import Assessment


class AreaAssessment(Assessment):
    """The uncertainty of a source, assessed after it was recorded."""

    source = models.OneToOneField(AreaSource, primary_key=True, on_delete=models.PROTECT, related_name="assessment")

    class Meta:
        triggers = append_only("area_assessment")

    def __str__(self) -> str:
        return f"{self.source_id}: {self.profile}"
