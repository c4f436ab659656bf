"""Releases: immutable, numbered, signed, content-addressed copies of the cells.

Nothing of a release is ever changed: a restatement is a new release that points to the one before. The
database refuses UPDATE, DELETE and TRUNCATE on a release and on all its parts.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from inventory.models.market import MarketAmounts
from inventory.states import GASES, NOTATIONS, ORIGINS
from mrv.core.models import append_only

MASS: dict[str, Any] = {"max_digits": 28, "decimal_places": 9}


class InventoryRelease(models.Model):
    """One published inventory of one jurisdiction and year."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    number = models.PositiveIntegerField(db_comment="Release of the year, counted from 1")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    note = models.TextField(db_comment="What this release is, or why it restates the one before")
    content_hash = models.CharField(max_length=64, unique=True, db_comment="SHA-256 of the manifest")
    merkle_root = models.CharField(max_length=64, db_comment="Merkle root over sources and published cells")
    signature = models.TextField(db_comment="Compact JWS over the manifest")
    scope_1_co2e_t = models.DecimalField(**MASS, db_comment="Territorial total: sum of scope 1, tCO2e")
    scope_2_co2e_t = models.DecimalField(**MASS, db_comment="Sum of scope 2, tCO2e; never added to scope 1")
    version_count = models.PositiveIntegerField(db_comment="Report versions included")
    area_source_count = models.PositiveIntegerField(db_comment="Area sources included")
    line_count = models.BigIntegerField(db_comment="Lines behind the cells")
    min_enterprises = models.PositiveSmallIntegerField(db_comment="Cells of fewer enterprises are confidential")
    is_synthetic = models.BooleanField(default=False, db_comment="True when demonstration data is contained")
    released_at = models.DateTimeField(db_comment="When released")
    released_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_by_label = models.CharField(max_length=200, db_comment="Name of the releasing person at the time")

    class Meta:
        ordering = ["jurisdiction", "-year", "-number"]
        constraints = [
            models.UniqueConstraint(name="release_number_once", fields=["jurisdiction", "year", "number"]),
            models.CheckConstraint(name="release_note_given", condition=~Q(note="")),
        ]
        triggers = append_only("inventory_release")

    def __str__(self) -> str:
        return f"{self.jurisdiction_id} {self.year} release {self.number}"


class ReleaseCell(models.Model):
    """A cell as released. ``notation`` C: the value is kept but not published."""

    release = models.ForeignKey(InventoryRelease, on_delete=models.PROTECT, related_name="cells")
    district_code = models.CharField(max_length=6, db_comment="GB/T 2260 code")
    sector_code = models.CharField(max_length=32, db_comment="Code of the inventory sector")
    fuel = models.CharField(max_length=48, blank=True, db_comment="Fuel.code; blank for non-fuel sources")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    gas = models.CharField(max_length=8, choices=[(g, g) for g in GASES])
    gwp_set_code = models.CharField(max_length=24, db_comment="GWP set of the lines")
    origin = models.CharField(max_length=12, choices=[(o, o) for o in ORIGINS])
    mass_t = models.DecimalField(**MASS, db_comment="Mass of the gas, t")
    co2e_t = models.DecimalField(**MASS, db_comment="Sum of line values, tCO2e")
    line_count = models.BigIntegerField(db_comment="Number of lines that contribute")
    notation = models.CharField(max_length=2, blank=True, choices=[(n, n) for n in NOTATIONS])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="release_cell_once",
                fields=["release", "district_code", "sector_code", "fuel", "scope", "gas", "gwp_set_code", "origin"],
            ),
            models.CheckConstraint(name="release_cell_gas_known", condition=Q(gas__in=GASES)),
            models.CheckConstraint(name="release_cell_origin_known", condition=Q(origin__in=ORIGINS)),
            models.CheckConstraint(name="release_cell_notation_known", condition=Q(notation__in=["", *NOTATIONS])),
        ]
        triggers = append_only("release_cell")

    def __str__(self) -> str:
        return f"{self.release_id}/{self.district_code}/{self.sector_code}/{self.fuel}/{self.scope}/{self.gas}"


class ReleaseSource(models.Model):
    """A report version or area source a release is made of, with the digest of its result."""

    release = models.ForeignKey(InventoryRelease, on_delete=models.PROTECT, related_name="sources")
    posting_id = models.BigIntegerField(db_comment="Posting.id")
    origin = models.CharField(max_length=12, choices=[(o, o) for o in ORIGINS])
    reference = models.CharField(max_length=96, db_comment="Facility code or area source code")
    version_id = models.BigIntegerField(null=True, blank=True, db_comment="ReportVersion.id or AreaSource.id")
    public_id = models.UUIDField(db_comment="Identifier of the version in addresses")
    number = models.PositiveIntegerField(db_comment="Version number")
    result_hash = models.CharField(max_length=64, db_comment="Digest of the result")
    district_code = models.CharField(max_length=6, db_comment="GB/T 2260 code")
    sector_code = models.CharField(max_length=32, db_comment="Code of the inventory sector")
    co2e_t = models.DecimalField(**MASS, db_comment="Contribution to scope 1, tCO2e")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="release_source_once", fields=["release", "origin", "reference"]),
            models.CheckConstraint(name="release_source_origin_known", condition=Q(origin__in=ORIGINS)),
        ]
        triggers = append_only("release_source")

    def __str__(self) -> str:
        return f"{self.release_id}/{self.reference}"


class ReleaseMarketCell(MarketAmounts):
    """Purchased electricity of a place as released, both ways. ``notation`` C: kept but not published."""

    release = models.ForeignKey(InventoryRelease, on_delete=models.PROTECT, related_name="market_cells")
    district_code = models.CharField(max_length=6, db_comment="GB/T 2260 code")
    sector_code = models.CharField(max_length=32, db_comment="Code of the inventory sector")
    notation = models.CharField(max_length=2, blank=True, choices=[(n, n) for n in NOTATIONS])

    class Meta:
        constraints = [
            models.UniqueConstraint(name="release_market_once", fields=["release", "district_code", "sector_code"]),
            models.CheckConstraint(name="release_market_notation_known", condition=Q(notation__in=["", *NOTATIONS])),
        ]
        triggers = append_only("release_market")

    def __str__(self) -> str:
        return f"{self.release_id}/{self.district_code}/{self.sector_code} market-based"


class ReleaseBundle(models.Model):
    """The signed zip of a release, byte for byte as published."""

    release = models.OneToOneField(InventoryRelease, on_delete=models.PROTECT, related_name="bundle")
    content = models.BinaryField(db_comment="The zip file")
    sha256 = models.CharField(max_length=64, db_comment="Digest of the zip file")

    class Meta:
        triggers = append_only("release_bundle")

    def __str__(self) -> str:
        return f"bundle of {self.release_id}"
