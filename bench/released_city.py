"""Bring a computed city into its inventory: reports decided and posted, area sources recorded, the year released.

All of it is synthetic. Reports are decided as the filling of tables is, without the steps of their verification; posting,
area sources and the release go through the platform.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import cycle

from django.db import connection

from bench import database
from bench.city import cast
from bench.workers import QUEUE, wait_for, work_on
from inventory.area.drafts import AreaDraft
from inventory.handlers import ROLL_UP
from inventory.models import InventoryRelease
from inventory.selectors.composition import cells_digest, cells_of
from inventory.services.record_area_sources import record_area_sources
from inventory.services.release_inventory import ReleaseOrder
from inventory.services.request_release import request_release
from mrv.core.actor import system_actor
from tests.factories import World
from tests.reporting_cast import SET

BY = system_actor("bench")
FUELS = (("diesel", "t"), ("natural_gas", "10^4Nm3"))
LINES_PER_SOURCE = 500
DECIDE = "UPDATE reporting_reportversion SET state = 'decided' WHERE id = ANY(%s)"
#: What a release says and stands on, to the last digit; ids and moments belong to it.
RELEASED = """
    SELECT
        (SELECT md5(string_agg(release::text, ',' ORDER BY id)) FROM inventory_inventoryrelease AS release),
        (SELECT md5(string_agg(cell::text, ',' ORDER BY id)) FROM inventory_releasecell AS cell),
        (SELECT md5(string_agg(cell::text, ',' ORDER BY id)) FROM inventory_releasemarketcell AS cell),
        (SELECT md5(string_agg(source::text, ',' ORDER BY id)) FROM inventory_releasesource AS source),
        (SELECT string_agg(sha256, ',' ORDER BY id) FROM inventory_releasebundle),
        (SELECT string_agg(encode(sha256(content), 'hex'), ',' ORDER BY id) FROM inventory_releasebundle),
        (SELECT md5(string_agg(source::text, ',' ORDER BY id)) FROM inventory_areasource AS source),
        (SELECT md5(string_agg(posting::text, ',' ORDER BY id)) FROM inventory_posting AS posting),
        (SELECT md5(string_agg(cell::text, ',' ORDER BY id)) FROM inventory_inventorycell AS cell),
        (SELECT md5(string_agg(spread::text, ',' ORDER BY id)) FROM inventory_inventoryspread AS spread)
"""


def release_city(versions: Sequence[int], *, lines: int, year: int, queue: str = QUEUE) -> InventoryRelease:
    """The release of a year that holds these versions and an area source for every five hundred of their lines."""
    with database.filling(str(connection.settings_dict["NAME"])) as session:
        session.execute(DECIDE, [list(versions)])
    work_on(ROLL_UP, versions, queue=queue)
    record_area_sources(
        jurisdiction=cast().city, drafts=list(area_drafts(cast(), max(4, lines // LINES_PER_SOURCE), year)), by=BY
    )
    digest = cells_digest(cells_of(cast().city.pk, year))
    order = ReleaseOrder(
        jurisdiction_id=cast().city.pk, year=year, note="Synthetic release of the bench", cells_hash=digest,
        min_enterprises=1,
    )  # fmt: skip
    job = request_release(order=order, by=cast().actor("inventory_compiler"))
    wait_for([job.pk])
    return InventoryRelease.objects.get(jurisdiction=cast().city, year=year)


def area_drafts(made: World, count: int, year: int) -> Iterator[AreaDraft]:
    """Area sources of both kinds in every district: computed from activity, or stated with their gases."""
    places = cycle([(one.code, sector.code) for one in made.districts for sector in made.sectors])
    for number, (district, sector) in zip(range(count), places, strict=False):
        common = {
            "code": f"AREA-{number:05}", "year": year, "district": district, "sector": sector,
            "source": "Synthetic statistics", "is_synthetic": True,
        }  # fmt: skip
        if number % 3 == 0:
            stated = {"co2_t": f"{number + 1}.25", "ch4_t": "0.125"}
            yield AreaDraft(**common, basis="stated", stated=stated, provenance="estimate")
            continue
        fuel, unit = FUELS[number % len(FUELS)]
        yield AreaDraft(
            **common, fuel=fuel, unit=unit, quantity=f"{100 + number}.5", method="cn.combustion.ncv_cc_of",
            factor_sets=(SET,),
        )  # fmt: skip


def released() -> tuple[object, ...]:
    """Digests of everything a release holds or stands on."""
    with connection.cursor() as cursor:
        cursor.execute(RELEASED)
        row = cursor.fetchone()
    assert row is not None
    return row


def digest_of(row: tuple[object, ...]) -> str:
    """One digest of them all, for the figures kept."""
    return sha256("|".join(str(part) for part in row).encode()).hexdigest()
