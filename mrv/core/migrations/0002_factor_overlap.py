"""Refuse two values for the same key in the same set on the same day.

The embedded server has no btree_gist, so the key becomes a 64-bit number in a generated column.
"""

from django.db import migrations

KEY = "factor_set_id::text || '|' || fuel || '|' || parameter || '|' || gas || '|' || geography || '|' || sector || '|' || kind || '|' || purpose"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=f"""
                ALTER TABLE core_emissionfactor ADD COLUMN key_number bigint
                    GENERATED ALWAYS AS (('x' || substr(md5({KEY}), 1, 15))::bit(60)::bigint) STORED;
                COMMENT ON COLUMN core_emissionfactor.key_number IS 'Number of the factor key, for the overlap constraint';
                ALTER TABLE core_emissionfactor ADD CONSTRAINT factor_no_overlap
                    EXCLUDE USING gist (int8range(key_number, key_number, '[]') WITH &&, valid WITH &&);
            """,
            reverse_sql="ALTER TABLE core_emissionfactor DROP CONSTRAINT factor_no_overlap, DROP COLUMN key_number;",
        )
    ]
