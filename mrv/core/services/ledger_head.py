"""The head of the ledger, signed, to be kept elsewhere (catalogue F23, F24).

A chain that is whole in itself may still lack its end, after a restore of an old backup, or have been computed anew
from its beginning by somebody who owns the database. Neither agrees with a head that was signed before.
"""

import json
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from mrv.core.models import AuditSeal
from mrv.core.services.ledger import seal_ledger
from mrv.core.services.signing import sign, verify

KIND = "mrv-ledger-head+jws"


@dataclass(frozen=True)
class LedgerHead:
    """The last seal: the last event it covers, how many events all seals cover, its digest, when it was made."""

    last_event: int
    events: int
    digest: str
    sealed_at: str


def export_head() -> str | None:
    """Seal what is new and sign the head (compact JWS); None for an empty ledger."""
    seal_ledger()
    last = AuditSeal.objects.order_by("-last_event").first()
    if last is None:
        return None
    events = sum(AuditSeal.objects.values_list("event_count", flat=True))
    head = LedgerHead(last.last_event, events, last.digest, last.sealed_at.isoformat())
    return sign(json.dumps(asdict(head), sort_keys=True).encode(), kind=KIND)


def faults_against(signed: str) -> list[str]:
    """How this ledger disagrees with a head exported before. SignatureInvalid when we did not sign it."""
    head = LedgerHead(**json.loads(verify(signed.strip(), kind=KIND)))
    words = {"event": head.last_event, "at": head.sealed_at}
    seals = AuditSeal.objects.order_by("last_event")
    found = seals.filter(last_event=head.last_event).first()
    if found is not None:
        if found.digest == head.digest:
            return []
        return [_("The seal of event %(event)s is not the one signed at %(at)s: the ledger was rewritten.") % words]
    newest = seals.last()
    held = newest.last_event if newest is not None else 0
    if held < head.last_event:
        missing = _(
            "The end is missing: the head signed at %(at)s ends with event %(event)s, this ledger with %(held)s."
        )
        return [missing % {**words, "held": held}]
    return [_("No seal ends with event %(event)s as at %(at)s: the ledger was rewritten.") % words]
