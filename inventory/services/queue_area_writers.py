"""Let writers of the area sources of a city queue: rows of record cannot be locked by a role that never updates."""

from django.db import connection

ADVISORY_LOCK = 0x61726561


def queue_area_writers(*, jurisdiction_id: int) -> None:
    """Wait for the writers before; held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ADVISORY_LOCK, jurisdiction_id])
