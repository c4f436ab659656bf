"""Reports and their versions; what a version declares is frozen by trigger once it is submitted."""

import uuid
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, FilteredRelation, Q

from mrv.core.models import Facility, no_truncate
from reporting.states import REPORT_VERSION

if TYPE_CHECKING:
    from mrv.core.actor import Actor

STATES = [state.code for state in REPORT_VERSION.states]
KINDS = ["official", "training"]


def in_scope(actor: "Actor", prefix: str = "") -> Q:
    """Condition for "this actor may see the report": own, assigned, own district, or everything."""
    if actor.oversees_city:
        return Q()
    granted = {
        "facility__enterprise_id__in": actor.enterprise_ids,
        "verification_body_id__in": actor.body_ids,
        "facility__district_id__in": actor.district_ids,
    }
    conditions = [Q(**{f"{prefix}{name}": ids}) for name, ids in granted.items() if ids]
    return reduce(or_, conditions) if conditions else Q(**{f"{prefix}pk__in": []})


def shown_versions(actor: "Actor", prefix: str = "") -> Q:
    """Condition on the versions of a visible report: only its enterprise sees drafts."""
    return Q() if actor.enterprise_ids else ~Q(**{f"{prefix}state": "draft"})


class EmissionsReportQuerySet(models.QuerySet["EmissionsReport"]):
    """Questions about reports."""

    def visible_to(self, actor: "Actor") -> Self:
        """Reports this actor may see."""
        return self.filter(in_scope(actor))

    def with_versions(self, actor: "Actor") -> Self:
        """Each report with every version of it this actor may see as ``version``, newest first; once if there is none."""
        shown = FilteredRelation("versions", condition=shown_versions(actor, "versions__"))
        return self.annotate(version=shown).order_by(F("version__number").desc(nulls_last=True))


class EmissionsReport(models.Model):
    """The report of one facility for one compliance year; its content is in its versions."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="reports")
    compliance_year = models.PositiveSmallIntegerField(db_comment="Calendar year reported on")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in KINDS], default="official")
    verification_body = models.ForeignKey(
        "core.VerificationBody", null=True, blank=True, on_delete=models.PROTECT, related_name="assigned_reports",
        db_comment="Set by assignment; decides which body may see the report",
    )  # fmt: skip
    due_date = models.DateField(null=True, blank=True, db_comment="Last day to submit")
    created_at = models.DateTimeField(auto_now_add=True, db_comment="When opened")
    created_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = EmissionsReportQuerySet.as_manager()

    class Meta:
        ordering = ["-compliance_year", "facility"]
        constraints = [
            models.UniqueConstraint(name="report_once", fields=["facility", "compliance_year", "kind"]),
            models.CheckConstraint(name="report_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="report_year_plausible",
                condition=Q(compliance_year__gte=1990, compliance_year__lte=2100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility.code} {self.compliance_year}"

    def latest_version(self) -> "ReportVersion":
        """The version with the highest number."""
        return self.versions.order_by("-number").first() or self.versions.get()


class ReportVersionQuerySet(models.QuerySet["ReportVersion"]):
    """Questions about versions."""

    def visible_to(self, actor: "Actor") -> Self:
        """Versions of visible reports."""
        return self.filter(in_scope(actor, "report__"), shown_versions(actor))

    def latest(self, *fields: str) -> Self:  # type: ignore[override]
        """The newest version of each report."""
        return self.order_by("report_id", "-number").distinct("report_id")


class ReportVersion(models.Model):
    """One version: draft until submitted, then unchangeable but for its state."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    report = models.ForeignKey(EmissionsReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(db_comment="Version of the report, counted from 1")
    state = models.CharField(max_length=20, choices=[(s, s) for s in STATES], default=REPORT_VERSION.initial)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True, db_comment="Why this version was opened")
    plan = models.ForeignKey("reporting.MonitoringPlan", on_delete=models.PROTECT, related_name="report_versions")
    factor_set_ids = ArrayField(models.BigIntegerField(), default=list, db_comment="Pinned FactorSet ids, best first")
    purpose = models.CharField(max_length=16, default="statistical", db_comment="statistical or compliance factors")
    gwp_set_code = models.CharField(max_length=24, default="AR5", db_comment="Pinned GWP set")
    draft_revision = models.PositiveIntegerField(default=0, db_comment="Counts edits of the draft: optimistic lock")
    checked_revision = models.PositiveIntegerField(
        null=True, blank=True, db_comment="draft_revision the check results belong to; null = not checked"
    )
    content_hash = models.CharField(max_length=64, blank=True, db_comment="SHA-256 of the declared rows at submission")
    result_hash = models.CharField(max_length=64, blank=True, db_comment="SHA-256 of the emission lines in force")
    total_co2e_t = models.DecimalField(
        max_digits=24,
        decimal_places=9,
        null=True,
        blank=True,
        db_comment="Sum of the lines, tCO2e, scopes 1 and 2",
    )
    submitted_at = models.DateTimeField(null=True, blank=True, db_comment="When submitted")
    submitted_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_by_label = models.CharField(max_length=200, blank=True, db_comment="Name of the signer at the time")
    created_at = models.DateTimeField(auto_now_add=True, db_comment="When opened")
    created_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ReportVersionQuerySet.as_manager()

    class Meta:
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(name="report_version_once", fields=["report", "number"]),
            models.UniqueConstraint(name="report_one_draft", fields=["report"], condition=Q(state="draft")),
            models.UniqueConstraint(
                name="report_one_counted", fields=["report"], condition=Q(state__in=["decided", "released"]),
                deferrable=None,
            ),
            models.CheckConstraint(name="report_version_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(
                name="report_version_purpose_known", condition=Q(purpose__in=["statistical", "compliance"])
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.FSM(name="report_version_moves", field="state", transitions=sorted(REPORT_VERSION.edges())),
            pgtrigger.Protect(name="report_version_kept", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__state__df="draft")),
            pgtrigger.Protect(
                name="report_version_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__df="draft")
                & (
                    pgtrigger.Q(old__report_id__df=pgtrigger.F("new__report_id"))
                    | pgtrigger.Q(old__number__df=pgtrigger.F("new__number"))
                    | pgtrigger.Q(old__content_hash__df=pgtrigger.F("new__content_hash"))
                    | pgtrigger.Q(old__plan_id__df=pgtrigger.F("new__plan_id"))
                    | pgtrigger.Q(old__factor_set_ids__df=pgtrigger.F("new__factor_set_ids"))
                    | pgtrigger.Q(old__gwp_set_code__df=pgtrigger.F("new__gwp_set_code"))
                    | pgtrigger.Q(old__submitted_at__df=pgtrigger.F("new__submitted_at"))
                ),
            ),
            no_truncate("report_version"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.report} v{self.number}"

    @property
    def turn(self) -> str:
        """Whose turn it is."""
        return REPORT_VERSION.state(self.state).turn
