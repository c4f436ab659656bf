"""Take a large table of area sources: keep it as it came, put its check or its record on the queue."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inventory.models import AreaUpload
from mrv.core.actor import Actor
from mrv.core.models import District
from mrv.core.services.jobs import enqueue
from mrv.core.services.record import record
from mrv.core.services.transition import StaleState
from reporting.services.receive_file import plain_name

KIND = "inventory:import_area_sources"
# A table of more rows is worked on by the workers; a smaller one is answered at once.
LARGE = 1000


def receive_area_file(
    *,
    jurisdiction: District,
    data: bytes,
    name: str,
    row_count: int,
    by: Actor,
    at: datetime | None = None,
    dry_run: bool = True,
) -> AreaUpload:
    """The stored file with its job; nothing is recorded before the job has run."""
    by.require("inventory:compile")
    with transaction.atomic():
        upload = AreaUpload(
            jurisdiction=jurisdiction,
            original_name=plain_name(name),
            sha256=sha256(data).hexdigest(),
            row_count=row_count,
            uploaded_at=at or timezone.now(),
            uploaded_by_id=by.person_id,
        )
        # Stored under the digest: the name given from outside never reaches the file system.
        upload.file.save(f"{upload.sha256}.bin", ContentFile(data), save=False)
        upload.save()
        _enqueue(upload, by, dry_run=dry_run)
        payload = {"name": upload.original_name, "sha256": upload.sha256, "rows": row_count}
        record("inventory:area_upload:receive", about=upload, by=by, at=upload.uploaded_at, payload=payload)
    return upload


def record_area_file(*, upload: AreaUpload, by: Actor) -> AreaUpload:
    """Ask for the record of a checked file; StaleState if it was not found in order, or is recorded already."""
    by.require("inventory:compile")
    with transaction.atomic():
        locked = AreaUpload.objects.select_for_update(of=("self",)).select_related("job").get(pk=upload.pk)
        if locked.state != "checked" or locked.is_under_way:
            raise StaleState(_("Only a file that was checked and found in order can be recorded, and only once."))
        _enqueue(locked, by, dry_run=False)
    return locked


def _enqueue(upload: AreaUpload, by: Actor, *, dry_run: bool) -> None:
    upload.job = enqueue(KIND, subject_id=upload.pk, by=by, arguments={"dry_run": dry_run})
    upload.save(update_fields=["job"])
