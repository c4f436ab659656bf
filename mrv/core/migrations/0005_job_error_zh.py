from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_factor_set_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="job",
            name="error_zh",
            field=models.TextField(blank=True, db_comment="The error in Chinese; blank when there is none"),
        ),
    ]
