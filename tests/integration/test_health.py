"""/healthz, /readyz and /metrics say what works, to whom they should."""

import time

import pytest
from django.core.cache import cache
from django.test import Client

from mrv import health

# Workers of fault tests consume tasks too, and say so at the same place.
pytestmark = pytest.mark.xdist_group("faults")


def test_living_process_says_so_without_a_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}


def test_platform_is_ready_when_a_worker_consumed_a_task_just_now(db: None, client: Client) -> None:
    health.prove_life()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "checks": {"database": "ok", "migrations": "ok", "redis": "ok", "worker": "ok"},
    }


def test_platform_is_not_ready_when_workers_are_silent(db: None, client: Client) -> None:
    cache.set(health.LAST_TASK, time.time() - 300)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"].startswith("no task consumed for 30")


def test_lost_redis_is_named_and_costs_no_wait(db: None, client: Client, settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    started = time.monotonic()
    answer = client.get("/readyz")
    assert answer.json()["checks"]["redis"] == "does not answer (ConnectionError)"
    assert time.monotonic() - started < 2


def test_cache_without_redis_answers_as_if_empty(settings) -> None:
    from mrv.cache import ForgivingRedisCache

    lost = ForgivingRedisCache("unix:///nowhere/redis.sock", {})
    lost.set("name", 1)
    assert lost.get("name", "nothing") == "nothing"
    assert lost.get_many(["name"]) == {}
    assert lost.add("name", 1) is True
    assert lost.incr("count") == 1
    assert not lost.has_key("name")


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong"])
def test_metrics_do_not_exist_without_the_token(client: Client, settings, given: str) -> None:
    settings.MRV_METRICS_TOKEN = "the-token"
    assert client.get("/metrics", headers={"authorization": given}).status_code == 404


def test_holder_of_the_token_reads_metrics(client: Client, settings) -> None:
    settings.MRV_METRICS_TOKEN = "the-token"
    answer = client.get("/metrics", headers={"authorization": "Bearer the-token"})
    assert answer.status_code == 200
    assert b"django_http_requests" in answer.content


def test_request_above_the_limit_is_refused_before_it_is_read(client: Client, settings) -> None:
    settings.MRV_MAX_REQUEST_BYTES = 10
    answer = client.post("/healthz", data="12345678901", content_type="text/plain")
    assert answer.status_code == 413
