"""Processes and servers of a fault test; whatever it started is gone afterwards."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from mrv import embedded
from mrv.embedded import redis as redis_server
from mrv.embedded.places import Places, ServiceUser
from tests.factories import World
from tests.faults import play
from tests.faults.processes import Plant


@pytest.fixture
def plant(process_environment: Callable[..., dict[str, str]], tmp_path: Path) -> Iterator[Plant]:
    """Real processes on the database of the test and an empty broker."""
    broker = redis.Redis.from_url(embedded.redis_url())
    broker.flushdb()
    broker.close()
    made = Plant(tmp_path, process_environment())
    yield made
    made.stop()


@pytest.fixture
def cast(transactional_db: None) -> World:
    """The people and the factors."""
    return play.cast()


@pytest.fixture
def own_places() -> Iterator[Places]:
    """A place for servers that a test may kill, apart from those of all other tests, also of those beside it."""
    folder = Path(os.environ["MRV_VAR"]).resolve() / f"faults-{os.environ['MRV_REDIS_DB']}"
    places = Places(folder, ServiceUser.current())
    yield places
    places.remove()


@pytest.fixture
def own_broker(own_places: Places) -> Iterator[Places]:
    """A Redis of the test's own."""
    redis_server.ensure(own_places)
    yield own_places
    redis_server.stop(own_places)
