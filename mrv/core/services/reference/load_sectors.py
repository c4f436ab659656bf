"""Sectors of all code systems and the analyst's mapping between them."""

from datetime import datetime

from django.db import transaction

from mrv.core.actor import Actor
from mrv.core.models import Sector, SectorMapping
from mrv.core.services.record import record
from mrv.reference import load_sector_links
from mrv.reference import load_sectors as read_sectors

Key = tuple[str, str]


@transaction.atomic
def load_sectors(*, by: Actor, at: datetime) -> int:
    """Create or correct the sectors and their mappings; answers how many sectors are new."""
    before = Sector.objects.count()
    facts = read_sectors()
    Sector.objects.bulk_create(
        [
            Sector(
                system=fact.system,
                code=fact.code,
                name_zh=fact.name_zh,
                name_en=fact.name_en,
                order=position,
                attributes=dict(fact.attributes),
            )
            for position, fact in enumerate(facts)
        ],
        update_conflicts=True,
        unique_fields=["system", "code"],
        update_fields=["name_zh", "name_en", "order", "attributes"],
    )
    sectors = {(sector.system, sector.code): sector for sector in Sector.objects.all()}
    _set_parents(sectors, {(fact.system, fact.code): (fact.system, fact.parent) for fact in facts})
    _map(sectors)
    new = len(sectors) - before
    if new:
        record("core:sector:load", about=sectors["inventory", "S01"], by=by, at=at, payload={"new": new})
    return new


def _set_parents(sectors: dict[Key, Sector], parent_of: dict[Key, Key]) -> None:
    moved = []
    for key, parent_key in parent_of.items():
        parent = sectors.get(parent_key)
        if sectors[key].parent_id != (parent.pk if parent else None):
            sectors[key].parent = parent
            moved.append(sectors[key])
    Sector.objects.bulk_update(moved, ["parent"], batch_size=500)


def _map(sectors: dict[Key, Sector]) -> None:
    links = load_sector_links()
    wanted = {(link.source, link.scope, link.system, link.target) for link in links}
    for mapping in SectorMapping.objects.select_related("source", "target"):
        if (mapping.source.code, mapping.scope, mapping.target.system, mapping.target.code) not in wanted:
            mapping.delete()
    SectorMapping.objects.bulk_create(
        [
            SectorMapping(
                source=sectors["inventory", link.source],
                scope=link.scope,
                target=sectors[link.system, link.target],
                reference=link.reference,
                is_analyst=link.is_analyst,
            )
            for link in links
        ],
        update_conflicts=True,
        unique_fields=["source", "scope", "target"],
        update_fields=["reference", "is_analyst"],
    )
