"""A large table of area sources: kept as it came, checked and recorded by workers, with what came of it."""

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from mrv.core.actor import Actor

STATES = ["received", "checked", "rejected", "recorded"]


class AreaUploadQuerySet(models.QuerySet["AreaUpload"]):
    """Questions about uploads."""

    def visible_to(self, actor: "Actor") -> Self:
        """Those who compile the inventory see all of them."""
        return self if actor.may("inventory:compile") and actor.oversees_city else self.none()


class AreaUpload(models.Model):
    """One file; ``checked`` is a dry run without faults, ``recorded`` means every row counts."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    jurisdiction = models.ForeignKey("core.District", on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="area_sources/", db_comment="The file as uploaded")
    annotated = models.FileField(upload_to="area_sources/", blank=True, db_comment="Copy with the reasons")
    original_name = models.CharField(max_length=200, db_comment="Name given by the uploader")
    sha256 = models.CharField(max_length=64, db_comment="Digest of the content")
    row_count = models.PositiveIntegerField(db_comment="Data rows read")
    state = models.CharField(max_length=10, default="received", choices=[(s, s) for s in STATES])
    outcome = models.JSONField(default=dict, db_comment="Faults by row, new and changed sources; decimals as strings")
    job = models.ForeignKey("core.Job", null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_comment="When uploaded")
    uploaded_by = models.ForeignKey("core.Person", null=True, on_delete=models.PROTECT, related_name="+")

    objects = AreaUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(name="area_upload_state_known", condition=Q(state__in=STATES))]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_under_way(self) -> bool:
        """A worker has it, or will."""
        return self.job is not None and not self.job.is_over
