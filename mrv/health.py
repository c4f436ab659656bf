"""Is the process alive, and is the platform ready: /healthz and /readyz.

Readiness proves the whole path: database, migrations, Redis, and a task that a worker really consumed.
Liveness touches nothing, so a full disk or a lost database can still be told from a dead process.
"""

import hmac
import os
import time
from collections.abc import Callable

import redis
from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from redis.backoff import NoBackoff
from redis.retry import Retry

LAST_TASK = "health:last-task"
TASK_SILENCE_SECONDS = 60
_migrated: list[bool] = []


@shared_task(name="mrv.health.prove_life", ignore_result=True, soft_time_limit=20, time_limit=30)
def prove_life() -> None:
    """Record that a worker consumed a task just now."""
    cache.set(LAST_TASK, time.time(), timeout=24 * 3600)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every part works, else 503; names the parts that do not and why."""
    results = {name: _result(check) for name, check in CHECKS.items()}
    is_ready = all(result == "ok" for result in results.values())
    body = {"status": "ready" if is_ready else "not ready", "checks": results}
    return JsonResponse(body, status=200 if is_ready else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus metrics of all processes, for the holder of MRV_METRICS_TOKEN; nobody else finds the page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token: str = settings.MRV_METRICS_TOKEN
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        raise Http404
    registry: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _result(check: Callable[[], str]) -> str:
    """The outcome of one check. Reasons are ours, never a server's: this page is public."""
    try:
        return check() or "ok"
    except (DatabaseError, redis.RedisError, OSError) as error:
        return f"does not answer ({type(error).__name__})"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    if not _migrated:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            return f"{len(missing)} migrations not applied"
        _migrated.append(True)  # a process never sees migrations undone
    return ""


def _redis() -> str:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, retry=Retry(NoBackoff(), 0))
    with client:
        client.ping()
    return ""


def _worker() -> str:
    last = cache.get(LAST_TASK)
    if last is None:
        return "no task consumed yet"
    silence = time.time() - float(last)
    return f"no task consumed for {silence:.0f} s" if silence > TASK_SILENCE_SECONDS else ""


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "redis": _redis,
    "worker": _worker,
}
