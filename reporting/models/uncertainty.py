"""What the uncertainty of lines consists of. Profiles are shared by all lines with the same parts, and never change."""

from django.db import models

from mrv.core.models import append_only
from reporting.models.result import EmissionLine


class UncertaintyProfile(models.Model):
    """The parts of an uncertainty: input, elasticity, percent, what it rests on, key of a fact lines share."""

    digest = models.CharField(
        max_length=16, unique=True, db_comment="Digest of parts, gases and GWP set; lines refer to it"
    )
    percent = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True,
        db_comment="Half width, 95 percent, IPCC approach 1; null = a part is unknown",
    )  # fmt: skip
    parts = models.JSONField(
        db_comment="List of {input, origin, elasticity, percent, basis, key}, with gases: gas -> elasticity of its mass "
        "where a line has several; decimals as strings, blank = unknown"
    )
    gwp_set_code = models.CharField(
        max_length=24, blank=True, default="", db_default="", db_comment="GWP set of the CO2e; blank = not recorded"
    )
    gases = models.JSONField(
        default=dict, db_default={},
        db_comment="Gas -> {mass: t (FGAS: t CO2e), co2e: t CO2e} per t CO2e of the line; empty = not recorded",
    )  # fmt: skip

    class Meta:
        triggers = append_only("uncertainty_profile")

    def __str__(self) -> str:
        return self.digest


class Assessment(models.Model):
    """What is known of an amount now; goes before what the amount itself says."""

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
        abstract = True


class LineAssessment(Assessment):
    """The uncertainty of a line that was computed before it was kept."""

    line = models.OneToOneField(EmissionLine, primary_key=True, on_delete=models.PROTECT, related_name="assessment")

    class Meta:
        triggers = append_only("line_assessment")

    def __str__(self) -> str:
        return f"{self.line_id}: {self.profile}"
