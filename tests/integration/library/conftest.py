"""A library with real sets: contradicting fuel defaults, grid factors of several years, warming potentials."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from mrv.core.models import FactorSet
from tests.factories import World, world
from tests.integration.library.cast import load_library


@pytest.fixture
def library(db: None) -> dict[str, FactorSet]:
    """Released sets by code."""
    return load_library()


@pytest.fixture
def cast(db: None) -> World:
    """The people."""
    return world()


@pytest.fixture
def english() -> Iterator[None]:
    """Words in English."""
    with translation.override("en"):
        yield
