"""Computed results: runs, emission lines, check results. Written once, never changed."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from mrv.core.models import append_only
from reporting.models.activity import frozen_after_draft
from reporting.models.report import ReportVersion, in_scope

if TYPE_CHECKING:
    from mrv.core.actor import Actor

SEVERITIES = ["error", "warning", "info"]
MASS: dict[str, Any] = {"max_digits": 24, "decimal_places": 9, "default": 0}


class UUIDv7(models.Func):
    """A time-ordered identifier made by the database, so that bulk rows need none from Python."""

    function = "uuidv7"
    template = "%(function)s()"
    output_field = models.UUIDField()


class CalculationRun(models.Model):
    """One computation of one version by one engine build with one set of factors; unique, so never doubled."""

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="runs")
    engine_build = models.CharField(max_length=64, db_comment="Build of the accounting engine")
    factor_hash = models.CharField(max_length=64, db_comment="SHA-256 over the pinned factor sets and GWP set")
    line_count = models.PositiveIntegerField(db_comment="Number of emission lines")
    result_hash = models.CharField(max_length=64, db_comment="SHA-256 over the lines in order")
    total_co2e_t = models.DecimalField(max_digits=24, decimal_places=9, db_comment="Sum of the lines, tCO2e")
    energy_gj = models.DecimalField(
        max_digits=24, decimal_places=3, null=True, blank=True,
        db_comment="Energy behind the lines, GJ; for intensities only; null: not known",
    )  # fmt: skip
    resolutions = models.JSONField(
        default=dict, db_comment="Factor choices: key -> chosen, reason, rejected; lines refer to the keys"
    )
    computed_at = models.DateTimeField(db_comment="When computed")
    computed_by = models.CharField(max_length=64, default="system:calculation", db_comment="Process that computed")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="run_once", fields=["version", "engine_build", "factor_hash"]),
        ]
        triggers = append_only("calculation_run")

    def __str__(self) -> str:
        return f"run of {self.version_id}"


class EmissionLineQuerySet(models.QuerySet["EmissionLine"]):
    """Questions about lines."""

    def visible_to(self, actor: "Actor") -> Self:
        """Lines of visible reports."""
        return self.filter(in_scope(actor, "version__report__"))


class EmissionLine(models.Model):
    """One computed result: one stream, one period, all gases in one wide row.

    Carries everything needed to recompute it: method and its version, every input with value, unit and
    source, GWP values, rounding rule, engine build.
    """

    public_id = models.UUIDField(
        db_default=UUIDv7(), unique=True, editable=False, db_comment="Identifier in addresses"
    )
    version = models.ForeignKey(
        ReportVersion, on_delete=models.PROTECT, related_name="emission_lines", db_index=False,
        db_comment="Indexed by emission_line_once",
    )  # fmt: skip
    run_id = models.BigIntegerField(db_comment="CalculationRun.id")
    line_number = models.PositiveIntegerField(db_comment="Position in the run")
    stream_id = models.BigIntegerField(db_comment="SourceStream.id")
    stream_code = models.CharField(max_length=32, db_comment="SourceStream.code at the time")
    month = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="1-12; null = the whole year")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    fuel = models.CharField(max_length=48, blank=True, db_comment="Fuel.code; blank for non-fuel streams")
    activity_quantity = models.DecimalField(
        max_digits=28, decimal_places=9, db_comment="Declared activity in activity_unit"
    )
    activity_unit = models.CharField(max_length=24, db_comment="Unit of the activity")
    method = models.CharField(max_length=64, db_comment="Method identifier")
    method_version = models.CharField(max_length=16, db_comment="Version of the method")
    method_fingerprint = models.CharField(max_length=16, db_comment="Digest of the method's formula, units and rules")
    rounding = models.CharField(max_length=32, db_comment="Rounding rule identifier")
    engine_build = models.CharField(max_length=64, db_comment="Build of the accounting engine")
    inputs = models.JSONField(
        db_comment="Every input: name -> {value, unit, source, factor, choice}; decimals as strings"
    )
    gwp_values = models.JSONField(default=dict, db_comment="GWP applied by gas; decimals as strings")
    gwp_set_code = models.CharField(max_length=24, db_comment="GWP set applied")
    gwp_ch4 = models.DecimalField(max_digits=12, decimal_places=4, default=0, db_comment="GWP of CH4 applied")
    gwp_n2o = models.DecimalField(max_digits=12, decimal_places=4, default=0, db_comment="GWP of N2O applied")
    co2_t = models.DecimalField(**MASS, db_comment="Fossil and process CO2, t")
    biogenic_co2_t = models.DecimalField(**MASS, db_comment="Biogenic CO2, t; never in a total")
    ch4_t = models.DecimalField(**MASS, db_comment="CH4, t")
    n2o_t = models.DecimalField(**MASS, db_comment="N2O, t")
    fgas_co2e_t = models.DecimalField(
        **MASS, db_comment="Gases without a column (HFCs, PFCs, SF6, NF3, CO2e published unsplit), tCO2e"
    )
    species = models.JSONField(
        default=dict, db_comment="Masses of gases without a column of their own, t; decimals as strings"
    )
    co2e_t = models.DecimalField(**MASS, db_comment="Total, tCO2e by gwp_set_code")
    uncertainty_percent = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True, db_comment="Half width, 95 percent, IPCC approach 1"
    )
    uncertainty_profile = models.CharField(
        max_length=16, blank=True, db_default="", default="",
        db_comment="UncertaintyProfile.digest: what the uncertainty consists of; blank = not assessed",
    )  # fmt: skip

    objects = EmissionLineQuerySet.as_manager()

    class Meta:
        ordering = ["version", "line_number"]
        constraints = [
            models.UniqueConstraint(name="emission_line_once", fields=["version", "run_id", "line_number"]),
        ]
        triggers = append_only("emission_line")

    def __str__(self) -> str:
        return f"{self.version_id}/{self.line_number}"


class CheckResult(models.Model):
    """What one check found in one version; message text comes from the catalogue by code."""

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="check_results")
    code = models.CharField(max_length=48, db_comment="Check identifier in the catalogue")
    severity = models.CharField(max_length=8, choices=[(s, s) for s in SEVERITIES])
    pointer = models.CharField(max_length=200, blank=True, db_comment="Row and column or section concerned")
    parameters = models.JSONField(default=dict, db_comment="Values put into the message; decimals as strings")
    explanation = models.TextField(blank=True, db_comment="Explanation by the enterprise for a warning")
    explained_at = models.DateTimeField(null=True, blank=True, db_comment="When explained")
    explained_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True, db_comment="When found")
    found_by = models.CharField(max_length=64, default="system:checks", db_comment="Process that checked")

    class Meta:
        ordering = ["version", "severity", "code", "pointer"]
        constraints = [
            models.CheckConstraint(name="check_severity_known", condition=Q(severity__in=SEVERITIES)),
            models.CheckConstraint(
                name="check_explained_with_time",
                condition=Q(explained_by__isnull=True) | Q(explained_at__isnull=False),
            ),
        ]
        triggers = frozen_after_draft("check_result", verbs=("update", "delete"))

    def __str__(self) -> str:
        return f"{self.code} {self.pointer}"
