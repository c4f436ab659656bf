"""P20, P21: what a recorded state change costs, and what verifying the ledger costs."""

from itertools import count

from django.db import connection
from django.utils import timezone

from bench.city import YEAR, cast
from bench.harness import Comparison, at_least, compare, measure
from mrv.core.actor import system_actor
from mrv.core.models import AuditEvent
from mrv.core.services.ledger import seal_ledger, verify_ledger
from mrv.core.services.record import digest_of
from reporting.services.move_version import move_version
from tests.factories import version as version_of

BY = system_actor("bench")
EVENTS = 20_000
BARE = """
    INSERT INTO core_auditevent (occurred_at, actor_label, action, object_type, object_id, reason, payload, digest)
    VALUES (now(), 'system:bench', 'bench:event:happen', 'bench', '1', '', '{"from": "a", "to": "b"}', %s)
"""
WINDOW = """
    SELECT count(*) FROM (
        SELECT encode(sha256(convert_to(concat_ws('|', occurred_at, actor_label, action, object_type, object_id, reason,
            payload, digest, lag(digest) OVER (ORDER BY id)), 'UTF8')), 'hex') AS link
        FROM core_auditevent) AS links
    WHERE link <> ''
"""


@measure(
    "P20",
    what="Move a report version: row lock, guard, state, audit event with digest, outbox, commit",
    against="one bare INSERT of an audit event, and commit",
    goal=at_least(0.60),
)
def state_change() -> Comparison:
    version = version_of(cast().second_facility, year=YEAR, state="concluded")
    turn = count()

    def ours() -> None:
        name = "conclude" if next(turn) % 2 else "send_back"
        move_version(name, version=version, by=BY, reason="Look again.")

    def reference() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE, ["0" * 64])

    found = compare(ours, reference)
    return found.noted(f"{1 / found.ours_seconds:,.0f} moves/s")


@measure(
    "P21",
    what="Verify the ledger: every digest, every Merkle root, the chain of seals",
    against="one SQL statement with a window that hashes every row with the one before",
    goal=at_least(0.50),
)
def verification() -> Comparison:
    AuditEvent.objects.bulk_create((_event(number) for number in range(EVENTS)), batch_size=5000)
    seal_ledger()
    events = verify_ledger().events

    def reference() -> None:
        with connection.cursor() as cursor:
            cursor.execute(WINDOW)
            assert cursor.fetchone()[0] == events

    found = compare(verify_ledger, reference)
    return found.noted(f"{events / found.ours_seconds:,.0f} events/s")


def _event(number: int) -> AuditEvent:
    event = AuditEvent(
        occurred_at=timezone.now(), actor_label="system:bench", action="bench:event:happen", object_type="bench",
        object_id=str(number), payload={"from": "computed", "to": "assigned", "result_hash": f"{number:064x}"},
    )  # fmt: skip
    event.digest = digest_of(event)
    return event
