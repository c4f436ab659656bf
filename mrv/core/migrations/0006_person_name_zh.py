"""A second name of a person, for Chinese readers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_job_error_zh"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="display_name_zh",
            field=models.CharField(
                blank=True,
                db_comment="The same for Chinese readers; blank where one name serves both",
                default="",
                max_length=120,
            ),
            preserve_default=False,
        ),
    ]
