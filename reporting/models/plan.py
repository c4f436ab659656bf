"""Monitoring plans (data quality control plans): which streams a facility reports and by which method."""

import uuid
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mrv.accounting.rules.conditions import FURNACES
from mrv.core.models import Facility
from mrv.core.models.place import Named
from reporting.states import DETERMINATIONS, MONITORING_PLAN

if TYPE_CHECKING:
    from mrv.core.actor import Actor

STATES = [state.code for state in MONITORING_PLAN.states]


class MonitoringPlanQuerySet(models.QuerySet["MonitoringPlan"]):
    """Questions about plans."""

    def visible_to(self, actor: "Actor") -> Self:
        """Plans of visible facilities; a verification body sees those of its assigned reports."""
        if actor.oversees_city:
            return self
        own = Q(facility__enterprise_id__in=actor.enterprise_ids) | Q(facility__district_id__in=actor.district_ids)
        assigned = Q(facility__reports__verification_body_id__in=actor.body_ids)
        return self.filter(own | assigned).distinct() if actor.body_ids else self.filter(own)

    def in_force(self, year: int) -> Self:
        """Approved plans that cover a day of the year."""
        return self.filter(state__in=["approved", "superseded"], valid_from__year__lte=year).filter(
            Q(valid_to__isnull=True) | Q(valid_to__year__gte=year)
        )


class MonitoringPlan(models.Model):
    """One version of the plan of a facility."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField(db_comment="Version of the plan, counted from 1")
    state = models.CharField(max_length=12, choices=[(s, s) for s in STATES], default=MONITORING_PLAN.initial)
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    factor_set_codes = ArrayField(
        models.CharField(max_length=48), default=list, blank=True,
        db_comment="Factor sets a calculation may resolve from, best first",
    )  # fmt: skip
    purpose = models.CharField(
        max_length=16,
        default="statistical",
        choices=[("statistical", "statistical"), ("compliance", "compliance")],
    )
    gwp_set_code = models.CharField(max_length=24, default="AR5", db_comment="GWP set of the programme")
    template_code = models.CharField(
        max_length=4, blank=True, db_comment="National sector (01 to 24) whose template the plan follows; blank: none"
    )
    valid_from = models.DateField(db_comment="First day of validity")
    valid_to = models.DateField(null=True, blank=True, db_comment="Last day of validity; null = open")
    approved_at = models.DateTimeField(null=True, blank=True, db_comment="When approved")
    approved_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = MonitoringPlanQuerySet.as_manager()

    class Meta:
        ordering = ["facility", "-number"]
        constraints = [
            models.UniqueConstraint(name="plan_number_once", fields=["facility", "number"]),
            models.CheckConstraint(name="plan_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(
                name="plan_period_ordered",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="plan_purpose_known", condition=Q(purpose__in=["statistical", "compliance"])),
        ]
        triggers = [
            pgtrigger.FSM(name="plan_state_moves", field="state", transitions=sorted(MONITORING_PLAN.edges())),
        ]

    def __str__(self) -> str:
        return f"{self.facility.code} plan {self.number}"


class SourceStream(Named):
    """A flow of fuel, material or energy of a facility, with its method and where each parameter comes from."""

    plan = models.ForeignKey(MonitoringPlan, on_delete=models.PROTECT, related_name="streams")
    code = models.CharField(max_length=32, db_comment="Code of the stream, stable over plan versions")
    method = models.CharField(max_length=64, db_comment="Identifier of the calculation method")
    fuel = models.CharField(max_length=48, blank=True, db_comment="Fuel.code; blank for non-fuel streams")
    scope = models.PositiveSmallIntegerField(db_comment="1 direct, 2 purchased energy, 3 other indirect")
    activity_parameter = models.CharField(
        max_length=48, default="activity", db_comment="Input of the method that activity data fills"
    )
    unit = models.CharField(max_length=24, db_comment="Unit the enterprise declares in")
    measured_parameters = ArrayField(
        models.CharField(max_length=48), default=list, blank=True,
        db_comment="Parameters measured by the enterprise; all others come from factor sets",
    )  # fmt: skip
    approved_inputs = models.JSONField(
        default=dict,
        blank=True,
        db_comment="Constant inputs approved in the plan: name -> {value, unit, source, uncertainty_percent, basis, component}",
    )
    furnace_code = models.CharField(
        max_length=32, blank=True, default="", db_default="",
        db_comment="Furnace the stream belongs to, as the plant calls it; blank = not told apart",
    )  # fmt: skip
    determination = models.CharField(
        max_length=16, blank=True, default="", choices=[(d, d) for d in DETERMINATIONS],
        db_comment="How the activity is determined; blank = as the data source of the declaration says",
    )  # fmt: skip
    uncertainty_percent = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True,
        db_comment="Half width of the activity, 95 percent, e.g. of the meter; null = default of the determination",
    )  # fmt: skip

    class Meta:
        ordering = ["plan", "code"]
        constraints = [
            models.UniqueConstraint(name="stream_code_once", fields=["plan", "code"]),
            models.UniqueConstraint(
                name="stream_furnace_once",
                fields=["plan", "method", "furnace_code"],
                condition=Q(method__in=FURNACES) & ~Q(furnace_code=""),
            ),
            models.CheckConstraint(name="stream_scope_known", condition=Q(scope__in=[1, 2, 3])),
            models.CheckConstraint(
                name="stream_determination_known", condition=Q(determination__in=["", *DETERMINATIONS])
            ),
            models.CheckConstraint(
                name="stream_uncertainty_real",
                condition=Q(uncertainty_percent__isnull=True)
                | Q(uncertainty_percent__gte=0, uncertainty_percent__lte=1000),
            ),
        ]
