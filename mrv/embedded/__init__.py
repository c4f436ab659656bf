"""Embedded PostgreSQL 18 and Redis, used when DATABASE_URL or REDIS_URL is not set.

Rule: a checkout must run from wheels alone, as root or as an ordinary user, beside other checkouts, and
come back by itself after kill -9 (docs/decisions/0002-embedded-servers.md). The addresses are a pure
function of the place of the checkout, so settings know them without starting anything.
"""

import os

from mrv.embedded import postgres, redis
from mrv.embedded.places import Places
from mrv.embedded.postgres import postgres_url
from mrv.embedded.redis import redis_url

__all__ = [
    "ensure_postgres",
    "ensure_redis",
    "ensure_services",
    "postgres_url",
    "redis_url",
    "remove",
    "status",
    "stop",
]


def ensure_postgres(role: str = "app_rt") -> str:
    """Start the embedded PostgreSQL unless it already answers; return its address for `role`."""
    places = Places.current()
    postgres.ensure(places)
    return postgres_url(role)


def ensure_redis() -> str:
    """Start the embedded Redis unless it already answers; return its address."""
    redis.ensure(Places.current())
    return redis_url()


def ensure_services() -> None:
    """Start whichever server the environment does not name; nothing when MRV_NO_SERVICES=1."""
    if os.environ.get("MRV_NO_SERVICES") == "1":
        return
    if not os.environ.get("DATABASE_URL"):
        ensure_postgres()
    if not os.environ.get("REDIS_URL"):
        ensure_redis()


def stop() -> list[str]:
    """Stop the servers of this checkout, by process id; return one line per server stopped."""
    places = Places.current()
    with places.locked():
        return [line for line in (redis.stop(places), postgres.stop(places)) if line]


def status() -> list[str]:
    """One line per server: running with its process id and address, or stopped."""
    places = Places.current()
    return [postgres.describe(places), redis.describe(places)]


def remove() -> None:
    """Stop the servers and delete their data."""
    stop()
    Places.current().remove()
