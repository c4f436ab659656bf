import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_job_error_zh"),
        ("inventory", "0009_simulation_of_gas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_comment="Identifier in addresses", default=uuid.uuid4, editable=False, unique=True
                    ),
                ),
                ("file", models.FileField(db_comment="The file as uploaded", upload_to="area_sources/")),
                (
                    "annotated",
                    models.FileField(blank=True, db_comment="Copy with the reasons", upload_to="area_sources/"),
                ),
                ("original_name", models.CharField(db_comment="Name given by the uploader", max_length=200)),
                ("sha256", models.CharField(db_comment="Digest of the content", max_length=64)),
                ("row_count", models.PositiveIntegerField(db_comment="Data rows read")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("checked", "checked"),
                            ("rejected", "rejected"),
                            ("recorded", "recorded"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.JSONField(
                        db_comment="Faults by row, new and changed sources; decimals as strings", default=dict
                    ),
                ),
                ("uploaded_at", models.DateTimeField(db_comment="When uploaded")),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.job"
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.district"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["received", "checked", "rejected", "recorded"])),
                        name="area_upload_state_known",
                    )
                ],
            },
        ),
    ]
