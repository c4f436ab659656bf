"""Base figures of a jurisdiction: population, product, area - what totals are divided by."""

from django.db import models
from django.db.models import Q

from inventory.states import BASE_KINDS


class BaseFigure(models.Model):
    """One statistic of one year, with its source."""

    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in BASE_KINDS])
    value = models.DecimalField(max_digits=24, decimal_places=6, db_comment="Value in the unit column")
    unit = models.CharField(max_length=32, db_comment="persons, 10^8 yuan (current prices), km2")
    source = models.TextField(db_comment="Publisher, document, year")
    source_en = models.TextField(blank=True, default="", db_comment="The same in English, where it is known")
    is_checked = models.BooleanField(default=True, db_comment="False: not yet compared with the document, weak")

    class Meta:
        ordering = ["jurisdiction", "kind", "year"]
        constraints = [
            models.UniqueConstraint(name="base_figure_once", fields=["jurisdiction", "year", "kind"]),
            models.CheckConstraint(name="base_figure_kind_known", condition=Q(kind__in=BASE_KINDS)),
            models.CheckConstraint(name="base_figure_positive", condition=Q(value__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"
