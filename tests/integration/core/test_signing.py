"""Signatures: what was altered, borrowed or made up does not verify (A26, A28)."""

import base64
import json

import pytest
from jwcrypto import jwk, jws

from mrv.core.services.signing import SignatureInvalid, public_keys, sign, verify

KIND = "mrv-statement"
pytestmark = pytest.mark.usefixtures("in_english")


def b64(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_signed_statement_verifies_and_gives_its_bytes_back() -> None:
    assert verify(sign(b'{"t":"1.5"}', kind=KIND), kind=KIND) == b'{"t":"1.5"}'


def test_anybody_can_verify_with_the_published_keys() -> None:
    token = jws.JWS()
    token.deserialize(sign(b"x", kind=KIND))
    token.verify(jwk.JWK(**public_keys()["keys"][0]))
    assert "d" not in public_keys()["keys"][0]


def test_a28_one_altered_digit_is_found() -> None:
    header, _payload, signature = sign(b'{"t":"1.5"}', kind=KIND).split(".")
    with pytest.raises(SignatureInvalid, match="altered"):
        verify(f"{header}.{b64({'t': '9.5'})}.{signature}", kind=KIND)


def test_a28_a_statement_of_another_kind_is_refused() -> None:
    with pytest.raises(SignatureInvalid, match="not a mrv-statement"):
        verify(sign(b"x", kind="mrv-release"), kind=KIND)


def test_a26_no_algorithm_is_refused() -> None:
    _header, payload, _signature = sign(b"x", kind=KIND).split(".")
    with pytest.raises(SignatureInvalid):
        verify(f"{b64({'alg': 'none', 'typ': KIND, 'kid': public_keys()['keys'][0]['kid']})}.{payload}.", kind=KIND)


def test_a26_a_key_brought_along_in_the_header_is_refused() -> None:
    key = jwk.JWK.generate(kty="OKP", crv="Ed25519")
    token = jws.JWS(b"x")
    header = {
        "alg": "EdDSA",
        "typ": KIND,
        "kid": public_keys()["keys"][0]["kid"],
        "jwk": json.loads(key.export_public()),
    }
    token.add_signature(key, protected=json.dumps(header))
    with pytest.raises(SignatureInvalid):
        verify(token.serialize(compact=True), kind=KIND)


@pytest.mark.parametrize("text", ["", "abc", "a.b.c", "....", "\x00"])
def test_what_is_not_a_signature_is_refused_without_a_crash(text: str) -> None:
    with pytest.raises(SignatureInvalid):
        verify(text, kind=KIND)
