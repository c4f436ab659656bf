"""The cast with plans and factors, and a signed-in client per person."""

import pytest
from django.test import Client

from tests.factories import World, world
from tests.reporting_cast import prepare
from tests.support import signed_in


@pytest.fixture
def cast(db: None) -> World:
    made = world()
    prepare(made)
    return made


@pytest.fixture
def reporter(cast: World) -> Client:
    return signed_in(cast.people["reporter"])


@pytest.fixture
def signer(cast: World) -> Client:
    return signed_in(cast.people["responsible_person"])
