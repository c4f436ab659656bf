from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0011_area_assessment"),
    ]

    operations = [
        migrations.AddField(
            model_name="basefigure",
            name="is_checked",
            field=models.BooleanField(db_comment="False: not yet compared with the document, weak", default=True),
        ),
        migrations.AddField(
            model_name="basefigure",
            name="source_en",
            field=models.TextField(blank=True, db_comment="The same in English, where it is known", default=""),
        ),
    ]
