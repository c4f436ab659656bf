"""What the uncertainty of the city is added up from (docs/decisions/0008-uncertainty-beside-the-cells.md).

A spread is the sum of the amounts, and of their squares, of lines that share one uncertainty profile. Like cells and
entries, spreads are added and taken out with the same digits, so that the incremental way equals a recount.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from inventory.models.cell import MASS, Posting
from inventory.states import ORIGINS
from mrv.core.models import append_only

SQUARES: dict[str, Any] = {"max_digits": 60, "decimal_places": 18}
PROFILE = "UncertaintyProfile.digest; blank = not assessed"


class PostingSpread(models.Model):
    """What a posting added to one spread; never changed."""

    posting = models.ForeignKey(
        Posting, on_delete=models.PROTECT, related_name="spreads", db_index=False,
        db_comment="Indexed by posting_spread_once",
    )  # fmt: skip
    fuel = models.CharField(max_length=48, blank=True, db_comment="Fuel.code; blank for non-fuel sources")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    uncertainty_profile = models.CharField(max_length=16, blank=True, db_comment=PROFILE)
    co2e_t = models.DecimalField(**MASS, db_comment="Sum of line values, tCO2e")
    squares = models.DecimalField(**SQUARES, db_comment="Sum of the squares of line values, tCO2e squared")
    line_count = models.BigIntegerField(db_comment="Number of lines that contribute")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="posting_spread_once", fields=["posting", "fuel", "scope", "uncertainty_profile"]
            ),
        ]
        triggers = append_only("posting_spread")

    def __str__(self) -> str:
        return f"{self.posting_id}/{self.fuel}/{self.scope}/{self.uncertainty_profile}"


class InventorySpread(models.Model):
    """The running sum of the spreads of postings in force: beside the cells, per profile instead of per gas."""

    jurisdiction = models.ForeignKey(
        "core.District", on_delete=models.PROTECT, related_name="+", db_index=False,
        db_comment="Indexed by inventory_spread_once",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    district = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+", db_index=False)
    sector = models.ForeignKey("core.Sector", on_delete=models.PROTECT, related_name="+", db_index=False)
    fuel = models.CharField(max_length=48, blank=True, db_comment="Fuel.code; blank for non-fuel sources")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    origin = models.CharField(max_length=12, choices=[(o, o) for o in ORIGINS])
    uncertainty_profile = models.CharField(max_length=16, blank=True, db_comment=PROFILE)
    co2e_t = models.DecimalField(**MASS, db_comment="Sum of stored line values, tCO2e")
    squares = models.DecimalField(**SQUARES, db_comment="Sum of the squares of line values, tCO2e squared")
    line_count = models.BigIntegerField(db_comment="Number of lines that contribute")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="inventory_spread_once",
                fields=[
                    "jurisdiction", "year", "district", "sector", "fuel", "scope", "origin", "uncertainty_profile",
                ],
            ),
            models.CheckConstraint(name="inventory_spread_origin_known", condition=Q(origin__in=ORIGINS)),
            models.CheckConstraint(name="inventory_spread_count_real", condition=Q(line_count__gte=0)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.year}/{self.district_id}/{self.sector_id}/{self.fuel}/{self.uncertainty_profile}"
