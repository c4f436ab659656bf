"""A city built once per module: power, transport and cement in two districts, with the real code systems."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from mrv.core.actor import system_actor
from mrv.core.models import Sector
from mrv.core.services.reference.load_factor_set import load_factor_set
from mrv.core.services.reference.load_gwp_sets import load_gwp_sets
from mrv.core.services.reference.load_sectors import load_sectors
from mrv.core.services.reference.system_principal import system_principal
from mrv.reference import load_factor_set as read_factor_set
from tests.factories import World, facility, world
from tests.integration.inventory import recalculating
from tests.integration.inventory.factories import Line, concluded_version, move
from tests.support import run_jobs

LOADER = system_actor("reference")
SITES = [("POW", 0, "S39"), ("BUS", 1, "S43"), ("CEM", 1, "S27")]
DECLARED = {
    "POW": [Line("1000", fuel="raw_coal", ch4="0.1", n2o="0.2"), Line("30", fuel="electricity", scope=2)],
    "BUS": [
        Line("500", fuel="diesel"),
        Line("200", fuel="kerosene"),
        Line("70", fuel="electricity", scope=2),
    ],
    "CEM": [Line("40", fuel="raw_coal"), Line("60", fuel="cement"), Line("0", fuel="wood", biogenic="5")],
}


def populated() -> World:
    """The cast, the code systems and three decided reports."""
    made = world()
    load_sectors(by=LOADER, at=timezone.now())
    load_gwp_sets(by=LOADER, at=timezone.now())
    for code, place, sector in SITES:
        where, what = made.districts[place], Sector.objects.get(system="inventory", code=sector)
        site = facility(made.enterprise, code, district=where, sector=what)
        move(concluded_version(site, DECLARED[code]), "decide")
    run_jobs()
    return made


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The populated city, rolled back after the module; tests add to it within their own transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield populated()
        transaction.set_rollback(True)


@pytest.fixture
def town(city: World) -> World:
    """The city with the demonstration's factor set in force."""
    proposer, releaser = system_principal("system-proposer"), system_principal("system-releaser")
    load_factor_set(read_factor_set("CEADS-SH"), proposer=proposer, releaser=releaser, at=timezone.now())
    return city


@pytest.fixture(scope="module")
def computed_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Two decided reports and an area source, really computed, rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield recalculating.computed()
        transaction.set_rollback(True)


@pytest.fixture
def computed_city(computed_once: World, db: None) -> World:
    """The computed city; each test adds to it within its own transaction."""
    return computed_once
