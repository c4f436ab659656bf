"""Is this statement genuine: signed by the platform, unaltered, and on record (catalogue A28)."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mrv.core.services.signing import SignatureInvalid, verify
from verification.models import VerificationStatement
from verification.services.write_statement import KIND


@dataclass(frozen=True)
class Examination:
    """What looking at a signed text showed; ``content`` only when it is genuine."""

    is_genuine: bool
    reason: str
    content: dict[str, Any] | None = None
    state: str = ""


def examine(compact: str) -> Examination:
    """Check the signature and find the statement; says why when it is not genuine."""
    try:
        payload = verify("".join(compact.split()), kind=KIND)
    except SignatureInvalid as error:
        return Examination(False, str(error))
    digest = hashlib.sha256(payload).hexdigest()
    statement = VerificationStatement.objects.select_related("version").filter(content_hash=digest).first()
    if statement is None:
        return Examination(False, _("The signature is ours, but no such statement is on record here."))
    return Examination(True, "", json.loads(payload), statement.version.state)
