"""Take an uploaded activity file: keep it as it came, put its reading on the queue (job ``reporting:import``)."""

import hashlib
import re
import unicodedata
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mrv.core.actor import Actor
from mrv.core.services.jobs import enqueue, require_room
from mrv.core.services.record import record
from reporting.intake.files import MAX_BYTES
from reporting.models import ImportedFile, ReportVersion
from reporting.services.access import require_own
from reporting.services.replace_activity import lock_draft

KIND = "reporting:import"
LONGEST_NAME = 120
_UNSAFE = re.compile(r'[\x00-\x1f\x7f"<>|:*?;\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')


def receive_file(
    *,
    version: ReportVersion,
    file: "UploadedFile[Any] | ContentFile[bytes]",
    name: str,
    by: Actor,
    at: datetime | None = None,
) -> ImportedFile:
    """The stored file with its job. ValidationError if it is empty, too large or one too many; the draft is not touched yet."""
    require_own(by, "report:edit", version.report.facility)
    organization_id = version.report.facility.enterprise_id
    require_room(KIND, organization_id=organization_id)
    data = _bounded(file)
    shown = plain_name(name)
    with transaction.atomic():
        lock_draft(version)
        held = ImportedFile(
            version=version,
            original_name=shown,
            sha256=hashlib.sha256(data).hexdigest(),
            size_bytes=len(data),
            uploaded_at=at or timezone.now(),
            uploaded_by_id=by.person_id,
        )
        # Stored under the digest: the name given from outside never reaches the file system.
        held.file.save(f"{held.sha256}.bin", ContentFile(data), save=False)
        held.save()
        held.job = enqueue(KIND, subject_id=held.pk, by=by, organization_id=organization_id)
        held.save(update_fields=["job"])
        _note_same_content(held, by)
        record(
            "reporting:file:receive", about=version, by=by, at=held.uploaded_at, organization_id=organization_id,
            payload={"name": shown, "sha256": held.sha256, "size_bytes": held.size_bytes},
        )  # fmt: skip
    return held


def _note_same_content(held: ImportedFile, by: Actor) -> None:
    """Two enterprises sending the same bytes is a sign of copied data; only the oversight reads the event (B40)."""
    enterprise_id = held.version.report.facility.enterprise_id
    same = ImportedFile.objects.filter(sha256=held.sha256).exclude(
        version__report__facility__enterprise_id=enterprise_id
    )
    others = sorted(same.values_list("public_id", flat=True)[:20])
    if others:
        record(
            "reporting:file:same_content", about=held, by=by, at=held.uploaded_at,
            payload={"sha256": held.sha256, "others": [str(other) for other in others]},
        )  # fmt: skip


def plain_name(name: str) -> str:
    """A file name without path, control characters and tricks, of bounded length (catalogue B39)."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = " ".join(_UNSAFE.sub(" ", last).split()).strip(". ")
    if len(kept) > LONGEST_NAME:
        stem, dot, suffix = kept.rpartition(".")
        short = suffix if dot and len(suffix) <= 8 else ""
        kept = f"{(stem or kept)[: LONGEST_NAME - len(short) - 1]}{'.' + short if short else ''}"
    return kept or "file"


def _bounded(file: "UploadedFile[Any] | ContentFile[bytes]") -> bytes:
    data = file.read(MAX_BYTES + 1)
    if not data:
        raise ValidationError({"file": _("The file is empty.")}, code="file_empty")
    if len(data) > MAX_BYTES:
        message = _("The file is larger than %(limit)d MB. Split the data over several files.")
        raise ValidationError({"file": message % {"limit": MAX_BYTES >> 20}}, code="file_too_large")
    return bytes(data)
