"""The queue: which reports wait for whom, sorted by risk, deadline or tonnes; a fixed number of queries."""

from datetime import date
from decimal import Decimal

from django.db.models import (
    Count,
    DateField,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from mrv.core.actor import Actor
from reporting.models import ReportVersion
from verification.guards import NOT_BEFORE_THE_VERIFIER
from verification.models import VerificationEngagement

# Whose turn it is, and the states in which it is theirs.
STAGES: dict[str, tuple[str, ...]] = {
    "to_assign": ("computed",),
    "to_review": ("assigned", "document_review", "site_visit", "enterprise_response", "re_review"),
    "at_enterprise": ("findings_issued", "returned"),
    "to_decide": ("concluded",),
    "done": ("decided", "released"),
}
OPEN_STATES = tuple(state for stage, states in STAGES.items() if stage != "done" for state in states)
SORTS: dict[str, tuple[str, ...]] = {
    "risk": ("-queue_score", "queue_due", "-queue_tonnes", "id"),
    "deadline": ("queue_due", "-queue_score", "id"),
    "tonnes": ("-queue_tonnes", "-queue_score", "id"),
}
NO_DEADLINE = date(9999, 12, 31)


def queue_of(actor: Actor) -> QuerySet[ReportVersion]:
    """Every version this actor sees that is with verifier, enterprise, or authority; ready to sort and page."""
    later = ReportVersion.objects.filter(report_id=OuterRef("report_id"), number__gt=OuterRef("number"))
    case = VerificationEngagement.objects.filter(report_id=OuterRef("report_id")).order_by("-pk")
    before = ReportVersion.objects.filter(
        report_id=OuterRef("report_id"), number__lt=OuterRef("number"), total_co2e_t__isnull=False
    ).order_by("-number")
    return (
        ReportVersion.objects.visible_to(actor)
        .filter(state__in=[*OPEN_STATES, *STAGES["done"]])
        .exclude(Exists(later.exclude(state__in=NOT_BEFORE_THE_VERIFIER)))
        .select_related("report__facility__enterprise", "report__facility__sector", "report__facility__district")
        .select_related("report__verification_body", "risk")
        .prefetch_related("risk__causes")
        .annotate(
            queue_score=Coalesce(F("risk__score"), Value(0), output_field=IntegerField()),
            queue_tonnes=Coalesce(
                F("total_co2e_t"), Value(Decimal(0)), output_field=DecimalField(max_digits=24, decimal_places=9)
            ),
            queue_due=Coalesce(
                Subquery(case.filter(state="open").values("due_date")[:1]),
                F("report__due_date"),
                Value(NO_DEADLINE),
                output_field=DateField(),
            ),
            engagement_public_id=Subquery(case.exclude(state="replaced").values("public_id")[:1]),
            version_before_t=Subquery(before.values("total_co2e_t")[:1]),
            open_findings=Coalesce(
                Subquery(
                    case.filter(state="open")
                    .annotate(count=Count("findings", filter=~Q(findings__state__in=["closed", "dropped"])))
                    .values("count")[:1]
                ),
                Value(0),
            ),
        )
    )


def stage_counts(actor: Actor) -> dict[str, int]:
    """How many reports wait in each stage."""
    states = dict(queue_of(actor).order_by().values_list("state").annotate(count=Count("pk")))
    return {stage: sum(states.get(state, 0) for state in names) for stage, names in STAGES.items()}
