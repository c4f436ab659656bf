"""A library with real sets: contradicting fuel defaults, grid factors of several years, warming potentials."""

from collections.abc import Iterator

import pytest
from django.utils import timezone, translation

from mrv.core.models import FactorSet
from mrv.core.services.reference.load_factor_set import load_factor_set
from mrv.core.services.reference.load_fuels import load_fuels
from mrv.core.services.reference.load_gwp_sets import load_gwp_sets
from mrv.core.services.reference.system_principal import LOADER, RELEASE_CHECK, system_principal
from mrv.reference import load_factor_set as read_set
from tests.factories import World, world

CODES = ("NDRC-2015", "MEE-PLATFORM", "CN-GRID-AVG", "SH-ETS")


@pytest.fixture
def library(db: None) -> dict[str, FactorSet]:
    """Released sets by code."""
    at, loader, check = timezone.now(), system_principal(LOADER), system_principal(RELEASE_CHECK)
    load_fuels(by=loader, at=at)
    load_gwp_sets(by=loader, at=at)
    for code in CODES:
        load_factor_set(read_set(code), proposer=loader, releaser=check, at=at)
    return {found.code: found for found in FactorSet.objects.all()}


@pytest.fixture
def cast(db: None) -> World:
    """The people."""
    return world()


@pytest.fixture
def english() -> Iterator[None]:
    """Words in English."""
    with translation.override("en"):
        yield
