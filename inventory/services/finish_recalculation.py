"""Close a recalculation when its last part is over: digests over all results, or which parts are missing."""

from datetime import datetime
from hashlib import sha256

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from inventory.models import Recalculation, RecalculationPart
from mrv.core.actor import Actor
from mrv.core.sentences import sentence
from mrv.core.services.record import record


class PartsMissing(ValueError):
    """Some parts did not succeed; the message names them and says how to go on."""


def finish_recalculation(*, recalculation: Recalculation, by: Actor, at: datetime | None = None) -> Recalculation:
    """Write the digests. PartsMissing while any part is not done."""
    at = at or timezone.now()
    _require_all(recalculation)
    stored, result = sha256(), sha256()
    sources = recalculation.sources.order_by("origin", "version_id", "area_source_id")
    rows = sources.values_list("origin", "version_id", "area_source_id", "stored_hash", "result_hash")
    for origin, version_id, area_source_id, stored_hash, result_hash in rows.iterator(chunk_size=5000):
        head = f"{origin}|{version_id or area_source_id}|"
        stored.update(f"{head}{stored_hash}\n".encode())
        result.update(f"{head}{result_hash}\n".encode())
    recalculation.stored_digest, recalculation.result_digest = stored.hexdigest(), result.hexdigest()
    recalculation.finished_time = at
    recalculation.save(update_fields=["stored_digest", "result_digest", "finished_time"])
    payload = {"stored_digest": recalculation.stored_digest, "result_digest": recalculation.result_digest}
    record("inventory:recalculation:finish", about=recalculation, by=by, at=at, payload=payload)
    return recalculation


def _require_all(recalculation: Recalculation) -> None:
    missing = recalculation.parts.exclude(job__state="done").select_related("job").order_by("number")
    if missing:
        raise PartsMissing(
            sentence(
                _(
                    "%(missing)d of %(count)d parts were not computed (%(named)s). Remove the cause, "
                    "then go on with: manage.py recalculate --resume %(id)s"
                ),
                missing=len(missing),
                count=recalculation.parts.count(),
                named=_named(list(missing[:3])),
                id=recalculation.public_id,
            )
        )


def _reasons(parts: list[RecalculationPart]) -> str:
    """The parts with their reasons, in the language of whoever reads."""
    return "; ".join(f"#{part.number}: {part.job.error_text}" for part in parts if part.job)


_named = lazy(_reasons, str)
