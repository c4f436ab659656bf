"""Results of approach 2 (Monte Carlo): stored once, never edited; a repetition is another row."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from mrv.core.models import append_only
from reporting.models.report import ReportVersion

STATISTIC: dict[str, Any] = {"max_digits": 28, "decimal_places": 6}


class Simulation(models.Model):
    """Seed, draws and distributions, and the statistics they gave. The same seed on the same lines gives the same."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    job = models.OneToOneField(
        "core.Job", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_comment="The work that made it: done twice, stored once",
    )  # fmt: skip
    seed = models.BigIntegerField(db_comment="Seed of the draws")
    draws = models.PositiveIntegerField(db_comment="Number of draws")
    distributions = models.JSONField(db_comment="Settings, and how many multipliers of each kind were drawn")
    engine_build = models.CharField(max_length=64, db_comment="Build of the accounting engine")
    known_tco2e = models.DecimalField(**STATISTIC, db_comment="Tonnes with a known uncertainty, which were simulated")
    coverage_percent = models.DecimalField(
        max_digits=4, decimal_places=1, db_comment="Share of all tonnes whose uncertainty is known"
    )
    approach_1_percent = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True, db_comment="Half width by approach 1 of the same tonnes"
    )
    mean_tco2e = models.DecimalField(**STATISTIC, db_comment="Mean of the draws")
    deviation_tco2e = models.DecimalField(**STATISTIC, db_comment="Standard deviation of the draws")
    lower_tco2e = models.DecimalField(**STATISTIC, db_comment="2.5th percentile")
    upper_tco2e = models.DecimalField(**STATISTIC, db_comment="97.5th percentile")
    percentiles = models.JSONField(db_comment="Percentile -> tCO2e; decimals as strings")
    histogram = models.JSONField(db_comment="Edges in tCO2e (decimals as strings) and counts of draws between them")
    simulated_at = models.DateTimeField(db_comment="When simulated")
    simulated_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"seed {self.seed}, {self.draws} draws"

    @property
    def gas_shown(self) -> str:
        """The gas that the tonnes are of."""
        return "CO2e"


class VersionSimulation(Simulation):
    """A simulation of one report version, scopes 1 and 2."""

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="simulations")
    result_hash = models.CharField(max_length=64, db_comment="Digest of the result that was simulated")

    class Meta(Simulation.Meta):
        constraints = [
            models.CheckConstraint(name="version_simulation_draws_real", condition=Q(draws__gte=1000)),
        ]
        triggers = append_only("version_simulation")
