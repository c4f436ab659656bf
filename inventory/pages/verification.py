"""The answer to "is this ours and unchanged?" for a release bundle or any signed text of the platform."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from jwcrypto import jws
from jwcrypto.common import json_decode

from inventory.publication.verify import NotABundle, verify_bundle
from mrv.core.services.signing import SignatureInvalid, public_keys, verify
from mrv.portal.components import Fact

MAX_BYTES = 64 * 1024 * 1024
LARGEST_SHOWN = 4000


@dataclass(frozen=True)
class Outcome:
    """What the check found: good or not, in words, with what was read."""

    is_good: bool
    title: str
    faults: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    text: str = ""


def check(given: Mapping[str, Any]) -> Outcome:
    """Check the bundle, or the text if no bundle was given."""
    if given.get("bundle"):
        return _check_bundle(given["bundle"])
    return _check_text("".join(given["statement"].split()))


def _bad(*faults: str) -> Outcome:
    return Outcome(False, _("This is not an unchanged document of this platform"), faults)


def _check_bundle(upload: Any) -> Outcome:
    if upload.size > MAX_BYTES:
        return _bad(_("The file is larger than %(size)s MB.") % {"size": MAX_BYTES // 2**20})
    try:
        found = verify_bundle(upload.read(), keys=public_keys())
    except NotABundle as problem:
        return _bad(str(problem))
    if found.faults:
        return _bad(*found.faults)
    manifest = found.manifest
    facts = (
        Fact(_("Jurisdiction"), manifest["jurisdiction"]),
        Fact(_("Year"), str(manifest["year"])),
        Fact(_("Release"), str(manifest["number"])),
        Fact(_("Released"), manifest["released_at"]),
        Fact(_("Cells"), found.cells, "number"),
        Fact(_("Content digest (SHA-256)"), found.content_hash, "code"),
    )
    return Outcome(True, _("The bundle is whole and signed by this platform"), facts=facts)


def _check_text(text: str) -> Outcome:
    try:
        token = jws.JWS()
        token.deserialize(text)
        kind = str(json_decode(token.objects["protected"]).get("typ", ""))
        payload = verify(text, kind=kind)
    except SignatureInvalid as problem:
        return _bad(str(problem))
    except Exception:
        return _bad(_("This is not a compact JWS: three parts separated by points."))
    return Outcome(
        True,
        _("The signature is ours and the text is unchanged"),
        facts=(Fact(_("Kind of document"), kind, "code"),),
        text=_readable(payload),
    )


def _readable(payload: bytes) -> str:
    try:
        text = json.dumps(json.loads(payload), ensure_ascii=False, indent=2)
    except ValueError:
        text = payload.decode(errors="replace")
    return text[:LARGEST_SHOWN]
