"""Recalculations: a city computed again beside what is stored, never in place of it.

A result is stored once: where the lines computed again have the digest of the stored ones, they are the stored
ones; where not, every amount that differs is kept, before and after, so that stored lines and differences together
are the whole new result. The database refuses to change or delete a part and what came of it.
"""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from inventory.states import FACTOR_CHOICES, GASES, ORIGINS, RECOMPUTED, SHIFT_CAUSES
from mrv.core.models import append_only, no_truncate

if TYPE_CHECKING:
    from mrv.core.actor import Actor

MASS: dict[str, Any] = {"max_digits": 28, "decimal_places": 9}


class RecalculationQuerySet(models.QuerySet["Recalculation"]):
    """Questions about recalculations."""

    def visible_to(self, actor: "Actor") -> Self:
        """Whoever may recalculate sees all; nobody else sees any."""
        return self if actor.may("inventory:recalculate") else self.none()


class Recalculation(models.Model):
    """One order: which city and year, or which proposal, with which factor sets; how far it is, is in its job."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    jurisdiction = models.ForeignKey(
        "core.District", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_comment="Null: everywhere (impact of a proposal)",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="Calendar year; null = every year")
    sets = models.CharField(max_length=8, choices=[(c, c) for c in FACTOR_CHOICES])
    factor_set = models.ForeignKey(
        "core.FactorSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_comment="The proposal whose impact is asked for",
    )  # fmt: skip
    job = models.OneToOneField("core.Job", on_delete=models.PROTECT, related_name="recalculation")
    engine_build = models.CharField(max_length=64, db_comment="Build of the engine that computes again")
    stored_digest = models.CharField(max_length=64, blank=True, db_comment="SHA-256 over the stored result hashes")
    result_digest = models.CharField(
        max_length=64, blank=True, db_comment="SHA-256 over the new result hashes; equal to stored_digest = same bytes"
    )
    facts = models.JSONField(default=dict, db_comment="What was looked for: pinned reports, replaced sets")
    started_at = models.DateTimeField(db_comment="When ordered")
    started_by = models.CharField(max_length=200, db_comment="Who ordered it")
    finished_time = models.DateTimeField(null=True, blank=True, db_comment="When the report was complete")

    objects = RecalculationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="recalculation_sets_known", condition=Q(sets__in=FACTOR_CHOICES)),
            models.CheckConstraint(
                name="recalculation_of_city_or_proposal",
                condition=Q(sets="proposal", factor_set__isnull=False)
                | (~Q(sets="proposal") & Q(factor_set__isnull=True, jurisdiction__isnull=False, year__isnull=False)),
            ),
        ]
        triggers = [no_truncate("recalculation")]

    def __str__(self) -> str:
        return f"{self.factor_set or self.year} {self.sets}"


class RecalculationPart(models.Model):
    """The versions and area sources one job computes; fixed before the first of them starts."""

    recalculation = models.ForeignKey(Recalculation, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField(db_comment="Part, counted from 1")
    version_ids = ArrayField(models.BigIntegerField(), default=list, db_comment="ReportVersion.id of the part")
    area_source_ids = ArrayField(models.BigIntegerField(), default=list, db_comment="AreaSource.id of the part")
    line_count = models.BigIntegerField(db_comment="Lines expected")
    job = models.OneToOneField("core.Job", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recalculation", "number"]
        constraints = [
            models.UniqueConstraint(name="recalculation_part_once", fields=["recalculation", "number"]),
        ]
        triggers = append_only("recalculation_part")

    def __str__(self) -> str:
        return f"{self.recalculation_id}/{self.number}"


class RecalculatedSource(models.Model):
    """A report version or an area source computed again."""

    recalculation = models.ForeignKey(Recalculation, on_delete=models.PROTECT, related_name="sources")
    part = models.ForeignKey(RecalculationPart, on_delete=models.PROTECT, related_name="sources")
    origin = models.CharField(max_length=12, choices=[(o, o) for o in ORIGINS])
    version = models.ForeignKey(
        "reporting.ReportVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area_source = models.ForeignKey(
        "inventory.AreaSource", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    district = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey("core.Sector", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=96, db_comment="Facility code or area source code")
    state = models.CharField(max_length=20, blank=True, db_comment="State of the version at the time")
    is_counted = models.BooleanField(db_comment="Whether it stands in the cells")
    status = models.CharField(max_length=12, choices=[(r, r) for r in RECOMPUTED])
    stored_hash = models.CharField(max_length=64, blank=True, db_comment="Result hash stored; blank = no result yet")
    result_hash = models.CharField(
        max_length=64, blank=True,
        db_comment="Result hash now, named after the stored build, so that equal means equal bytes; blank = failed",
    )  # fmt: skip
    stored_build = models.CharField(max_length=64, blank=True, db_comment="Engine build of the stored result")
    line_count = models.BigIntegerField(db_comment="Lines computed")
    changed_count = models.BigIntegerField(db_comment="Lines that differ in an amount")
    before_t = models.DecimalField(**MASS, db_comment="Stored total, scopes 1 and 2, tCO2e")
    after_t = models.DecimalField(**MASS, db_comment="New total, scopes 1 and 2, tCO2e; as before where it failed")
    problems = models.JSONField(default=list, db_comment="Why it could not be computed: texts in English and Chinese")

    class Meta:
        ordering = ["recalculation", "pk"]
        indexes = [models.Index(name="recalculated_by_status", fields=["recalculation", "status"])]
        constraints = [
            models.UniqueConstraint(name="recalculated_version_once", fields=["recalculation", "version"]),
            models.UniqueConstraint(name="recalculated_area_source_once", fields=["recalculation", "area_source"]),
            models.CheckConstraint(name="recalculated_origin_known", condition=Q(origin__in=ORIGINS)),
            models.CheckConstraint(name="recalculated_status_known", condition=Q(status__in=RECOMPUTED)),
            models.CheckConstraint(
                name="recalculated_has_one_source",
                condition=Q(origin="enterprise", version__isnull=False, area_source__isnull=True)
                | Q(origin="area_source", version__isnull=True, area_source__isnull=False),
            ),
            models.CheckConstraint(
                name="recalculated_identical_means_same_bytes",
                condition=~Q(status="identical") | Q(stored_hash=models.F("result_hash")),
            ),
        ]
        triggers = append_only("recalculated_source")

    def __str__(self) -> str:
        return f"{self.reference} {self.year} {self.status}"


class RecalculatedAmount(models.Model):
    """One gas of one line that differs, by cause; parts of several causes add up to the difference of the line."""

    source = models.ForeignKey(RecalculatedSource, on_delete=models.PROTECT, related_name="amounts")
    stream_code = models.CharField(max_length=96, db_comment="SourceStream.code, or code of the area source")
    month = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="1-12; null = the whole year")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    fuel = models.CharField(max_length=48, blank=True, db_comment="Fuel.code; blank for non-fuel sources")
    gas = models.CharField(max_length=8, choices=[(g, g) for g in GASES])
    cause = models.CharField(max_length=12, choices=[(c, c) for c in SHIFT_CAUSES])
    before_mass_t = models.DecimalField(**MASS, db_comment="Mass before this cause, t; 0 for FGAS")
    after_mass_t = models.DecimalField(**MASS, db_comment="Mass after this cause, t; 0 for FGAS")
    before_co2e_t = models.DecimalField(**MASS, db_comment="Share of the line total before, tCO2e")
    after_co2e_t = models.DecimalField(**MASS, db_comment="Share of the line total after, tCO2e")

    class Meta:
        ordering = ["source", "stream_code", "month", "gas", "cause"]
        constraints = [
            models.UniqueConstraint(
                name="recalculated_amount_once",
                fields=["source", "stream_code", "month", "gas", "cause"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="recalculated_gas_known", condition=Q(gas__in=GASES)),
            models.CheckConstraint(name="recalculated_cause_known", condition=Q(cause__in=SHIFT_CAUSES)),
        ]
        triggers = append_only("recalculated_amount")

    def __str__(self) -> str:
        return f"{self.source_id}/{self.stream_code}/{self.month}/{self.gas}/{self.cause}"
