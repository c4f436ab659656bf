"""A Redis cache whose absence is slow, not fatal: a lost cache must not refuse a submission (fault F8).

Only counters that protect signing in fail closed, and those are kept in the database (django-axes).
"""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache that answers as if empty while Redis is away."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"socket_timeout": 1.0, "socket_connect_timeout": 0.5, "retry": Retry(NoBackoff(), 0)}
        if server.startswith("unix://"):
            del options["socket_connect_timeout"]
        params["OPTIONS"] = options | params.get("OPTIONS", {})
        super().__init__(server, params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as error:
            return _missing("get", error, default)

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except RedisError as error:
            _missing("set", error, None)

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        try:
            return bool(super().add(key, value, timeout, version))
        except RedisError as error:
            return bool(_missing("add", error, True))

    def touch(self, key: Any, timeout: Any = 300, version: int | None = None) -> bool:
        try:
            return bool(super().touch(key, timeout, version))
        except RedisError as error:
            return bool(_missing("touch", error, False))

    def delete(self, key: Any, version: int | None = None) -> bool:
        try:
            return bool(super().delete(key, version))
        except RedisError as error:
            return bool(_missing("delete", error, False))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        try:
            return dict(super().get_many(keys, version))
        except RedisError as error:
            return dict(_missing("get_many", error, {}))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        try:
            return bool(super().has_key(key, version))
        except RedisError as error:
            return bool(_missing("has_key", error, False))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        try:
            return int(super().incr(key, delta, version))
        except RedisError as error:
            return int(_missing("incr", error, delta))


def _missing(verb: str, error: RedisError, answer: Any) -> Any:
    log.warning("cache %s without Redis: %s", verb, error)
    return answer
