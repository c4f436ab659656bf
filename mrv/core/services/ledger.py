"""Seal and verify the audit ledger: a Merkle root per run of events, each seal chained to the one before."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
from django.db import connection, transaction
from django.utils import timezone

from mrv.core.models import AuditEvent, AuditSeal
from mrv.core.services.record import COVERED, LEDGER_LOCK, canonical_digest

GENESIS = "0" * 64
BEFORE_ALL, CHUNK = -(2**63), 5000
# The time as the canonical event writes it; the values in the order of COVERED.
_EVENTS = """
    SELECT id, digest, replace(to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '.000000Z', 'Z'),
           occurred_by_id, actor_label, action, object_type, object_id, organization_id, reason, payload::text
    FROM core_auditevent WHERE id > %s ORDER BY id LIMIT %s
"""


@dataclass(frozen=True)
class LedgerReport:
    """What a verification saw. ``faults`` is empty when the ledger is whole."""

    events: int
    sealed: int
    seals: int
    head: str
    faults: tuple[str, ...]


def merkle_root(digests: list[str]) -> str:
    """Root over the leaf digests in order (RFC 6962 prefixes: 0x00 leaf, 0x01 node)."""
    level = [sha256(b"\x00" + bytes.fromhex(digest)).digest() for digest in digests]
    if not level:
        return GENESIS
    while len(level) > 1:
        alone = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs] + alone
    return level[0].hex()


def seal_digest(*, first: int, last: int, root: str, previous: str) -> str:
    """The digest that the next seal refers to."""
    return canonical_digest({"first": first, "last": last, "root": root, "previous": previous})


def seal_ledger() -> AuditSeal | None:
    """Seal all events written so far; None when there is nothing new."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])
        head = AuditSeal.objects.order_by("-last_event").first()
        fresh = AuditEvent.objects.filter(pk__gt=head.last_event if head else 0).order_by("pk")
        rows = list(fresh.values_list("pk", "digest"))
        if not rows:
            return None
        first, last, previous = rows[0][0], rows[-1][0], head.digest if head else GENESIS
        root = merkle_root([digest for _, digest in rows])
        return AuditSeal.objects.create(
            first_event=first,
            last_event=last,
            event_count=len(rows),
            merkle_root=root,
            previous_digest=previous,
            digest=seal_digest(first=first, last=last, root=root, previous=previous),
            sealed_at=timezone.now(),
        )


def verify_ledger() -> LedgerReport:
    """Recompute every event digest, every root and the chain."""
    faults: list[str] = []
    seals = list(AuditSeal.objects.order_by("last_event"))
    faults += _chain_faults(seals)
    digests: dict[int, str] = {}
    for event in _events():
        digests[event[0]] = event[1]
        if not _is_untouched(event):
            faults.append(f"Event {event[0]} was changed after it was written.")
    faults += _root_faults(seals, digests)
    return LedgerReport(
        events=len(digests),
        sealed=sum(seal.event_count for seal in seals),
        seals=len(seals),
        head=seals[-1].digest if seals else GENESIS,
        faults=tuple(faults),
    )


def _events() -> Iterator[tuple[Any, ...]]:
    """Key, digest and the values it covers, oldest first, without making a record of each: there are many."""
    last = BEFORE_ALL
    while rows := _events_after(last):
        yield from rows
        last = rows[-1][0]


def _events_after(last: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, [last, CHUNK])
        return cursor.fetchall()


def _is_untouched(event: tuple[Any, ...]) -> bool:
    """Whether the event has its digest; one that nobody could have recorded, such as 1e400, has not."""
    fields = dict(zip(COVERED, event[2:], strict=True))
    try:
        fields["payload"] = orjson.loads(fields["payload"])
        return canonical_digest(fields) == event[1]
    except (ValueError, TypeError):
        return False


def _chain_faults(seals: list[AuditSeal]) -> Iterator[str]:
    previous = GENESIS
    for seal in seals:
        expected = seal_digest(first=seal.first_event, last=seal.last_event, root=seal.merkle_root, previous=previous)
        if seal.previous_digest != previous or seal.digest != expected:
            yield f"Seal {seal.first_event}-{seal.last_event} does not continue the chain."
        previous = seal.digest


def _root_faults(seals: list[AuditSeal], digests: dict[int, str]) -> Iterator[str]:
    ids = list(digests)  # read in id order
    for seal in seals:
        start, end = bisect_left(ids, seal.first_event), bisect_right(ids, seal.last_event)
        covered = [digests[i] for i in ids[start:end]]
        span = f"{seal.first_event}-{seal.last_event}"
        if len(covered) != seal.event_count:
            yield f"Seal {span} covers {seal.event_count} events, {len(covered)} are there."
        elif merkle_root(covered) != seal.merkle_root:
            yield f"Events {span} differ from what was sealed."
