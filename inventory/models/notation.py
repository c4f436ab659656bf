"""Notation keys of cells without a number: NO, NE, IE, C, always with an explanation (GPC 1.1, table 2.1)."""

from django.db import models
from django.db.models import Q

from inventory.states import NOTATIONS


class NotationEntry(models.Model):
    """Why a sector (of any code system) has no number in a year."""

    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(db_comment="Calendar year")
    sector = models.ForeignKey("core.Sector", on_delete=models.PROTECT, related_name="+")
    scope = models.PositiveSmallIntegerField(default=1, db_comment="1, 2 or 3")
    key = models.CharField(max_length=2, choices=[(n, n) for n in NOTATIONS])
    explanation = models.TextField(db_comment="Why, and for IE where the tonnes are")
    recorded_at = models.DateTimeField(db_comment="When recorded")
    recorded_by = models.CharField(max_length=200, db_comment="Who recorded it")

    class Meta:
        verbose_name_plural = "notation entries"
        constraints = [
            models.UniqueConstraint(name="notation_once", fields=["jurisdiction", "year", "sector", "scope"]),
            models.CheckConstraint(name="notation_key_known", condition=Q(key__in=NOTATIONS)),
            models.CheckConstraint(name="notation_explained", condition=~Q(explanation="")),
            models.CheckConstraint(name="notation_scope_known", condition=Q(scope__in=[1, 2, 3])),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.sector_id}: {self.key}"
