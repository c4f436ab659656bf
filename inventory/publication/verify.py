"""Check a bundle offline: digests, Merkle root, totals, agreement of csv and parquet, signature.

Nothing but the zip is needed. With the key set of the platform (``--keys``) the signature is checked against
keys the reader trusts; without it against the key in the bundle, and the report says so.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pyarrow.parquet as pq
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from jwcrypto import jwk, jws
from jwcrypto.common import json_decode

from inventory.publication import bundle
from inventory.publication.content import (
    COLUMNS,
    PublishedCell,
    PublishedMarket,
    SourceLeaf,
    canonical,
    leaves,
    merkle_root,
    plain,
)
from inventory.publication.uncertainty import PLACE, faults
from mrv.core.sentences import sentence

MAX_BYTES = 1 << 30
MAX_RATIO = 200


class NotABundle(ValueError):
    """The file cannot be read as a release bundle at all."""


@dataclass(frozen=True)
class Verification:
    """What a check found. ``faults`` empty: the bundle is whole, and signed by a key of ``key_source``."""

    manifest: Mapping[str, Any]
    content_hash: str
    cells: int
    key_source: str
    faults: tuple[str, ...]


def verify_bundle(content: bytes, *, keys: Mapping[str, Any] | None = None) -> Verification:
    """Re-derive everything the manifest states; raises NotABundle when there is nothing to check."""
    members = _members(content)
    manifest = _manifest(members)
    cells = list(_cells(members[bundle.CSV]))
    market = list(_market(members.get(bundle.MARKET, b"")))
    sources = [SourceLeaf(**row) for row in _rows(members[bundle.SOURCES])]
    faults = [
        *_file_faults(manifest, members),
        *_root_faults(manifest, leaves(sources, cells, market)),
        *_total_faults(manifest, cells),
        *_market_faults(manifest, market),
        *_parquet_faults(members[bundle.PARQUET], cells),
        *_uncertainty_faults(members, cells),
        *_signature_faults(members, keys),
    ]
    source = "the given key set" if keys else "the key inside the bundle (give --keys to check who signed)"
    digest = sha256(members[bundle.MANIFEST]).hexdigest()
    return Verification(manifest, digest, len(cells), source, tuple(faults))


def _members(content: bytes) -> dict[str, bytes]:
    needed = {bundle.CSV, bundle.PARQUET, bundle.SOURCES, bundle.MANIFEST, bundle.SIGNATURE, bundle.KEYS}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            if sum(sizes.values()) > min(MAX_BYTES, MAX_RATIO * max(len(content), 4096)):
                raise NotABundle(_("The zip inflates to an implausible size; it is not a release bundle."))
            missing = sorted(needed - sizes.keys())
            if missing:
                raise NotABundle(
                    sentence(_("The zip lacks %(names)s; it is not a release bundle."), names=", ".join(missing))
                )
            return {name: archive.read(name) for name in sizes}
    except zipfile.BadZipFile as error:
        raise NotABundle(_("The file is not a readable zip file.")) from error


def _manifest(members: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        manifest = json.loads(members[bundle.MANIFEST])
    except ValueError as error:
        raise NotABundle(_("manifest.json is not JSON.")) from error
    if not isinstance(manifest, dict) or manifest.get("format") != bundle.FORMAT:
        raise NotABundle(sentence(_("manifest.json is not of format %(format)s."), format=bundle.FORMAT))
    return manifest


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(content.decode()))


def _cells(content: bytes) -> Iterator[PublishedCell]:
    for row in _rows(content):
        values = {**row, "scope": int(row["scope"]), "line_count": int(row["line_count"])}
        yield PublishedCell(**{name: values[name] for name in COLUMNS})  # type: ignore[arg-type]


def _market(content: bytes) -> Iterator[PublishedMarket]:
    """Rows of purchased electricity; a bundle of before they were published has none."""
    for row in _rows(content):
        yield PublishedMarket(**{**row, "stream_count": int(row["stream_count"])})  # type: ignore[arg-type]


def _file_faults(manifest: Mapping[str, Any], members: Mapping[str, bytes]) -> Iterator[str]:
    if canonical(dict(manifest)) != members[bundle.MANIFEST]:
        yield gettext("manifest.json is not in canonical form.")
    listed = {item["name"]: item["sha256"] for item in manifest["files"]}
    unsealed = {bundle.MANIFEST, bundle.SIGNATURE, bundle.KEYS}
    for name in sorted(members.keys() | listed.keys()):
        if name in unsealed:
            continue
        found = sha256(members[name]).hexdigest() if name in members else "-"
        if found != listed.get(name):
            yield gettext("%(name)s: SHA-256 is %(found)s, the manifest states %(stated)s.") % {
                "name": name,
                "found": found,
                "stated": listed.get(name, "-"),
            }


def _root_faults(manifest: Mapping[str, Any], digests: list[str]) -> Iterator[str]:
    root = merkle_root(digests)
    if root != manifest["merkle_root"]:
        yield gettext("The Merkle root over the rows is %(found)s, the manifest states %(stated)s.") % {
            "found": root,
            "stated": manifest["merkle_root"],
        }


def _total_faults(manifest: Mapping[str, Any], cells: list[PublishedCell]) -> Iterator[str]:
    for scope in (1, 2):
        stated = Decimal(manifest["totals"][f"scope_{scope}_co2e_t"])
        own = [cell for cell in cells if cell.scope == scope]
        shown = sum((Decimal(cell.co2e_t) for cell in own if not cell.notation), Decimal(0))
        is_whole = not any(cell.notation for cell in own)
        if is_whole and shown != stated:
            yield gettext("Scope %(scope)d: the cells add up to %(found)s t, the manifest states %(stated)s t.") % {
                "scope": scope,
                "found": plain(shown),
                "stated": plain(stated),
            }


def _market_faults(manifest: Mapping[str, Any], market: list[PublishedMarket]) -> Iterator[str]:
    stated = manifest["totals"].get("scope_2_market_based_co2e_t")
    if stated is None or any(row.notation for row in market):
        return
    location = Decimal(manifest["totals"]["scope_2_co2e_t"])
    found = location + sum((row.shift for row in market), Decimal(0))
    if found != Decimal(stated):
        yield gettext("Scope 2, market-based: the rows lead to %(found)s t, the manifest states %(stated)s t.") % {
            "found": plain(found),
            "stated": stated,
        }


def _parquet_faults(content: bytes, cells: list[PublishedCell]) -> Iterator[str]:
    rows = pq.read_table(io.BytesIO(content)).to_pylist()
    same = [
        _parquet_row(row) == tuple(getattr(cell, n) for n in COLUMNS) for row, cell in zip(rows, cells, strict=False)
    ]
    if len(rows) != len(cells) or not all(same):
        yield gettext("cells.parquet and cells.csv do not hold the same rows.")


def _uncertainty_faults(members: Mapping[str, bytes], cells: list[PublishedCell]) -> Iterator[str]:
    """Releases from before uncertainties were published have no such file."""
    content = members.get(bundle.UNCERTAINTY)
    if content is None:
        return
    rows = list(_rows(content))
    if rows and not {*PLACE} <= rows[0].keys():
        yield gettext("uncertainty.csv lacks one of the columns %(names)s.") % {"names": ", ".join(PLACE)}
        return
    yield from faults(rows, cells)


def _parquet_row(row: Mapping[str, Any]) -> tuple[Any, ...]:
    values = (row[name] for name in COLUMNS)
    return tuple("" if value is None else plain(value) if isinstance(value, Decimal) else value for value in values)


def _signature_faults(members: Mapping[str, bytes], keys: Mapping[str, Any] | None) -> Iterator[str]:
    key_set = jwk.JWKSet.from_json(json.dumps(keys) if keys else members[bundle.KEYS].decode())
    token = jws.JWS()
    token.allowed_algs = ["EdDSA"]
    try:
        token.deserialize(members[bundle.SIGNATURE].decode())
        header = json_decode(token.objects["protected"])
        key = key_set.get_key(header.get("kid", ""))
        if key is None:
            yield gettext("Signed with key %(key)s, which is not in the key set.") % {"key": header.get("kid")}
            return
        token.verify(key)
    except Exception:
        yield gettext("The signature does not fit: the manifest was altered or signed by somebody else.")
        return
    if header.get("typ") != bundle.KIND or token.payload != members[bundle.MANIFEST]:
        yield gettext("The signature is of another document than manifest.json.")
