"""The bundle of a release: a zip with the cells as csv and parquet, the source digests, manifest and signature.

The manifest names every file with its SHA-256 and the Merkle root over all rows; the JWS signs the manifest.
Members carry a fixed time, so equal content gives an equal zip.
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from inventory.publication.content import (
    COLUMNS,
    MARKET_COLUMNS,
    PublishedCell,
    PublishedMarket,
    SourceLeaf,
    canonical,
    leaves,
    merkle_root,
)
from inventory.publication.uncertainty import PLACE

FORMAT = "city-mrv-release/1"
KIND = "inventory-release"
CSV, PARQUET, SOURCES, MANIFEST, SIGNATURE, KEYS, README, UNCERTAINTY = (
    "cells.csv", "cells.parquet", "sources.csv", "manifest.json", "manifest.jws", "jwks.json", "README.txt",
    "uncertainty.csv",
)  # fmt: skip
MARKET = "scope2.csv"
TIME = (1980, 1, 1, 0, 0, 0)
AMOUNT = pa.decimal128(28, 9)
ABOUT = """City MRV: released inventory / 城市温室气体清单发布包

cells.csv, cells.parquet  the cells: district (GB/T 2260) x sector x fuel x scope x gas; masses in t, CO2e in t
                          清单单元：地区×行业×燃料×范围×气体，质量与二氧化碳当量单位均为吨
scope2.csv                purchased electricity both ways, district x sector: MWh, MWh covered by certificates,
                          location-based (of record, contained in the cells) and market-based t CO2, never added up
                          购入电力双口径：电量、绿证覆盖电量、基于位置（计入清单）与基于市场的排放量（吨 CO2），两者不得相加
uncertainty.csv           totals, sectors, districts and gases with the 95 % interval of the tonnes whose uncertainty is
                          known; unknown is not zero (IPCC 2006 vol. 1 ch. 3, approach 1)
                          总量、行业、地区、气体及其 95% 置信区间，仅针对不确定性已知的部分；未知并不等于零
sources.csv               digest of every report version and area source contained / 所含报告与面源的摘要
manifest.json             SHA-256 of each file, Merkle root over all rows, totals / 文件摘要、默克尔根与总量
manifest.jws              signature over manifest.json (EdDSA) / 清单文件签名
jwks.json                 public key at the time of release / 发布时的公钥

notation C: confidential, not zero / 标注 C：保密，并非零
Check / 核验: python manage.py inventory verify BUNDLE.zip
"""


@dataclass(frozen=True)
class Contents:
    """What a bundle is made of: cells, market rows, digests of the sources, uncertainties with their columns."""

    cells: Sequence[PublishedCell]
    market: Sequence[PublishedMarket]
    sources: Sequence[SourceLeaf]
    uncertainty: Sequence[Sequence[str]] = ()
    uncertainty_columns: Sequence[str] = ()


def files_of(contents: Contents) -> dict[str, bytes]:
    """The data files, by name."""
    cells, sources = contents.cells, contents.sources
    return {
        CSV: _csv(COLUMNS, (tuple(asdict(cell).values()) for cell in cells)),
        PARQUET: _parquet(cells),
        MARKET: _csv(MARKET_COLUMNS, (tuple(asdict(row).values()) for row in contents.market)),
        SOURCES: _csv(("origin", "digest"), sorted((source.origin, source.digest) for source in sources)),
        UNCERTAINTY: _csv((*PLACE, *contents.uncertainty_columns), contents.uncertainty),
        README: ABOUT.encode(),
    }


def manifest_of(facts: Mapping[str, Any], contents: Contents, files: Mapping[str, bytes]) -> bytes:
    """The canonical manifest: the facts of the release, every file with its digest, the Merkle root."""
    cells = contents.cells
    listed = [{"name": n, "sha256": sha256(c).hexdigest(), "bytes": len(c)} for n, c in sorted(files.items())]
    root = merkle_root(leaves(contents.sources, cells, contents.market))
    counts = {
        "cells": len(cells),
        "market_rows": len(contents.market),
        "sources": len(contents.sources),
        "hidden_cells": sum(bool(c.notation) for c in cells),
    }
    return canonical({**facts, "format": FORMAT, "files": listed, "merkle_root": root, "counts": counts})


def bundle_of(files: Mapping[str, bytes], *, manifest: bytes, signature: str, keys: bytes) -> bytes:
    """The zip, byte for byte reproducible from its parts."""
    members = {**files, MANIFEST: manifest, SIGNATURE: signature.encode(), KEYS: keys}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name, TIME), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _csv(header: Sequence[str], rows: Any) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _parquet(cells: Sequence[PublishedCell]) -> bytes:
    amounts = ("mass_t", "co2e_t")
    columns: dict[str, Any] = {}
    for name in COLUMNS:
        values = [getattr(cell, name) for cell in cells]
        if name in amounts:
            columns[name] = pa.array([Decimal(v) if v else None for v in values], AMOUNT)
        else:
            columns[name] = pa.array(values, pa.int64() if name in ("scope", "line_count") else pa.string())
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, compression="zstd")
    return buffer.getvalue()
