"""Verified emissions as the market reads them: one signed record per decided report version."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from mrv.core.models import append_only
from reporting.models import ReportVersion

if TYPE_CHECKING:
    from mrv.core.actor import Actor

STATES = ["valid", "superseded", "withdrawn"]
TONNES: dict[str, Any] = {"max_digits": 24, "decimal_places": 9}


class VerifiedEmissionQuerySet(models.QuerySet["VerifiedEmission"]):
    """Questions about verified emissions."""

    def visible_to(self, actor: "Actor") -> Self:
        """A registry sees its jurisdiction and the areas below; the city's oversight sees all."""
        if actor.oversees_city or actor.may("registry:manage"):
            return self
        scope = actor.jurisdiction_ids
        if actor.may("registry:read") and scope:
            return self.filter(Q(jurisdiction_id__in=scope) | Q(jurisdiction__parent_id__in=scope))
        return self.filter(enterprise_id__in=actor.enterprise_ids)


class VerifiedEmission(models.Model):
    """The verified emissions of one facility for one year. Its figures never change; only its state does."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    version = models.OneToOneField(ReportVersion, on_delete=models.PROTECT, related_name="verified_emission")
    enterprise = models.ForeignKey("core.Organization", on_delete=models.PROTECT, related_name="verified_emissions")
    facility = models.ForeignKey("core.Facility", on_delete=models.PROTECT, related_name="verified_emissions")
    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    compliance_year = models.PositiveSmallIntegerField(db_comment="Calendar year of the emissions")
    state = models.CharField(max_length=12, choices=[(s, s) for s in STATES], default="valid")
    opinion = models.CharField(max_length=32, db_comment="Opinion of the verification statement")
    gwp_set_code = models.CharField(max_length=24, db_comment="GWP set of the CO2e columns")
    scope_1_co2e_t = models.DecimalField(**TONNES, db_comment="Verified scope 1, tCO2e")
    scope_2_co2e_t = models.DecimalField(**TONNES, db_comment="Verified scope 2, tCO2e")
    co2_t = models.DecimalField(**TONNES, db_comment="Verified scope 1 CO2, t")
    ch4_t = models.DecimalField(**TONNES, db_comment="Verified scope 1 CH4, t")
    n2o_t = models.DecimalField(**TONNES, db_comment="Verified scope 1 N2O, t")
    fgas_co2e_t = models.DecimalField(**TONNES, db_comment="Verified scope 1 fluorinated gases, tCO2e")
    result_hash = models.CharField(max_length=64, db_comment="Result hash the decision named")
    signature = models.TextField(db_comment="Compact JWS over the record")
    decided_time = models.DateTimeField(db_comment="When the authority decided")
    updated_time = models.DateTimeField(db_comment="When the state last changed")

    objects = VerifiedEmissionQuerySet.as_manager()

    class Meta:
        ordering = ["updated_time", "pk"]
        indexes = [
            models.Index(name="verified_emission_page", fields=["updated_time", "id"]),
            models.Index(name="verified_emission_year", fields=["compliance_year", "jurisdiction"]),
        ]
        constraints = [
            models.CheckConstraint(name="verified_emission_state_known", condition=Q(state__in=STATES)),
            models.UniqueConstraint(
                name="verified_emission_one_valid", fields=["facility", "compliance_year"], condition=Q(state="valid")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.compliance_year} {self.state}"


class RegistryEventQuerySet(models.QuerySet["RegistryEvent"]):
    """Questions about the change feed."""

    def visible_to(self, actor: "Actor") -> Self:
        """Events of visible records."""
        return self.filter(verified_emission__in=VerifiedEmission.objects.visible_to(actor))


class RegistryEvent(models.Model):
    """One entry of the change feed. Ids follow the order of commit, so ``after`` never skips one."""

    verified_emission = models.ForeignKey(VerifiedEmission, on_delete=models.PROTECT, related_name="events")
    name = models.CharField(max_length=40, db_comment="verified_emission.valid, .superseded, .withdrawn")
    happened_time = models.DateTimeField(db_comment="When it happened")

    objects = RegistryEventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        triggers = append_only("registry_event")

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"
