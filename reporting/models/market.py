"""Purchased electricity a second time, market-based, beside the lines of record; never in their totals.

One row per stream and run. The location-based lines alone are posted to the inventory as emissions; what differs
here is shown next to them (GHG Protocol Scope 2 Guidance 2015, ch. 6.2: both results, reported apart).
"""

from typing import Any

from django.db import models
from django.db.models import Q

from mrv.core.models import append_only
from reporting.models.report import ReportVersion

ENERGY: dict[str, Any] = {"max_digits": 28, "decimal_places": 9}
BASES = ["residual_mix", "untraded_mix", "line_factor"]


class MarketResult(models.Model):
    """The market-based result of one stream of purchased electricity for the year."""

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="market_results")
    run_id = models.BigIntegerField(db_comment="CalculationRun.id")
    stream_code = models.CharField(max_length=32, db_comment="SourceStream.code at the time")
    electricity_mwh = models.DecimalField(**ENERGY, db_comment="Purchased electricity of the year, MWh")
    certified_mwh = models.DecimalField(**ENERGY, db_comment="Of it covered by certificates, MWh")
    location_co2_t = models.DecimalField(**ENERGY, db_comment="Sum of the location-based lines of record, t")
    market_co2_t = models.DecimalField(**ENERGY, db_comment="Market-based result, t")
    residual_basis = models.CharField(
        max_length=16, choices=[(b, b) for b in BASES], db_comment="Where the factor of the rest comes from"
    )
    residual_factor = models.DecimalField(
        max_digits=18, decimal_places=9, db_comment="Factor of what no certificate covers, tCO2/MWh"
    )
    inputs = models.JSONField(
        db_comment="Every input as the method took it, certificates by identifier; decimals as strings"
    )
    method = models.CharField(max_length=64, db_comment="Method identifier")
    method_fingerprint = models.CharField(max_length=16, db_comment="Digest of the method")
    rounding = models.CharField(max_length=32, db_comment="Rounding rule identifier")

    class Meta:
        ordering = ["version", "stream_code"]
        constraints = [
            models.UniqueConstraint(name="market_result_once", fields=["version", "run_id", "stream_code"]),
            models.CheckConstraint(name="market_basis_known", condition=Q(residual_basis__in=BASES)),
        ]
        triggers = append_only("market_result")

    def __str__(self) -> str:
        return f"{self.version_id}/{self.stream_code} market-based"
