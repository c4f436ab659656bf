"""Parameters of verification as data: independence rules, materiality thresholds, periods in working days."""

from django.db import models
from django.db.models import Q

from verification.independence import RULES
from verification.models.stamp import one_of

PERIODS = ["answer_findings", "conclude", "appeal", "rule_on_appeal"]


class IndependenceRule(models.Model):
    """Which independence rule is in force, and how many years it looks back or allows."""

    code = models.CharField(max_length=24, unique=True, db_comment="Rule of verification.independence")
    years = models.PositiveSmallIntegerField(default=0, db_comment="Years looked back or allowed; 0 = none")
    is_active = models.BooleanField(default=True, db_comment="False: not applied")
    reference = models.CharField(max_length=200, db_comment="Where the rule comes from")

    class Meta:
        ordering = ["pk"]
        constraints = [one_of("independence_rule", "code", list(RULES))]

    def __str__(self) -> str:
        return self.code


class MaterialityThreshold(models.Model):
    """From this total on, misstatements above this share of it are material; per purpose and time."""

    purpose = models.CharField(max_length=16, db_comment="statistical or compliance")
    from_tco2e = models.DecimalField(max_digits=24, decimal_places=9, db_comment="Total from which it applies, tCO2e")
    percent = models.DecimalField(max_digits=6, decimal_places=3, db_comment="Threshold, per cent of the total")
    valid_from = models.DateField(db_comment="First compliance day it applies to")
    reference = models.CharField(max_length=200, db_comment="Where the threshold comes from")

    class Meta:
        ordering = ["purpose", "valid_from", "from_tco2e"]
        constraints = [
            models.UniqueConstraint(name="threshold_once", fields=["purpose", "valid_from", "from_tco2e"]),
            models.CheckConstraint(name="threshold_percent_real", condition=Q(percent__gt=0, percent__lte=100)),
            models.CheckConstraint(name="threshold_from_real", condition=Q(from_tco2e__gte=0)),
            models.CheckConstraint(
                name="threshold_purpose_known", condition=Q(purpose__in=["statistical", "compliance"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} from {self.from_tco2e}: {self.percent} %"


class ReviewPeriod(models.Model):
    """How many working days a step may take."""

    code = models.CharField(max_length=24, db_comment="Step the period belongs to")
    compliance_year = models.PositiveSmallIntegerField(
        null=True, blank=True, db_comment="Applies to this year; null = every year without its own"
    )
    working_days = models.PositiveSmallIntegerField(db_comment="Length in working days")
    reference = models.CharField(max_length=200, db_comment="Where the period comes from")

    class Meta:
        ordering = ["code", "compliance_year"]
        constraints = [
            models.UniqueConstraint(
                name="review_period_once", fields=["code", "compliance_year"], nulls_distinct=False
            ),
            one_of("review_period", "code", PERIODS),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.working_days}"


class WorkdayException(models.Model):
    """A day on which the official calendar is overruled by notice."""

    day_date = models.DateField(unique=True, db_comment="The day")
    is_workday = models.BooleanField(db_comment="True: worked; false: free")
    reference = models.CharField(max_length=200, db_comment="Notice it comes from")

    class Meta:
        ordering = ["day_date"]

    def __str__(self) -> str:
        return f"{self.day_date} {'worked' if self.is_workday else 'free'}"
