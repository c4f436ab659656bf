"""Where and what: districts (GB/T 2260), sectors of several code systems, facilities."""

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

if TYPE_CHECKING:
    from mrv.core.actor import Actor


class Named(models.Model):
    """Two names, shown in the language of the reader."""

    name_zh = models.CharField(max_length=200, db_comment="Name, Chinese")
    name_en = models.CharField(max_length=200, db_comment="Name, English")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en


class District(Named):
    """An administrative area of GB/T 2260, valid for a time; the tree nation > province > district."""

    code = models.CharField(max_length=6, db_comment="GB/T 2260 code, or 000000 for the nation")
    level = models.CharField(
        max_length=12, choices=[("nation", "nation"), ("province", "province"), ("city", "city"), ("district", "district")]
    )  # fmt: skip
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(db_comment="First day the code is in use")
    valid_to = models.DateField(null=True, blank=True, db_comment="Last day the code is in use; null = open")
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(name="district_code_once", fields=["code", "valid_from"]),
            models.CheckConstraint(
                name="district_level_known", condition=Q(level__in=["nation", "province", "city", "district"])
            ),
            models.CheckConstraint(
                name="district_period_ordered",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class Sector(Named):
    """A class of activity in a code system; ``inventory`` sectors are the rows of the city matrix."""

    SYSTEMS = [
        ("inventory", "Socio-economic sectors of the city inventory (47, after GB/T 4754)"),
        ("gpc", "Global Protocol for Community-Scale Inventories"),
        ("ipcc2006", "IPCC 2006 Guidelines"),
        ("gbt4754", "GB/T 4754 industrial classification"),
        ("cn_provincial", "Provincial inventory guideline"),
        ("policy", "Policy view: power, steel, petrochemicals, transport, buildings, other"),
    ]

    system = models.CharField(max_length=16, choices=SYSTEMS)
    code = models.CharField(max_length=32, db_comment="Code within the system")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    order = models.PositiveIntegerField(default=0, db_comment="Position in tables")
    attributes = models.JSONField(
        default=dict, blank=True, db_comment="Facts of the code system, e.g. GPC scope and reporting level"
    )

    class Meta:
        ordering = ["system", "order", "code"]
        constraints = [
            models.UniqueConstraint(name="sector_code_once", fields=["system", "code"]),
            models.CheckConstraint(
                name="sector_system_known",
                condition=Q(system__in=["inventory", "gpc", "ipcc2006", "gbt4754", "cn_provincial", "policy"]),
            ),
        ]


class SectorMapping(models.Model):
    """An inventory sector and scope belongs to a sector of another system (analyst's mapping where said so)."""

    source = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="mappings")
    scope = models.PositiveSmallIntegerField(db_comment="Scope 1, 2 or 3 the mapping applies to")
    target = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="mapped_from")
    reference = models.CharField(max_length=300, db_comment="Where the mapping comes from")
    is_analyst = models.BooleanField(default=True, db_comment="True: our judgement, not an official text")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="sector_mapping_once", fields=["source", "scope", "target"]),
            models.CheckConstraint(name="sector_mapping_scope_known", condition=Q(scope__in=[1, 2, 3])),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} / {self.scope} -> {self.target_id}"


class FacilityQuerySet(models.QuerySet["Facility"]):
    """Questions about facilities."""

    def visible_to(self, actor: "Actor") -> Self:
        """The facilities this actor may know of: own, of the own district, or all for the oversight."""
        if actor.oversees_city:
            return self
        return self.filter(Q(enterprise_id__in=actor.enterprise_ids) | Q(district_id__in=actor.district_ids))


class Facility(Named):
    """A site of an enterprise that reports by itself."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    enterprise = models.ForeignKey("core.Enterprise", on_delete=models.PROTECT, related_name="facilities")
    code = models.CharField(max_length=32, unique=True, db_comment="Facility code of the scheme")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="facilities")
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, related_name="facilities", limit_choices_to={"system": "inventory"}
    )
    industry_code = models.CharField(max_length=8, blank=True, db_comment="GB/T 4754 class, up to four digits")
    opened_date = models.DateField(db_comment="First day of operation")
    closed_date = models.DateField(null=True, blank=True, db_comment="Last day of operation; null = operating")
    is_synthetic = models.BooleanField(default=False, db_comment="True for demonstration data")

    objects = FacilityQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "facilities"
