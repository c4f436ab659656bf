"""Purchased electricity both ways at city level: beside the cells of record, never among them.

A market cell is the running sum of the market entries of postings in force, as an inventory cell is of posting
entries; its own tables, so that no sum of emissions can reach it by mistake.
"""

from typing import Any

from django.db import models

from inventory.models.cell import Posting
from mrv.core.models import append_only

AMOUNT: dict[str, Any] = {"max_digits": 28, "decimal_places": 9}
AMOUNTS = ("electricity_mwh", "certified_mwh", "location_co2_t", "market_co2_t")


class MarketAmounts(models.Model):
    """Electricity and both results."""

    electricity_mwh = models.DecimalField(**AMOUNT, db_comment="Purchased electricity, MWh")
    certified_mwh = models.DecimalField(**AMOUNT, db_comment="Of it covered by certificates, MWh")
    location_co2_t = models.DecimalField(**AMOUNT, db_comment="Location-based, t: contained in the cells of record")
    market_co2_t = models.DecimalField(**AMOUNT, db_comment="Market-based, t: in no cell of record")
    stream_count = models.BigIntegerField(db_comment="Number of streams that contribute")

    class Meta:
        abstract = True


class MarketCell(MarketAmounts):
    """Purchased electricity of one sector and district in one year, both ways."""

    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    district = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey("core.Sector", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="market_cell_once", fields=["jurisdiction", "year", "district", "sector"])
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.district_id}/{self.sector_id} market-based"


class MarketEntry(MarketAmounts):
    """What one posting added to its market cell; never changed."""

    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="market_entry")

    class Meta:
        triggers = append_only("market_entry")

    def __str__(self) -> str:
        return f"{self.posting_id} market-based"
