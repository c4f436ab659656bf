"""Release an inventory: lock what it is made of, prove it, copy it, sign it, move its reports to released.

Everything happens in the transaction of the job, so a release exists whole or not at all. The order names the
digest of the cells its requester looked at; cells that moved since are refused, not silently released.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from inventory.models import (
    InventoryCell,
    InventoryRelease,
    Posting,
    ReleaseBundle,
    ReleaseCell,
    ReleaseMarketCell,
    ReleaseSource,
)
from inventory.publication.bundle import KIND, Contents, bundle_of, files_of, manifest_of
from inventory.publication.content import PublishedCell, PublishedMarket, SourceLeaf, plain
from inventory.selectors.composition import SourceFact, cells_digest, cells_of, contributions_of, sources_of
from inventory.selectors.market import market_discrepancies
from inventory.selectors.market_rows import Purchases, purchases_of
from inventory.selectors.recount import discrepancies
from inventory.selectors.released_uncertainty import released_uncertainty
from inventory.tables.suppression import hidden_places
from mrv.core.actor import Actor, system_actor
from mrv.core.models import District
from mrv.core.sentences import sentence
from mrv.core.services.publish import publish
from mrv.core.services.record import record
from mrv.core.services.signing import public_keys, sign
from reporting.models import ReportVersion
from reporting.selectors.uncertainty import uncertainty_columns
from reporting.services.move_version import move_version

ADVISORY_LOCK = 0x696E7672


class ReleaseRefused(ValueError):
    """The inventory cannot be released as it stands; the message says what to do."""


@dataclass(frozen=True)
class ReleaseOrder:
    """What was asked for: which inventory, as it was seen, why, and how small a group is confidential."""

    jurisdiction_id: int
    year: int
    note: str
    cells_hash: str
    min_enterprises: int = 3


@dataclass(frozen=True)
class _Content:
    """The parts of a release before it is written."""

    cells: list[PublishedCell]
    published: list[PublishedCell]
    sources: list[SourceFact]
    bought: Purchases

    def total(self, scope: int) -> Decimal:
        return sum((Decimal(cell.co2e_t) for cell in self.cells if cell.scope == scope), Decimal(0))

    @property
    def market_total(self) -> Decimal | None:
        """Scope 2 market-based as published: nothing where too few enterprises bought electricity."""
        return self.total(2) + self.bought.shift if self.bought.is_open else None

    @property
    def is_synthetic(self) -> bool:
        return any(source.is_synthetic for source in self.sources)


def release_inventory(*, order: ReleaseOrder, by: Actor, at: datetime) -> InventoryRelease:
    """Write the release and move its report versions to released; ReleaseRefused says what stands in the way."""
    by.require("inventory:release")
    with transaction.atomic():
        _lock(order)
        content = _content(order)
        release, bundle = _signed(order, content, by, at)
        release.save(force_insert=True)
        _write_parts(release, content, bundle)
        _move_versions(content.sources, at)
        payload = {"number": release.number, "content_hash": release.content_hash}
        record("inventory:release:publish", about=release, by=by, at=at, reason=order.note, payload=payload)
        publish("inventory:release:publish", subject_id=release.pk, by=by, at=at)
    return release


def _lock(order: ReleaseOrder) -> None:
    """Versions first, then cells, each in key order: the order of every other writer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ADVISORY_LOCK, order.jurisdiction_id])
    postings = Posting.objects.filter(
        jurisdiction_id=order.jurisdiction_id, year=order.year, reversed_at__isnull=True, version__isnull=False
    )
    versions = ReportVersion.objects.filter(pk__in=postings.values("version_id")).order_by("pk")
    list(versions.select_for_update(of=("self",)).values_list("pk", flat=True))
    key = ("district_id", "sector_id", "fuel", "scope", "gas", "gwp_set_code", "origin")
    cells = InventoryCell.objects.filter(jurisdiction_id=order.jurisdiction_id, year=order.year).order_by(*key)
    list(cells.select_for_update().values_list("pk", flat=True))


def _content(order: ReleaseOrder) -> _Content:
    cells = cells_of(order.jurisdiction_id, order.year)
    if not cells:
        raise ReleaseRefused(
            sentence(
                _("There is nothing in the inventory of %(year)d. Decide reports or add area sources."),
                year=order.year,
            )
        )
    if cells_digest(cells) != order.cells_hash:
        raise ReleaseRefused(
            _("The inventory moved since it was looked at. Look at the difference again, then release.")
        )
    wrong = sum(1 for _cell in discrepancies([order.year])) + len(market_discrepancies([order.year]))
    if wrong:
        raise ReleaseRefused(
            sentence(
                _("%(count)d cells do not equal a recount from the lines. Rebuild the cells before a release."),
                count=wrong,
            )
        )
    contributions = contributions_of(order.jurisdiction_id, order.year)
    hidden = hidden_places(contributions, min_enterprises=order.min_enterprises)
    published = [cell.concealed() if _is_hidden(cell, hidden) else cell for cell in cells]
    bought = purchases_of(order.jurisdiction_id, order.year, min_enterprises=order.min_enterprises, hidden=hidden)
    return _Content(cells, published, sources_of(order.jurisdiction_id, order.year), bought)


def _is_hidden(cell: PublishedCell, hidden: frozenset[tuple[str, str, int]]) -> bool:
    return cell.origin == "enterprise" and (cell.district_code, cell.sector_code, cell.scope) in hidden


def _signed(order: ReleaseOrder, content: _Content, by: Actor, at: datetime) -> tuple[InventoryRelease, bytes]:
    """The release with its signature, and its bundle."""
    place = District.objects.get(pk=order.jurisdiction_id)
    earlier = InventoryRelease.objects.filter(jurisdiction=place, year=order.year).order_by("-number").first()
    release = InventoryRelease(
        jurisdiction=place,
        year=order.year,
        number=earlier.number + 1 if earlier else 1,
        supersedes=earlier,
        note=order.note,
        scope_1_co2e_t=content.total(1),
        scope_2_co2e_t=content.total(2),
        version_count=sum(source.origin == "enterprise" for source in content.sources),
        area_source_count=sum(source.origin == "area_source" for source in content.sources),
        line_count=sum(source.line_count for source in content.sources),
        min_enterprises=order.min_enterprises,
        is_synthetic=content.is_synthetic,
        released_at=at,
        released_by_id=by.person_id,
        released_by_label=by.label,
    )
    contents = Contents(
        content.published,
        content.bought.published,
        [_leaf(source) for source in content.sources],
        released_uncertainty(order.jurisdiction_id, order.year, content.published),
        uncertainty_columns("t"),
    )
    files = files_of(contents)
    manifest = manifest_of(_facts(release, content.market_total), contents, files)
    release.content_hash = sha256(manifest).hexdigest()
    release.merkle_root = json.loads(manifest)["merkle_root"]
    release.signature = sign(manifest, kind=KIND)
    keys = json.dumps(public_keys()).encode()
    return release, bundle_of(files, manifest=manifest, signature=release.signature, keys=keys)


def _leaf(source: SourceFact) -> SourceLeaf:
    return SourceLeaf.of(
        origin=source.origin,
        reference=source.reference,
        public_id=str(source.public_id),
        result_hash=source.result_hash,
    )


def _facts(release: InventoryRelease, market_total: Decimal | None) -> dict[str, Any]:
    return {
        "release": str(release.public_id),
        "jurisdiction": release.jurisdiction.code,
        "year": release.year,
        "number": release.number,
        "supersedes": release.supersedes.content_hash if release.supersedes else None,
        "note": release.note,
        "released_at": release.released_at.isoformat(),
        "min_enterprises": release.min_enterprises,
        "synthetic": release.is_synthetic,
        "totals": {
            "scope_1_co2e_t": plain(release.scope_1_co2e_t),
            "scope_2_co2e_t": plain(release.scope_2_co2e_t),
            "scope_2_market_based_co2e_t": None if market_total is None else plain(market_total),
        },
    }


def _write_parts(release: InventoryRelease, content: _Content, bundle: bytes) -> None:
    cells = zip(content.cells, content.published, strict=True)
    ReleaseCell.objects.bulk_create([_cell(release, real, shown) for real, shown in cells], batch_size=2000)
    bought = zip(content.bought.rows, content.bought.published, strict=True)
    ReleaseMarketCell.objects.bulk_create([_market(release, real, shown) for real, shown in bought], batch_size=2000)
    ReleaseSource.objects.bulk_create([_source(release, source) for source in content.sources], batch_size=2000)
    ReleaseBundle.objects.create(release=release, content=bundle, sha256=sha256(bundle).hexdigest())


def _cell(release: InventoryRelease, real: PublishedCell, shown: PublishedCell) -> ReleaseCell:
    return ReleaseCell(
        release=release,
        district_code=real.district_code,
        sector_code=real.sector_code,
        fuel=real.fuel,
        scope=real.scope,
        gas=real.gas,
        gwp_set_code=real.gwp_set_code,
        origin=real.origin,
        mass_t=Decimal(real.mass_t),
        co2e_t=Decimal(real.co2e_t),
        line_count=real.line_count,
        notation=shown.notation,
    )


def _market(release: InventoryRelease, real: PublishedMarket, shown: PublishedMarket) -> ReleaseMarketCell:
    return ReleaseMarketCell(
        release=release,
        district_code=real.district_code,
        sector_code=real.sector_code,
        electricity_mwh=Decimal(real.electricity_mwh),
        certified_mwh=Decimal(real.certified_mwh),
        location_co2_t=Decimal(real.location_based_co2_t),
        market_co2_t=Decimal(real.market_based_co2_t),
        stream_count=real.stream_count,
        notation=shown.notation,
    )


def _source(release: InventoryRelease, source: SourceFact) -> ReleaseSource:
    return ReleaseSource(
        release=release,
        posting_id=source.posting_id,
        origin=source.origin,
        reference=source.reference,
        version_id=source.version_id,
        public_id=source.public_id,
        number=source.number,
        result_hash=source.result_hash,
        district_code=source.district_code,
        sector_code=source.sector_code,
        co2e_t=source.co2e_t,
    )


def _move_versions(sources: Sequence[SourceFact], at: datetime) -> None:
    included = [source.version_id for source in sources if source.origin == "enterprise"]
    by = system_actor("inventory")
    for version in ReportVersion.objects.filter(pk__in=included, state="decided").order_by("pk"):
        move_version("release", version=version, by=by, at=at)
