"""The published content of a release: rows in a fixed order, one digest per row, a Merkle root over all.

A row's digest is SHA-256 over its canonical JSON (sorted keys, no blanks, UTF-8, decimals as strings). Sources
are published as digests alone: an enterprise can prove that its result is contained, nobody learns it from here.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from hashlib import sha256

MARKET_COLUMNS = (
    "district_code", "sector_code", "electricity_mwh", "certified_mwh", "location_based_co2_t", "market_based_co2_t",
    "stream_count", "notation",
)  # fmt: skip
COLUMNS = (
    "district_code", "sector_code", "fuel", "scope", "gas", "gwp_set_code", "origin", "mass_t", "co2e_t",
    "line_count", "notation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """A cell as the public sees it: numbers as plain decimal text, blank where ``notation`` hides them."""

    district_code: str
    sector_code: str
    fuel: str
    scope: int
    gas: str
    gwp_set_code: str
    origin: str
    mass_t: str
    co2e_t: str
    line_count: int
    notation: str = ""

    @property
    def order(self) -> tuple[str, str, str, int, str, str, str]:
        """The order of rows in a release."""
        return (
            self.district_code, self.sector_code, self.fuel, self.scope, self.gas, self.gwp_set_code, self.origin,
        )  # fmt: skip

    def concealed(self) -> "PublishedCell":
        """The same cell with its numbers hidden."""
        hidden = {**asdict(self), "mass_t": "", "co2e_t": "", "line_count": 0, "notation": "C"}
        return PublishedCell(**hidden)


@dataclass(frozen=True, slots=True)
class PublishedMarket:
    """Purchased electricity of a place both ways, as the public sees it; the two results are never added."""

    district_code: str
    sector_code: str
    electricity_mwh: str
    certified_mwh: str
    location_based_co2_t: str
    market_based_co2_t: str
    stream_count: int
    notation: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """District and sector: the order of rows in a release."""
        return self.district_code, self.sector_code

    @property
    def shift(self) -> Decimal:
        """Market-based minus location-based, of a row that is open."""
        return Decimal(self.market_based_co2_t) - Decimal(self.location_based_co2_t)

    def concealed(self) -> "PublishedMarket":
        """The same row with its numbers hidden."""
        return PublishedMarket(*self.place, "", "", "", "", 0, "C")


@dataclass(frozen=True, slots=True)
class SourceLeaf:
    """The digest of one report version or area source that is contained."""

    origin: str
    digest: str

    @classmethod
    def of(cls, *, origin: str, reference: str, public_id: str, result_hash: str) -> "SourceLeaf":
        """Digest of a source: who, which version, which result."""
        return cls(origin, digest_of({"reference": reference, "version": public_id, "result": result_hash}))


def plain(value: Decimal) -> str:
    """A decimal as plain text: no exponent, no trailing zeros, no negative zero."""
    return format(value.normalize(), "f") if value else "0"


def canonical(value: object) -> bytes:
    """Canonical JSON."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(value: object) -> str:
    """SHA-256 of the canonical JSON."""
    return sha256(canonical(value)).hexdigest()


def leaves(
    sources: Iterable[SourceLeaf], cells: Sequence[PublishedCell], market: Sequence[PublishedMarket] = ()
) -> list[str]:
    """All leaf digests in order: sources sorted by digest, then cells, then market rows, each in their order."""
    rows = [digest_of(asdict(cell)) for cell in cells] + [digest_of(asdict(row)) for row in market]
    return sorted(source.digest for source in sources) + rows


def merkle_root(digests: Sequence[str]) -> str:
    """Root over leaf digests in order (RFC 6962 prefixes: 0x00 leaf, 0x01 node); zeros for nothing."""
    level = [sha256(b"\x00" + bytes.fromhex(digest)).digest() for digest in digests]
    if not level:
        return "0" * 64
    while len(level) > 1:
        paired = [sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = paired + ([level[-1]] if len(level) % 2 else [])
    return level[0].hex()
