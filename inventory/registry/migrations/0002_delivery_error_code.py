"""The last fault of a delivery as a code with values instead of an English sentence."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import JSONObject

CODES = [
    "not_https", "no_host", "bad_port", "host_unknown", "not_public", "not_http", "timed_out", "not_secure",
    "refused", "not_reached", "answered", "earlier",
]  # fmt: skip


def keep_the_texts(apps, schema_editor):
    """What was kept as a sentence stays readable as the fault of an earlier time."""
    deliveries = apps.get_model("registry", "WebhookDelivery").objects
    deliveries.exclude(error="").update(error_code="earlier", error_params=JSONObject(fault=F("error")))
    unanswered = deliveries.filter(error="", status_code__isnull=False).exclude(status_code__range=(200, 299))
    unanswered.update(error_code="answered", error_params=JSONObject(status=F("status_code")))


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [
        migrations.AddField(
            "webhookdelivery",
            "error_code",
            models.CharField(
                blank=True,
                choices=[(code, code) for code in CODES],
                db_comment="Why the last try failed",
                default="",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "webhookdelivery",
            "error_params",
            models.JSONField(db_comment="Values of the words of error_code", default=dict),
        ),
        migrations.RunPython(keep_the_texts, migrations.RunPython.noop),
        migrations.RemoveField("webhookdelivery", "error"),
        migrations.AddConstraint(
            "webhookdelivery",
            models.CheckConstraint(condition=Q(("error_code__in", ["", *CODES])), name="webhook_delivery_error_known"),
        ),
    ]
