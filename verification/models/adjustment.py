"""Verified adjustment: what an inventory adds to the computed lines so that the verified figure counts."""

from typing import Self

from django.db import models
from django.db.models import Q

from mrv.core.models import append_only
from verification.models.statement import MASS, VerificationStatement


class VerifiedAdjustmentQuerySet(models.QuerySet["VerifiedAdjustment"]):
    """Questions about adjustments."""

    def in_force(self, version_id: int) -> Self:
        """The adjustments of the statement the latest decision accepted; none when nothing was decided."""
        accepted = (
            VerificationStatement.objects.filter(version_id=version_id, decisions__outcome="accepted")
            .order_by("-decisions__pk")
            .values("pk")[:1]
        )
        return self.filter(statement_id__in=accepted)


class VerifiedAdjustment(models.Model):
    """Verified minus computed, per scope. An imposed total is recorded as CO2: no gas was measured."""

    statement = models.ForeignKey(VerificationStatement, on_delete=models.PROTECT, related_name="adjustments")
    version = models.ForeignKey("reporting.ReportVersion", on_delete=models.PROTECT, related_name="adjustments")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    co2_t = models.DecimalField(**MASS, default=0, db_comment="CO2 to add, t; may be negative")
    ch4_t = models.DecimalField(**MASS, default=0, db_comment="CH4 to add, t; may be negative")
    n2o_t = models.DecimalField(**MASS, default=0, db_comment="N2O to add, t; may be negative")
    fgas_co2e_t = models.DecimalField(**MASS, default=0, db_comment="F-gases to add, tCO2e; may be negative")
    co2e_t = models.DecimalField(**MASS, db_comment="Total to add, tCO2e; may be negative")
    gwp_set_code = models.CharField(max_length=24, db_comment="GWP set of co2e_t")
    justification = models.TextField(db_comment="Why the computed figure was not accepted")

    objects = VerifiedAdjustmentQuerySet.as_manager()

    class Meta:
        ordering = ["version", "scope"]
        constraints = [
            models.UniqueConstraint(name="adjustment_once", fields=["statement", "scope"]),
            models.CheckConstraint(name="adjustment_scope_known", condition=Q(scope__in=[1, 2, 3])),
            models.CheckConstraint(name="adjustment_justified", condition=~Q(justification="")),
        ]
        triggers = append_only("verified_adjustment")

    def __str__(self) -> str:
        return f"{self.version_id} scope {self.scope}"
