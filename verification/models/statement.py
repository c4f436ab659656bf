"""The verification statement: draft, second review, and the signed text that never changes again."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from mrv.core.models import append_only
from verification.models.engagement import LEVELS, VerificationEngagement, assigned_to
from verification.models.stamp import one_of
from verification.states import Opinion

if TYPE_CHECKING:
    from mrv.core.actor import Actor

OPINIONS = [opinion.value for opinion in Opinion]
MASS: dict[str, Any] = {"max_digits": 24, "decimal_places": 9}
PERCENT: dict[str, Any] = {"max_digits": 12, "decimal_places": 4}


class StatementDraft(models.Model):
    """What the lead is about to sign. Every change counts up ``revision``; a review names the revision it saw."""

    engagement = models.ForeignKey(VerificationEngagement, on_delete=models.PROTECT, related_name="drafts")
    version = models.OneToOneField("reporting.ReportVersion", on_delete=models.PROTECT, related_name="statement_draft")
    revision = models.PositiveIntegerField(default=1, db_comment="Counts changes of the draft")
    result_hash = models.CharField(max_length=64, db_comment="ReportVersion.result_hash the draft is about")
    opinion = models.CharField(max_length=24, choices=[(s, s) for s in OPINIONS])
    criteria = models.TextField(db_comment="Standards and programme rules verified against")
    scope_text = models.TextField(db_comment="What was covered: boundary, sources, gases")
    justification = models.TextField(blank=True, db_comment="Comments, or why not verified, or why this estimate")
    prepared_at = models.DateTimeField(db_comment="When last changed")
    prepared_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("statement_draft", "opinion", OPINIONS)]

    def __str__(self) -> str:
        return f"draft of {self.version_id}"


class ImposedFigure(models.Model):
    """A value the verifier imposes on one scope in a conservative estimate; part of the draft."""

    draft = models.ForeignKey(StatementDraft, on_delete=models.CASCADE, related_name="imposed")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    co2e_t = models.DecimalField(**MASS, db_comment="Verified tCO2e of the scope")

    class Meta:
        ordering = ["scope"]
        constraints = [
            models.UniqueConstraint(name="imposed_figure_once", fields=["draft", "scope"]),
            models.CheckConstraint(name="imposed_figure_scope_known", condition=Q(scope__in=[1, 2, 3])),
            models.CheckConstraint(name="imposed_figure_real", condition=Q(co2e_t__gte=0, co2e_t__lte=10**12)),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} scope {self.scope}"


class SecondReview(models.Model):
    """The independent reviewer's word on one revision of a draft. Written once."""

    draft = models.ForeignKey(StatementDraft, on_delete=models.PROTECT, related_name="reviews")
    revision = models.PositiveIntegerField(db_comment="Revision of the draft that was looked at")
    result_hash = models.CharField(max_length=64, db_comment="Digits that were looked at")
    is_agreed = models.BooleanField(db_comment="True: may be signed; false: objection")
    note = models.TextField(blank=True, db_comment="What was looked at, or the objection")
    reviewed_at = models.DateTimeField(db_comment="When reviewed")
    reviewed_by = models.ForeignKey("core.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        triggers = append_only("second_review")

    def __str__(self) -> str:
        return f"review of draft {self.draft_id} r{self.revision}"


class StatementQuerySet(models.QuerySet["VerificationStatement"]):
    """Questions about statements."""

    def visible_to(self, actor: "Actor") -> Self:
        """Statements of visible engagements."""
        return self.filter(assigned_to(actor, "engagement__"))


class VerificationStatement(models.Model):
    """The signed statement. ``payload`` is the exact text that was signed; the columns repeat it for queries."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    engagement = models.ForeignKey(VerificationEngagement, on_delete=models.PROTECT, related_name="statements")
    version = models.ForeignKey("reporting.ReportVersion", on_delete=models.PROTECT, related_name="statements")
    opinion = models.CharField(max_length=24, choices=[(s, s) for s in OPINIONS])
    period_from = models.DateField(db_comment="First day of the period verified")
    period_to = models.DateField(db_comment="Last day of the period verified")
    criteria = models.TextField(db_comment="Standards and programme rules verified against")
    scope_text = models.TextField(db_comment="What was covered: boundary, sources, gases")
    justification = models.TextField(blank=True, db_comment="Comments, or why not verified, or why this estimate")
    assurance_level = models.CharField(max_length=12, choices=[(s, s) for s in LEVELS])
    threshold_percent = models.DecimalField(**PERCENT, db_comment="Materiality threshold, per cent of the total")
    misstatement_percent = models.DecimalField(
        **PERCENT, null=True, blank=True,
        db_comment="Uncorrected misstatements, per cent of the total; null = no total",
    )  # fmt: skip
    misstatement_tco2e = models.DecimalField(**MASS, db_comment="Uncorrected misstatements, sum of absolute effects")
    reported_tco2e = models.DecimalField(**MASS, db_comment="Computed from what was declared, tCO2e, scopes 1 and 2")
    verified_tco2e = models.DecimalField(**MASS, db_comment="Verified, tCO2e, scopes 1 and 2")
    site_visit_date = models.DateField(null=True, blank=True, db_comment="Last site visit; null = none")
    result_hash = models.CharField(max_length=64, db_comment="ReportVersion.result_hash the statement is about")
    payload = models.TextField(db_comment="Canonical JSON that was signed")
    content_hash = models.CharField(max_length=64, unique=True, db_comment="SHA-256 of the payload")
    key_id = models.CharField(max_length=64, db_comment="Key that signed (kid)")
    signature = models.TextField(db_comment="Compact JWS over the payload, EdDSA")
    signed_at = models.DateTimeField(db_comment="When signed")
    signed_by = models.ForeignKey("core.Person", on_delete=models.PROTECT, related_name="+")
    signed_by_label = models.CharField(max_length=200, db_comment="Name of the signatory at the time")

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            one_of("statement", "opinion", OPINIONS),
            one_of("statement", "assurance_level", LEVELS),
            models.CheckConstraint(
                name="statement_period_ordered", condition=Q(period_to__gte=models.F("period_from"))
            ),
        ]
        triggers = append_only("verification_statement")

    def __str__(self) -> str:
        return f"{self.opinion} {self.version_id}"


class StatementFigure(models.Model):
    """Verified mass of each gas in one scope; part of the statement, never changed."""

    statement = models.ForeignKey(VerificationStatement, on_delete=models.PROTECT, related_name="figures")
    scope = models.PositiveSmallIntegerField(db_comment="1, 2 or 3")
    co2_t = models.DecimalField(**MASS, db_comment="Fossil and process CO2, t")
    biogenic_co2_t = models.DecimalField(**MASS, db_comment="Biogenic CO2, t; never in a total")
    ch4_t = models.DecimalField(**MASS, db_comment="CH4, t")
    n2o_t = models.DecimalField(**MASS, db_comment="N2O, t")
    fgas_co2e_t = models.DecimalField(**MASS, db_comment="HFCs, PFCs, SF6, NF3 in tCO2e")
    co2e_t = models.DecimalField(**MASS, db_comment="Total of the scope, tCO2e")

    class Meta:
        ordering = ["scope"]
        constraints = [
            models.UniqueConstraint(name="statement_figure_once", fields=["statement", "scope"]),
            models.CheckConstraint(name="statement_figure_scope_known", condition=Q(scope__in=[1, 2, 3])),
        ]
        triggers = append_only("statement_figure")

    def __str__(self) -> str:
        return f"{self.statement_id} scope {self.scope}"
