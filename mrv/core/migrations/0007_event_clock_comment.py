from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_person_name_zh"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditevent",
            name="occurred_at",
            field=models.DateTimeField(db_comment="When, by the clock of the host; the order is that of id"),
        ),
    ]
