"""Relationships from which independence is computed: who worked where, who did business with whom."""

from django.db import models
from django.db.models import F, Q

from verification.models.stamp import one_of

KINDS = ["consulting", "trading"]


def _ordered(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{name}_period_ordered", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
    )


class EmploymentRecord(models.Model):
    """A declared employment of a person, beside what memberships already tell."""

    person = models.ForeignKey("core.Person", on_delete=models.PROTECT, related_name="employments")
    organization = models.ForeignKey("core.Organization", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(db_comment="First day of the employment")
    valid_to = models.DateField(null=True, blank=True, db_comment="Last day; null = still employed")
    declared_at = models.DateTimeField(db_comment="When declared")
    declared_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["person", "-valid_from"]
        constraints = [_ordered("employment")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.organization_id}"


class BusinessTie(models.Model):
    """A declared consulting or trading relationship between two organizations."""

    kind = models.CharField(max_length=12, choices=[(s, s) for s in KINDS])
    provider = models.ForeignKey("core.Organization", on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey("core.Organization", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200, blank=True, db_comment="What the business is about")
    valid_from = models.DateField(db_comment="First day of the relationship")
    valid_to = models.DateField(null=True, blank=True, db_comment="Last day; null = still going on")
    declared_at = models.DateTimeField(db_comment="When declared")
    declared_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-valid_from", "pk"]
        constraints = [
            _ordered("business_tie"),
            one_of("business_tie", "kind", KINDS),
            models.CheckConstraint(name="business_tie_of_two", condition=~Q(provider=F("client"))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.provider_id}-{self.client_id}"
