"""The cells of the city inventory and the postings they are made of.

A cell is the running sum of the postings in force. A posting keeps, per fuel, scope and gas, exactly what
one report version or one area source contributed, so that taking it out subtracts the same digits.
"""

from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from inventory.states import GASES, ORIGINS
from mrv.core.models import append_only, no_truncate

if TYPE_CHECKING:
    from mrv.core.actor import Actor

MASS: dict[str, Any] = {"max_digits": 28, "decimal_places": 9}


class CellQuerySet(models.QuerySet["InventoryCell"]):
    """Questions about cells."""

    def visible_to(self, actor: "Actor") -> Self:
        """The oversight sees the city, a district officer the own district, nobody else any live cell."""
        if not actor.may("inventory:read"):
            return self.none()
        return self if actor.oversees_city else self.filter(district_id__in=actor.district_ids)

    def counted(self) -> Self:
        """Cells something is posted to."""
        return self.filter(line_count__gt=0)


class InventoryCell(models.Model):
    """Tonnes of one gas from one fuel, sector, scope and district in one year."""

    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    district = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey("core.Sector", on_delete=models.PROTECT, related_name="+")
    fuel = models.CharField(max_length=48, blank=True, db_comment="Fuel.code; blank for non-fuel sources")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    gas = models.CharField(max_length=8, choices=[(g, g) for g in GASES])
    gwp_set_code = models.CharField(max_length=24, db_comment="GWP set the CO2e of the lines was computed with")
    origin = models.CharField(max_length=12, choices=[(o, o) for o in ORIGINS])
    mass_t = models.DecimalField(**MASS, db_comment="Mass of the gas, t; 0 for FGAS, which is held in CO2e")
    co2e_t = models.DecimalField(**MASS, db_comment="Sum of stored line values, tCO2e; 0 for biogenic CO2")
    line_count = models.BigIntegerField(db_comment="Number of lines that contribute")

    objects = CellQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="inventory_cell_once",
                fields=[
                    "jurisdiction", "year", "district", "sector", "fuel", "scope", "gas", "gwp_set_code", "origin",
                ],
            ),
            models.CheckConstraint(name="inventory_cell_gas_known", condition=Q(gas__in=GASES)),
            models.CheckConstraint(name="inventory_cell_origin_known", condition=Q(origin__in=ORIGINS)),
            models.CheckConstraint(name="inventory_cell_scope_known", condition=Q(scope__in=[1, 2, 3])),
            models.CheckConstraint(name="inventory_cell_count_real", condition=Q(line_count__gte=0)),
            models.CheckConstraint(
                name="inventory_cell_biogenic_apart", condition=~Q(gas="CO2_BIO") | Q(co2e_t=0)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.year}/{self.district_id}/{self.sector_id}/{self.fuel}/{self.scope}/{self.gas}"


class Posting(models.Model):
    """One report version or area source as it stands in the cells, from posting until reversal."""

    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    district = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey("core.Sector", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=12, choices=[(o, o) for o in ORIGINS])
    version = models.ForeignKey(
        "reporting.ReportVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="postings"
    )
    area_source = models.ForeignKey(
        "inventory.AreaSource", null=True, blank=True, on_delete=models.PROTECT, related_name="postings"
    )
    enterprise_id = models.BigIntegerField(null=True, blank=True, db_comment="Enterprise.id, for confidentiality")
    result_hash = models.CharField(max_length=64, db_comment="Digest of the result that was posted")
    line_count = models.BigIntegerField(default=0, db_comment="Lines posted")
    posted_at = models.DateTimeField(db_comment="When added to the cells")
    posted_by = models.CharField(max_length=200, db_comment="Process that posted")
    reversed_at = models.DateTimeField(null=True, blank=True, db_comment="When taken out again; null = in force")
    reversed_by = models.CharField(max_length=200, blank=True, db_comment="Process that took it out")

    class Meta:
        indexes = [
            models.Index(
                name="posting_in_force",
                fields=["jurisdiction", "year", "sector", "district"],
                condition=Q(reversed_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="posting_version_once", fields=["version"], condition=Q(reversed_at__isnull=True)
            ),
            models.UniqueConstraint(
                name="posting_area_source_once", fields=["area_source"], condition=Q(reversed_at__isnull=True)
            ),
            models.CheckConstraint(name="posting_origin_known", condition=Q(origin__in=ORIGINS)),
            models.CheckConstraint(
                name="posting_has_one_source",
                condition=Q(origin="enterprise", version__isnull=False, area_source__isnull=True)
                | Q(origin="area_source", version__isnull=True, area_source__isnull=False),
            ),
            models.CheckConstraint(
                name="posting_reversed_pair",
                condition=Q(reversed_at__isnull=True, reversed_by="")
                | (Q(reversed_at__isnull=False) & ~Q(reversed_by="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="posting_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="posting_reversed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__reversed_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="posting_facts_fixed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__jurisdiction_id__df=pgtrigger.F("new__jurisdiction_id"))
                | pgtrigger.Q(old__year__df=pgtrigger.F("new__year"))
                | pgtrigger.Q(old__district_id__df=pgtrigger.F("new__district_id"))
                | pgtrigger.Q(old__sector_id__df=pgtrigger.F("new__sector_id"))
                | pgtrigger.Q(old__result_hash__df=pgtrigger.F("new__result_hash")),
            ),
            no_truncate("posting"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"posting {self.pk} of {self.origin} {self.version_id or self.area_source_id}"


class PostingEntry(models.Model):
    """What a posting added to one cell; never changed."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="entries")
    fuel = models.CharField(max_length=48, blank=True, db_comment="Fuel.code; blank for non-fuel sources")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    gas = models.CharField(max_length=8, choices=[(g, g) for g in GASES])
    gwp_set_code = models.CharField(max_length=24, db_comment="GWP set of the lines")
    mass_t = models.DecimalField(**MASS, db_comment="Mass of the gas, t")
    co2e_t = models.DecimalField(**MASS, db_comment="Sum of line values, tCO2e")
    line_count = models.BigIntegerField(db_comment="Number of lines that contribute")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="posting_entry_once", fields=["posting", "fuel", "scope", "gas", "gwp_set_code"]
            ),
            models.CheckConstraint(name="posting_entry_gas_known", condition=Q(gas__in=GASES)),
        ]
        triggers = append_only("posting_entry")

    def __str__(self) -> str:
        return f"{self.posting_id}/{self.fuel}/{self.scope}/{self.gas}"
