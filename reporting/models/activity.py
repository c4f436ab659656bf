"""Declared activity data and its evidence; children of a version, frozen with it."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from mrv.accounting.rules.conditions import BASES, COMPONENTS
from mrv.core.models import no_truncate
from reporting.models.report import EmissionsReport, ReportVersion

# One statement trigger over the transition table: a row trigger would cost bulk intake far more.
ONLY_IN_DRAFT = """
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT version_id FROM {rows}) AS touched
        JOIN reporting_reportversion AS version ON version.id = touched.version_id
        WHERE version.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: rows of a submitted report version are never changed; open a corrected version';
    END IF;
    RETURN NULL;
"""


OPERATIONS: dict[str, tuple[pgtrigger.Operation, dict[str, str]]] = {
    "insert": (pgtrigger.Insert, {"new": "new_rows"}),
    "update": (pgtrigger.Update, {"old": "old_rows", "new": "new_rows"}),
    "delete": (pgtrigger.Delete, {"old": "old_rows"}),
}


def frozen_after_draft(name: str, *, verbs: tuple[str, ...] = tuple(OPERATIONS)) -> list[pgtrigger.Trigger]:
    """Triggers that let rows of a version appear, change or go (``verbs``) only while it is a draft."""

    def watch(verb: str) -> pgtrigger.Trigger:
        operation, tables = OPERATIONS[verb]
        return pgtrigger.Trigger(
            name=f"{name}_{verb}_in_draft",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**tables),
            func=ONLY_IN_DRAFT.format(rows=next(iter(tables.values()))),
        )

    return [*(watch(verb) for verb in verbs), no_truncate(name)]


class ActivityRecord(models.Model):
    """One declared quantity of one stream for one month or the year.

    ``stream_id`` names a SourceStream of the version's plan; checked set-wise on intake because a second
    foreign key would halve the rate of bulk intake.
    """

    version = models.ForeignKey(
        ReportVersion, on_delete=models.PROTECT, related_name="activity_records", db_index=False,
        db_comment="Indexed by activity_record_once",
    )  # fmt: skip
    stream_id = models.BigIntegerField(db_comment="SourceStream.id")
    month = models.PositiveSmallIntegerField(null=True, blank=True, db_comment="1-12; null = the whole year")
    parameter = models.CharField(max_length=48, default="activity", db_comment="Input of the method")
    quantity = models.DecimalField(max_digits=28, decimal_places=9, db_comment="Quantity in the unit column")
    unit = models.CharField(max_length=24, db_comment="Unit of the quantity as declared")
    data_source = models.CharField(max_length=120, blank=True, db_comment="Meter, invoice, laboratory ...")
    evidence_ref = models.CharField(max_length=120, blank=True, db_comment="Reference of the evidence")
    remark = models.CharField(max_length=500, blank=True, db_comment="Remark of the enterprise")
    uncertainty_percent = models.DecimalField(
        max_digits=8, decimal_places=3, null=True, blank=True,
        db_comment="Declared half width, 95 percent; null = follows from the determination",
    )  # fmt: skip
    basis = models.CharField(
        max_length=16, blank=True, default="", db_default="", choices=[(b, b) for b in BASES],
        db_comment="State of the material a content refers to; blank = not said",
    )  # fmt: skip
    component = models.CharField(
        max_length=16, blank=True, default="", db_default="", choices=[(c, c) for c in COMPONENTS],
        db_comment="What the content is a content of; blank = not said",
    )  # fmt: skip
    row_number = models.PositiveIntegerField(db_comment="Position in the declaration or file")

    class Meta:
        ordering = ["version", "row_number"]
        constraints = [
            models.UniqueConstraint(
                name="activity_record_once",
                fields=["version", "stream_id", "parameter", "month"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="activity_quantity_real", condition=Q(quantity__gte=0, quantity__lte=10**18)),
            models.CheckConstraint(
                name="activity_uncertainty_real",
                condition=Q(uncertainty_percent__isnull=True)
                | Q(uncertainty_percent__gte=0, uncertainty_percent__lte=1000),
            ),
            models.CheckConstraint(
                name="activity_conditions_known",
                condition=Q(basis__in=["", *BASES], component__in=["", *COMPONENTS]),
            ),
            models.CheckConstraint(
                name="activity_month_known", condition=Q(month__isnull=True) | Q(month__gte=1, month__lte=12)
            ),
        ]
        triggers = frozen_after_draft("activity_record")

    def __str__(self) -> str:
        return f"{self.version_id}/{self.row_number}"


# A file added by mistake may go as long as nothing was submitted since.
KEPT_ONCE_SUBMITTED = """
    IF EXISTS (
        SELECT FROM reporting_reportversion AS version
        WHERE version.report_id = OLD.report_id AND version.submitted_at >= OLD.uploaded_at
    ) THEN
        RAISE EXCEPTION 'pgtrigger: evidence of a submitted report is kept; add another file';
    END IF;
    RETURN OLD;
"""


class Evidence(models.Model):
    """A file that proves declared data; identified by its content."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    report = models.ForeignKey(EmissionsReport, on_delete=models.PROTECT, related_name="evidence")
    reference = models.CharField(max_length=120, db_comment="What activity data refers to it by")
    file = models.FileField(upload_to="evidence/", db_comment="Stored file")
    original_name = models.CharField(max_length=200, db_comment="Name given by the enterprise")
    sha256 = models.CharField(max_length=64, db_comment="Digest of the content")
    size_bytes = models.PositiveBigIntegerField(db_comment="Size of the file")
    uploaded_at = models.DateTimeField(auto_now_add=True, db_comment="When uploaded")
    uploaded_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(name="evidence_digest", fields=["sha256"])]
        constraints = [models.UniqueConstraint(name="evidence_reference_once", fields=["report", "reference"])]
        triggers = [
            pgtrigger.Protect(name="evidence_unchanged", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="evidence_kept", when=pgtrigger.Before, operation=pgtrigger.Delete, func=KEPT_ONCE_SUBMITTED
            ),
            no_truncate("evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.original_name})"


class ImportedFile(models.Model):
    """An uploaded activity file: kept as it came, with what was found in it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, db_comment="Identifier in addresses")
    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="imports")
    file = models.FileField(upload_to="imports/", db_comment="The file as uploaded")
    annotated = models.FileField(upload_to="imports/", blank=True, db_comment="Copy with the reasons in a last column")
    original_name = models.CharField(max_length=200, db_comment="Name given by the enterprise")
    sha256 = models.CharField(max_length=64, db_comment="Digest of the content")
    size_bytes = models.PositiveBigIntegerField(db_comment="Size of the file")
    state = models.CharField(
        max_length=10, default="received", choices=[(s, s) for s in ("received", "accepted", "rejected")]
    )
    row_count = models.PositiveIntegerField(default=0, db_comment="Data rows read")
    problems = models.JSONField(default=list, db_comment="Row-level reasons: row, column, code, parameters")
    job = models.ForeignKey("core.Job", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True, db_comment="When uploaded")
    uploaded_by = models.ForeignKey("core.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="imported_file_state_known", condition=Q(state__in=["received", "accepted", "rejected"])
            )
        ]

    def __str__(self) -> str:
        return self.original_name
