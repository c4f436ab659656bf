"""Jobs: the queue of record. Celery only wakes workers; a lost message loses no work."""

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from mrv.core.sentences import reads_chinese

if TYPE_CHECKING:
    from mrv.core.actor import Actor

STATES = ["queued", "running", "done", "failed", "parked"]


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about jobs."""

    def visible_to(self, actor: "Actor") -> Self:
        """Own jobs and those of the own organization; operators see all."""
        if actor.oversees_city or actor.may("operations:read"):
            return self
        own = Q(organization_id__in=actor.enterprise_ids | actor.body_ids)
        return self.filter(own | Q(created_by_id=actor.person_id)) if actor.person_id else self.filter(own)

    def with_no_open_part(self) -> Self:
        """Jobs that wait for nothing: none of their parts is queued or running."""
        open_parts = Job.objects.filter(parent=OuterRef("pk"), state__in=["queued", "running"])
        return self.filter(~Exists(open_parts))


class Job(models.Model):
    """One piece of background work: what, about which record, how far, by whom, leased until when."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    kind = models.CharField(max_length=64, db_comment="Name of the handler, app:verb")
    subject_id = models.BigIntegerField(db_comment="Primary key of the record the work is about")
    arguments = models.JSONField(default=dict, db_comment="Further identifiers the handler needs")
    key = models.CharField(
        max_length=200, null=True, blank=True, unique=True, db_comment="Same key = same work, enqueued once"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    organization = models.ForeignKey(
        "core.Organization", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=[(s, s) for s in STATES], default="queued")
    attempt = models.PositiveSmallIntegerField(default=0, db_comment="Times a worker took the job")
    lease_token = models.UUIDField(null=True, blank=True, db_comment="Changes with every claim")
    lease_until_time = models.DateTimeField(null=True, blank=True, db_comment="A running job past this is taken again")
    progress_done = models.PositiveIntegerField(default=0, db_comment="Units of work done")
    progress_total = models.PositiveIntegerField(default=0, db_comment="Units of work in all; 0 = unknown")
    result = models.JSONField(default=dict, db_comment="What the handler returned")
    error = models.TextField(blank=True, db_comment="Why it failed, for the person who started it")
    error_zh = models.TextField(blank=True, db_comment="The error in Chinese; blank when there is none")
    created_at = models.DateTimeField(auto_now_add=True, db_comment="When enqueued")
    created_by = models.ForeignKey(
        "core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_comment="Person who started it; null for the platform",
    )  # fmt: skip
    finished_time = models.DateTimeField(null=True, blank=True, db_comment="When done, failed or parked")

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(name="job_due", fields=["state", "lease_until_time"], condition=Q(state__in=["queued", "running"])),
            models.Index(name="job_subject", fields=["kind", "subject_id"]),
        ]  # fmt: skip
        constraints = [models.CheckConstraint(name="job_state_known", condition=Q(state__in=STATES))]

    def __str__(self) -> str:
        return f"{self.kind}#{self.subject_id} {self.state}"

    @property
    def error_text(self) -> str:
        """Why it failed, in the language of whoever reads."""
        return (self.error_zh or self.error) if reads_chinese() else self.error

    @property
    def is_over(self) -> bool:
        """Nothing more will happen without a hand."""
        return self.state in {"done", "failed", "parked"}
