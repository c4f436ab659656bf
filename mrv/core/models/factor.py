"""The factor library: dated, sourced, graded sets, released by a second person."""

from typing import TYPE_CHECKING, Self

import pgtrigger
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language

if TYPE_CHECKING:
    from mrv.core.actor import Actor

from mrv.core.models.audit import no_truncate
from mrv.core.states import FACTOR_SET

STATES = [state.code for state in FACTOR_SET.states]
GRADES = ["A", "B", "C", "D"]


ONLY_IN_DRAFT = """
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT factor_set_id FROM {rows}) AS touched
        JOIN core_factorset AS factor_set ON factor_set.id = touched.factor_set_id
        WHERE factor_set.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: factors of a proposed or released set are never changed; propose a new version';
    END IF;
    RETURN NULL;
"""


def draft_only(verb: str, operation: pgtrigger.Operation, **tables: str) -> pgtrigger.Trigger:
    """A statement trigger that lets factors change only while their set is a draft."""
    return pgtrigger.Trigger(
        name=f"factor_{verb}_in_draft",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=ONLY_IN_DRAFT.format(rows=next(iter(tables.values()))),
    )


# What a set says of itself, and who proposed it: fixed once it is no draft.
FROZEN = (
    "code", "version", "content_hash", "title_zh", "title_en", "publisher", "document", "purpose", "grade",
    "valid_from", "valid_to", "supersedes_id", "note", "proposed_at", "proposed_by_id",
)  # fmt: skip


def _changed(*columns: str) -> pgtrigger.Q:
    condition = pgtrigger.Q()
    for column in columns:
        condition |= pgtrigger.Q(**{f"old__{column}__df": pgtrigger.F(f"new__{column}")})
    return condition


def _changed_after_draft(*columns: str) -> pgtrigger.Q:
    return pgtrigger.Q(old__state__df="draft") & _changed(*columns)


class Fuel(models.Model):
    """A fuel, material or energy carrier that factors and source streams speak of."""

    code = models.CharField(max_length=48, unique=True, db_comment="Canonical code, snake_case English")
    kind = models.CharField(max_length=24, db_comment="fuel, material, electricity, heat, gas ...")
    name_zh = models.CharField(max_length=120, db_comment="Name, Chinese")
    name_en = models.CharField(max_length=120, db_comment="Name, English")
    unit = models.CharField(max_length=24, db_comment="Usual unit of activity data")
    aliases = models.JSONField(default=list, blank=True, db_comment="Other names accepted on intake")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en


class FactorSetQuerySet(models.QuerySet["FactorSet"]):
    """Questions about factor sets."""

    def released(self) -> Self:
        """Sets a calculation may use (released, also when superseded since)."""
        return self.filter(state__in=["released", "superseded"])

    def visible_to(self, actor: "Actor") -> Self:
        """Everybody sees released sets; stewards see proposals too."""
        return self if actor.may("factor:propose") else self.released()


class FactorSet(models.Model):
    """One version of a set of factors; never edited once released."""

    code = models.CharField(max_length=48, db_comment="Code of the set, e.g. NDRC-2015")
    version = models.PositiveIntegerField(default=1, db_comment="Version of the set, counted from 1")
    title_zh = models.CharField(max_length=300, db_comment="Title, Chinese")
    title_en = models.CharField(max_length=300, db_comment="Title, English")
    publisher = models.CharField(max_length=300, db_comment="Who published the values")
    document = models.TextField(db_comment="Document, table, page, date of the source")
    purpose = models.CharField(max_length=16, choices=[(p, p) for p in ("statistical", "compliance", "any")])
    grade = models.CharField(max_length=1, choices=[(g, g) for g in GRADES], db_comment="Reliability A best to D")
    valid_from = models.DateField(db_comment="First day of validity")
    valid_to = models.DateField(null=True, blank=True, db_comment="Last day of validity; null = open")
    state = models.CharField(max_length=12, choices=[(s, s) for s in STATES], default="draft")
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    content_hash = models.CharField(max_length=64, blank=True, db_comment="SHA-256 of the canonical values")
    note = models.TextField(blank=True, db_comment="Remarks shown with the set")
    proposed_at = models.DateTimeField(null=True, blank=True, db_comment="When proposed")
    proposed_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True, db_comment="When released")
    released_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = FactorSetQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(name="factor_set_version_once", fields=["code", "version"]),
            models.UniqueConstraint(name="factor_set_one_released", fields=["code"], condition=Q(state="released")),
            models.UniqueConstraint(
                name="factor_set_one_open", fields=["code"], condition=Q(state__in=["draft", "proposed"])
            ),
            models.CheckConstraint(name="factor_set_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="factor_set_grade_known", condition=Q(grade__in=GRADES)),
            models.CheckConstraint(
                name="factor_set_purpose_known", condition=Q(purpose__in=["statistical", "compliance", "any"])
            ),
            models.CheckConstraint(
                name="factor_set_released_by_somebody",
                condition=~Q(state__in=["released", "superseded"])
                | Q(proposed_by__isnull=False, released_by__isnull=False),
            ),
            models.CheckConstraint(
                name="factor_set_two_persons",
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="factor_set_proposed_pair",
                condition=Q(proposed_at__isnull=True, proposed_by__isnull=True)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="factor_set_released_pair",
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="factor_set_moves", field="state", transitions=sorted(FACTOR_SET.edges())),
            pgtrigger.Protect(
                name="factor_set_kept", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__state__df="draft")
            ),
            pgtrigger.Protect(
                name="factor_set_frozen", operation=pgtrigger.Update, condition=_changed_after_draft(*FROZEN)
            ),
            pgtrigger.Protect(
                name="factor_set_released_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__released_at__isnull=False) & _changed("released_at", "released_by_id"),
            ),
            no_truncate("factor_set"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def title(self) -> str:
        """The title in the language of the reader."""
        return self.title_zh if (get_language() or "").startswith("zh") else self.title_en

    @property
    def is_in_force(self) -> bool:
        """Released and valid today."""
        today = timezone.localdate()
        return self.state == "released" and self.valid_from <= today and (not self.valid_to or today <= self.valid_to)


class EmissionFactor(models.Model):
    """One value of a set. ``parameter`` says which: net_calorific_value, carbon_content, emission_factor ..."""

    factor_set = models.ForeignKey(FactorSet, on_delete=models.PROTECT, related_name="factors")
    fuel = models.CharField(max_length=120, db_comment="Fuel.code or activity key")
    parameter = models.CharField(max_length=48, db_comment="Which quantity the value is")
    gas = models.CharField(max_length=24, blank=True, db_comment="Gas the value is for; blank = not gas-specific")
    geography = models.CharField(max_length=24, db_comment="GB/T 2260 code, grid region code, CN, WORLD, GB, US")
    sector = models.CharField(max_length=48, blank=True, db_comment="Sector restriction; blank = any")
    kind = models.CharField(max_length=64, blank=True, db_comment="Variant, e.g. average, fossil power")
    purpose = models.CharField(max_length=16, choices=[(p, p) for p in ("statistical", "compliance", "any")])
    value = models.DecimalField(max_digits=38, decimal_places=18, db_comment="Value in the unit column")
    value_text = models.CharField(max_length=48, db_comment="Value as published, digit for digit")
    unit = models.CharField(max_length=48, db_comment="Unit of the value, e.g. tC/GJ")
    uncertainty_low = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True, db_comment="Percent below, 95 percent interval"
    )
    uncertainty_high = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True, db_comment="Percent above, 95 percent interval"
    )
    valid = DateRangeField(db_comment="Days the value applies to")
    source = models.TextField(db_comment="Document, table, page of this value")
    grade = models.CharField(max_length=1, choices=[(g, g) for g in GRADES], db_comment="Reliability A best to D")
    flag = models.CharField(max_length=48, blank=True, db_comment="misprint, suspect, derived; blank = none")
    note = models.TextField(blank=True, db_comment="Why flagged; other remarks")
    raw = models.JSONField(default=dict, blank=True, db_comment="The imported row as it was")

    class Meta:
        ordering = ["factor_set", "fuel", "parameter", "gas", "geography"]
        indexes = [models.Index(name="factor_lookup", fields=["fuel", "parameter", "geography"])]
        constraints = [
            models.CheckConstraint(name="factor_grade_known", condition=Q(grade__in=GRADES)),
            models.CheckConstraint(
                name="factor_purpose_known", condition=Q(purpose__in=["statistical", "compliance", "any"])
            ),
        ]
        triggers = [
            draft_only("insert", pgtrigger.Insert, new="new_rows"),
            draft_only("update", pgtrigger.Update, old="old_rows", new="new_rows"),
            draft_only("delete", pgtrigger.Delete, old="old_rows"),
            no_truncate("factor"),
        ]

    def __str__(self) -> str:
        return f"{self.fuel} {self.parameter} {self.gas} {self.value_text} {self.unit}"


class GwpSet(models.Model):
    """A published set of 100-year global warming potentials."""

    code = models.CharField(max_length=24, unique=True, db_comment="SAR, AR4, AR5, AR6 ...")
    title = models.CharField(max_length=200, db_comment="Title of the source")
    source = models.TextField(db_comment="Document and table")

    def __str__(self) -> str:
        return self.code


class GwpValue(models.Model):
    """The warming potential of one gas in one set, kg CO2e per kg."""

    gwp_set = models.ForeignKey(GwpSet, on_delete=models.PROTECT, related_name="values")
    gas = models.CharField(max_length=32, db_comment="Gas code, e.g. CH4, CH4_FOSSIL, HFC-134a")
    value = models.DecimalField(max_digits=12, decimal_places=4, db_comment="kg CO2e per kg, 100 years")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="gwp_value_once", fields=["gwp_set", "gas"]),
            models.CheckConstraint(name="gwp_value_positive", condition=Q(value__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.gwp_set_id} {self.gas} {self.value}"
