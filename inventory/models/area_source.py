"""Emissions no enterprise reports: households, transport, small firms.

A row is one version and is never edited: a correction is a new version that points to the one before, and
only the newest version of a code counts. Activity passes through the accounting engine, so an area source
has the same explanation as a reported line; or the emission is stated with its source; or a notation key says
why there is no number.
"""

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from inventory.states import BASES, NOTATIONS, PROVENANCES
from mrv.core.models import append_only

if TYPE_CHECKING:
    from mrv.core.actor import Actor

MASS: dict[str, Any] = {"max_digits": 24, "decimal_places": 9, "default": 0}


class AreaSourceQuerySet(models.QuerySet["AreaSource"]):
    """Questions about area sources."""

    def visible_to(self, actor: "Actor") -> Self:
        """The oversight sees all, a district officer those of the own district."""
        if not actor.may("inventory:read"):
            return self.none()
        return self if actor.oversees_city else self.filter(district_id__in=actor.district_ids)

    def current(self) -> Self:
        """The newest version of each source."""
        return self.filter(superseded_by__isnull=True)


class AreaSource(models.Model):
    """One version of one area source: where, what, how much, from which source, and what came out."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=96, db_comment="Code of the source, stable over versions and years")
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    number = models.PositiveIntegerField(default=1, db_comment="Version, counted from 1")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True, db_comment="Why this version was recorded")
    district = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey("core.Sector", on_delete=models.PROTECT, related_name="+")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    fuel = models.CharField(max_length=48, blank=True, db_comment="Fuel.code; blank for non-fuel sources")

    basis = models.CharField(max_length=8, choices=[(b, b) for b in BASES])
    activity_quantity = models.DecimalField(
        max_digits=28, decimal_places=9, null=True, blank=True, db_comment="Activity in activity_unit"
    )
    activity_unit = models.CharField(max_length=24, blank=True, db_comment="Unit of the activity")
    method = models.CharField(max_length=64, blank=True, db_comment="Method identifier")
    factor_set_codes = ArrayField(
        models.CharField(max_length=48), default=list, blank=True, db_comment="Factor sets allowed, best first"
    )
    notation_key = models.CharField(max_length=2, blank=True, choices=[(n, n) for n in NOTATIONS])
    explanation = models.TextField(blank=True, db_comment="Why there is no number, or what to know about it")
    source = models.TextField(db_comment="Document, table, page the figure comes from")
    provenance = models.CharField(max_length=12, choices=[(p, p) for p in PROVENANCES])
    proxy = models.CharField(max_length=200, blank=True, db_comment="Proxy of the allocation to the district")
    is_synthetic = models.BooleanField(default=False, db_comment="True for demonstration data")

    method_version = models.CharField(max_length=16, blank=True, db_comment="Version of the method")
    method_fingerprint = models.CharField(
        max_length=16, blank=True, db_comment="Digest of the method's formula, units and rules"
    )
    rounding = models.CharField(max_length=32, blank=True, db_comment="Rounding rule identifier")
    engine_build = models.CharField(max_length=64, blank=True, db_comment="Build of the accounting engine")
    inputs = models.JSONField(default=dict, blank=True, db_comment="Inputs as used; decimals as strings")
    gwp_set_code = models.CharField(max_length=24, db_comment="GWP set applied")
    gwp_ch4 = models.DecimalField(max_digits=12, decimal_places=4, default=0, db_comment="GWP of CH4 applied")
    gwp_n2o = models.DecimalField(max_digits=12, decimal_places=4, default=0, db_comment="GWP of N2O applied")
    co2_t = models.DecimalField(**MASS, db_comment="Fossil and process CO2, t")
    biogenic_co2_t = models.DecimalField(**MASS, db_comment="Biogenic CO2, t; never in a total")
    ch4_t = models.DecimalField(**MASS, db_comment="CH4, t")
    n2o_t = models.DecimalField(**MASS, db_comment="N2O, t")
    fgas_co2e_t = models.DecimalField(**MASS, db_comment="Gases without a column (HFCs, PFCs, SF6, NF3), tCO2e")
    species = models.JSONField(default=dict, blank=True, db_comment="Masses of those gases, t; decimals as strings")
    co2e_t = models.DecimalField(**MASS, db_comment="Total, tCO2e by gwp_set_code")
    uncertainty_percent = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True,
        db_comment="Half width of the CO2e, 95 percent, IPCC approach 1; null = unknown",
    )  # fmt: skip
    uncertainty_profile = models.CharField(
        max_length=16, blank=True, db_default="", default="", db_comment="UncertaintyProfile.digest; blank = unknown"
    )
    result_hash = models.CharField(max_length=64, db_comment="SHA-256 of what was declared and what came out")
    recorded_at = models.DateTimeField(db_comment="When recorded")
    recorded_by = models.CharField(max_length=200, db_comment="Who recorded it")

    objects = AreaSourceQuerySet.as_manager()

    class Meta:
        ordering = ["year", "code", "-number"]
        indexes = [models.Index(name="area_source_place", fields=["jurisdiction", "year", "sector", "district"])]
        constraints = [
            models.UniqueConstraint(
                name="area_source_version_once", fields=["jurisdiction", "code", "year", "number"]
            ),
            models.CheckConstraint(name="area_source_basis_known", condition=Q(basis__in=BASES)),
            models.CheckConstraint(name="area_source_provenance_known", condition=Q(provenance__in=PROVENANCES)),
            models.CheckConstraint(name="area_source_scope_known", condition=Q(scope__in=[1, 2, 3])),
            models.CheckConstraint(
                name="area_source_key_explained",
                condition=Q(notation_key="") | (Q(notation_key__in=NOTATIONS) & ~Q(explanation="")),
            ),
            models.CheckConstraint(
                name="area_source_basis_complete",
                condition=(Q(basis="activity", activity_quantity__isnull=False, notation_key="") & ~Q(method=""))
                | Q(basis="stated", activity_quantity__isnull=True, method="", notation_key="")
                | (Q(basis="notation", activity_quantity__isnull=True, method="", co2e_t=0) & ~Q(notation_key="")),
            ),
            models.CheckConstraint(
                name="area_source_total_adds_up",
                condition=Q(co2e_t__gte=F("co2_t") + F("fgas_co2e_t")) | Q(co2_t__lt=0),
            ),
        ]
        triggers = append_only("area_source")

    def __str__(self) -> str:
        return f"{self.code} {self.year} v{self.number}"

    @property
    def known_percent(self) -> Decimal | None:
        """Half width of the CO2e as it is known now: assessed later, or when it was recorded; null = unknown."""
        later = getattr(self, "assessment", None)
        return later.percent if later else self.uncertainty_percent
