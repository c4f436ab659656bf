"""The last day to submit, as data: one rule for every year, and a notice of the authority for a year of its own."""

from datetime import date

from django.db import models
from django.db.models import Q


class SubmissionDeadline(models.Model):
    """Until when the report of a compliance year is submitted."""

    compliance_year = models.PositiveSmallIntegerField(
        null=True, blank=True, db_comment="Applies to this year; null = every year without its own"
    )
    years_after = models.PositiveSmallIntegerField(default=1, db_comment="Years from the compliance year to the day")
    due_month = models.PositiveSmallIntegerField(db_comment="Month of the last day, 1-12")
    due_day = models.PositiveSmallIntegerField(db_comment="Day of the month, 1-31")
    reference = models.CharField(max_length=200, db_comment="Where the deadline comes from")

    class Meta:
        ordering = ["-compliance_year"]
        constraints = [
            models.UniqueConstraint(name="deadline_once", fields=["compliance_year"], nulls_distinct=False),
            models.CheckConstraint(name="deadline_month_real", condition=Q(due_month__gte=1, due_month__lte=12)),
            models.CheckConstraint(name="deadline_day_real", condition=Q(due_day__gte=1, due_day__lte=31)),
        ]

    def __str__(self) -> str:
        return f"{self.compliance_year or '*'}: +{self.years_after} {self.due_month:02}-{self.due_day:02}"

    def last_day(self, compliance_year: int) -> date:
        """The day for a compliance year; the end of the month where the month is shorter."""
        year = compliance_year + self.years_after
        for day in range(self.due_day, 27, -1):
            try:
                return date(year, self.due_month, day)
            except ValueError:
                continue
        return date(year, self.due_month, self.due_day)
