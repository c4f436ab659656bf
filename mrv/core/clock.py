"""The one clock that decides deadlines: the database's, whatever the hosts of the application believe (catalogue F15)."""

from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """Now by the database; the same throughout a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        found: datetime = cursor.fetchone()[0]
    return found
