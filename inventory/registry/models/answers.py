"""What registries post back: acknowledgements and surrenders of allowances."""

from django.db import models
from django.db.models import Q

from inventory.registry.models.verified import VerifiedEmission
from mrv.core.models import append_only


class Acknowledgement(models.Model):
    """A registry took over a record."""

    verified_emission = models.ForeignKey(VerifiedEmission, on_delete=models.PROTECT, related_name="acknowledgements")
    registry = models.ForeignKey("core.Organization", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=120, db_comment="Identifier of the record in the registry")
    acknowledged_at = models.DateTimeField(db_comment="When received here")
    acknowledged_by = models.CharField(max_length=200, db_comment="Label of the client")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="acknowledgement_once", fields=["verified_emission", "registry"]),
        ]
        triggers = append_only("acknowledgement")

    def __str__(self) -> str:
        return f"{self.verified_emission_id} {self.reference}"


class Surrender(models.Model):
    """Allowances surrendered against a record; corrections are further rows, also negative."""

    verified_emission = models.ForeignKey(VerifiedEmission, on_delete=models.PROTECT, related_name="surrenders")
    registry = models.ForeignKey("core.Organization", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=120, db_comment="Transaction identifier in the registry")
    quantity_t = models.DecimalField(max_digits=24, decimal_places=9, db_comment="Allowances, tCO2e")
    posted_at = models.DateTimeField(db_comment="When received here")
    posted_by = models.CharField(max_length=200, db_comment="Label of the client")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="surrender_once", fields=["registry", "reference"]),
            models.CheckConstraint(name="surrender_not_zero", condition=~Q(quantity_t=0)),
        ]
        triggers = append_only("surrender")

    def __str__(self) -> str:
        return f"{self.verified_emission_id} {self.quantity_t}"
