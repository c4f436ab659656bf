"""Write one audit event, in the caller's transaction.

Rule: an act and its record stand or fall together; there is no act without a row in the ledger.
"""

import hashlib
from datetime import datetime
from typing import Any

import orjson
from django.db import connection, models
from django.utils import timezone
from psycopg.types.json import Jsonb

from mrv.core.actor import Actor
from mrv.core.models import AuditEvent

# One well-known key of the advisory lock shared by writers and taken alone by the sealer.
LEDGER_LOCK = 0x6D72766C
# The lock is had before the row gets its number, and costs no journey of its own.
_APPEND = """
    INSERT INTO core_auditevent (occurred_at, occurred_by_id, actor_label, action, object_type, object_id,
        organization_id, reason, payload, digest)
    SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s, %s FROM pg_advisory_xact_lock_shared(%s)
    RETURNING id
"""


def canonical_digest(fields: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of an event: sorted keys, UTC times, UTF-8."""
    return hashlib.sha256(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)).hexdigest()


# What the digest covers, by the name it has in the canonical event; the payload, which is JSON itself, last.
COVERED = {
    "occurred_at": "occurred_at", "occurred_by": "occurred_by_id", "actor_label": "actor_label", "action": "action",
    "object_type": "object_type", "object_id": "object_id", "organization": "organization_id", "reason": "reason",
    "payload": "payload",
}  # fmt: skip


def digest_of(event: AuditEvent) -> str:
    """The digest an untouched event must carry."""
    return canonical_digest({name: getattr(event, column) for name, column in COVERED.items()})


def record(
    action: str,
    *,
    about: models.Model,
    by: Actor,
    at: datetime | None = None,
    organization_id: int | None = None,
    reason: str = "",
    payload: dict[str, Any] | None = None,
) -> AuditEvent:
    """Append ``action`` about a record. ``payload`` is JSON with decimals as strings."""
    event = AuditEvent(
        occurred_at=at or timezone.now(),
        occurred_by_id=by.person_id,
        actor_label=by.label,
        action=action,
        object_type=about._meta.label_lower,
        object_id=str(about.pk),
        organization_id=organization_id,
        reason=reason,
        payload=payload or {},
    )
    event.digest = digest_of(event)
    _append(event)
    return event


def _append(event: AuditEvent) -> None:
    columns: list[Any] = [
        event.occurred_at, event.occurred_by_id, event.actor_label, event.action, event.object_type, event.object_id,
        event.organization_id, event.reason, Jsonb(event.payload), event.digest,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [*columns, LEDGER_LOCK])
        event.pk = cursor.fetchone()[0]
    event._state.adding = False
