"""Sign what leaves the platform: compact JWS with Ed25519 (RFC 7515, RFC 8037), public keys as a JWK set.

The key comes from ``MRV_SIGNING_KEY`` (a private JWK as JSON). Without it, a local key is made once
under ``var/keys`` - enough for a demonstration, never for an authority: operations.md says so.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from jwcrypto import jwk, jws
from jwcrypto.common import json_decode

from mrv.core.sentences import sentence

ALGORITHM = "EdDSA"


class SignatureInvalid(ValueError):
    """The text is not a statement of this platform, or was altered."""


@cache
def signing_key() -> jwk.JWK:
    """The private key in use; its ``kid`` is the RFC 7638 thumbprint."""
    configured = os.environ.get("MRV_SIGNING_KEY")
    return (
        jwk.JWK.from_json(configured) if configured else _local_key(Path(settings.VAR_DIR) / "keys" / "signing.json")
    )


def _local_key(path: Path) -> jwk.JWK:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = jwk.JWK.generate(kty="OKP", crv="Ed25519")
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(key.export_private())
        fresh.chmod(0o600)
        try:
            os.link(fresh, path)  # first writer wins; nobody ever reads half a key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return jwk.JWK.from_json(path.read_text())


def public_keys() -> dict[str, Any]:
    """The JWK set published at /.well-known/jwks.json."""
    key = signing_key()
    public: dict[str, Any] = json.loads(key.export_public())
    return {"keys": [{**public, "kid": key.thumbprint(), "use": "sig", "alg": ALGORITHM}]}


def sign(payload: bytes, *, kind: str) -> str:
    """Compact JWS over ``payload``. ``kind`` becomes the ``typ`` header, so one kind never passes as another."""
    key = signing_key()
    token = jws.JWS(payload)
    header = {"alg": ALGORITHM, "kid": key.thumbprint(), "typ": kind}
    token.add_signature(key, alg=None, protected=json.dumps(header, sort_keys=True))
    compact: str = token.serialize(compact=True)
    return compact


def verify(compact: str, *, kind: str) -> bytes:
    """The payload of an untouched JWS of this platform and kind; SignatureInvalid says what is wrong.

    Only EdDSA with our own key is accepted: an ``alg: none``, a foreign or embedded key never counts (A26).
    """
    key = signing_key()
    token = jws.JWS()
    token.allowed_algs = [ALGORITHM]
    try:
        token.deserialize(compact)
        header = json_decode(token.objects["protected"])
        if header.get("kid") != key.thumbprint() or set(header) != {"alg", "kid", "typ"}:
            raise SignatureInvalid(_("Signed with another key. Use the keys at /.well-known/jwks.json."))
        if header["typ"] != kind:
            raise SignatureInvalid(
                sentence(_("This is a signed %(found)s, not a %(kind)s."), found=header["typ"], kind=kind)
            )
        token.verify(key)
    except SignatureInvalid:
        raise
    except Exception as error:
        raise SignatureInvalid(_("The signature does not fit the text: it was altered or is incomplete.")) from error
    payload: bytes = token.payload
    return payload
