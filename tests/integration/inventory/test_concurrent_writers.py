"""F14: four writers on the same cells, in opposite orders, never lock each other out and lose nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from inventory.models import InventoryCell, Posting
from inventory.selectors.recount import discrepancies
from inventory.services.converge_version import converge_version
from reporting.models import ReportVersion
from tests.factories import facility, world
from tests.integration.inventory.factories import BY, Line, concluded_version, move

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, VERSIONS = 4, 40
FUELS = ["raw_coal", "diesel", "natural_gas", "electricity", "gasoline"]


def apply_all(version_ids: list[int]) -> None:
    """One writer: its own connection, its own order."""
    try:
        for version_id in version_ids:
            converge_version(version_id=version_id, by=BY)
    finally:
        connection.close()


def run_writers(version_ids: list[int]) -> None:
    """Every version goes to two writers, which meet it in opposite orders."""
    turns = [
        version_ids,
        version_ids[::-1],
        version_ids[::2] + version_ids[1::2],
        version_ids[1::2] + version_ids[::2],
    ]
    with ThreadPoolExecutor(WRITERS) as pool:
        for outcome in [pool.submit(apply_all, turn) for turn in turns]:
            outcome.result(timeout=60)


def test_f14_four_writers_on_the_same_cells_never_deadlock() -> None:
    city = world()
    versions = []
    for number in range(VERSIONS):
        site = facility(city.enterprise, f"W-{number}", district=city.districts[0], sector=city.sectors[0])
        fuels = FUELS if number % 2 else FUELS[::-1]
        version = concluded_version(site, [Line("10.000001", fuel=fuel, ch4="0.1", n2o="0.2") for fuel in fuels])
        versions.append(move(version, "decide").pk)
    run_writers(versions)
    assert Posting.objects.count() == VERSIONS
    assert InventoryCell.objects.get(fuel="diesel", gas="CO2").line_count == VERSIONS
    assert not list(discrepancies([2017]))
    for version in ReportVersion.objects.filter(pk__in=versions[: VERSIONS // 2]):
        move(version, "withdraw", "Declared by mistake")
    run_writers(versions)
    assert InventoryCell.objects.get(fuel="diesel", gas="CO2").line_count == VERSIONS // 2
    assert not list(discrepancies([2017]))
