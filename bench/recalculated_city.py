"""A city of a million lines computed, released and recalculated by two workers; some are killed: python -m bench.recalculated_city.

What is held to: the recalculation whose workers were killed ends with the digests of the one left alone, parts that
were done stay done, and nothing stored changes: no line, no area source, no cell, and of the release no figure, no digest
and no byte of its signed bundle. `--lines 20000` does the same in a small city. `--keep` makes the figures those of docs/speed.md.
"""

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psutil

from bench import database
from bench.results import machine

LINES, STREAMS, YEAR = 1_000_000, 84, 2015
COUNT = 2
CITY = "city.json"
STORED = """
    SELECT (SELECT md5(string_agg(concat_ws('|', id, state, result_hash, total_co2e_t), ',' ORDER BY id))
            FROM reporting_reportversion),
        count(*), sum(co2e_t), max(id), max(xmin::text::bigint), (SELECT count(*) FROM reporting_calculationrun),
        (SELECT coalesce(sum(co2e_t), 0) FROM inventory_inventorycell)
    FROM reporting_emissionline
"""


@dataclass
class Watch:
    """What was seen from outside while the workers were at it."""

    seconds: float = 0.0
    memory_mib: int = 0
    shown: list[int] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """0 when everything held."""
    parser = argparse.ArgumentParser(prog="python -m bench.recalculated_city")
    parser.add_argument("--lines", type=int, default=LINES, help="at least so many lines")
    parser.add_argument("--keep", action="store_true", help="make the figures those of docs/speed.md")
    options = parser.parse_args(arguments)
    database.prepare_environment()
    import django

    django.setup()
    database.create()
    try:
        found = _measured(options.lines)
    finally:
        database.drop()
    print(json.dumps(found, indent=1))
    if options.keep:
        _keep(found)
    return 0


def _measured(lines: int) -> dict[str, Any]:
    from bench.declared_city import MONTHS, submitted_reports
    from bench.released_city import digest_of, release_city, released
    from bench.workers import work_on, workers
    from inventory.services.plan_recalculation import PART

    reports = -(-lines // (STREAMS * MONTHS))
    lines = reports * STREAMS * MONTHS
    with _told(f"Declare {lines:,} lines in {reports:,} reports"):
        versions = submitted_reports(reports, streams=STREAMS, year=YEAR)
    with workers(COUNT, queue="first"), _told("Compute them"):
        started = time.monotonic()
        work_on("reporting:calculate", versions, queue="first")
        computing = time.monotonic() - started
    with workers(COUNT, has_clock=True), _told("Post and release them with area sources"):
        release = release_city(versions, lines=lines, year=YEAR)
    _forget_messages()
    before, published = _stored(), released()
    assert (release.version_count, release.line_count) == (reports, lines + release.area_source_count)
    with workers(COUNT) as alone, _told("Recalculate, left alone"):
        order, calm = _recalculated(alone.process.pid, lambda done: None)
        parts = sorted(body.seconds for body in alone.bodies() if body.kind == PART)
    with ExitStack() as running, _told("Recalculate, a child and then the worker killed"):
        killer = Killer(running)
        again, rough = _recalculated(killer.pid, killer.at)
    assert (again.stored_digest, again.result_digest) == (order.stored_digest, order.result_digest)
    assert order.stored_digest == order.result_digest != ""
    assert _stored() == before, "something stored changed"
    assert released() == published, "something released changed"
    held = again.sources.values_list("origin", flat=True)
    assert (len(held), list(held).count("area_source")) == (
        reports + release.area_source_count,
        release.area_source_count,
    )
    tries = list(again.parts.values_list("job__attempt", flat=True))
    return {
        "date": datetime.now(UTC).date().isoformat(), "machine": machine(), "lines": lines, "reports": reports,
        "area_sources": release.area_source_count, "released_digest": digest_of(published),
        "workers": COUNT, "computed_per_second": round(lines / computing), "seconds": round(calm.seconds, 1),
        "lines_per_second": round(lines / calm.seconds), "parts": len(parts),
        "shortest_part_seconds": round(parts[0], 2), "longest_part_seconds": round(parts[-1], 2),
        "memory_mib": max(calm.memory_mib, rough.memory_mib), "shown_percent": calm.shown,
        "killed_seconds": round(rough.seconds, 1), "parts_done_again": sum(tried > 1 for tried in tries),
        "result_digest": order.result_digest,
    }  # fmt: skip


class Killer:
    """Starts workers, kills one child when a quarter of the parts is over and all of them at the half; starts others."""

    def __init__(self, running: ExitStack) -> None:
        self._running = running
        self._deeds: list[tuple[float, Callable[[], None]]] = [(0.25, self._kill_child), (0.5, self._kill_all)]
        self._start()

    def _start(self) -> None:
        from bench.workers import workers

        self.workers = self._running.enter_context(workers(COUNT, has_clock=True))
        self.pid = self.workers.process.pid

    def at(self, done: float) -> None:
        """Do what is due at this share of the work."""
        if self._deeds and done >= self._deeds[0][0]:
            self._deeds.pop(0)[1]()

    def _kill_child(self) -> None:
        os.kill(_busiest(self.pid), signal.SIGKILL)

    def _kill_all(self) -> None:
        self.workers.kill()
        self._start()


def _busiest(pid: int) -> int:
    """The child that spent most processor time: it has a part in hand."""
    return max(psutil.Process(pid).children(), key=lambda child: child.cpu_times().user).pid


def _recalculated(pid: int, at: Callable[[float], None]) -> tuple[Any, Watch]:
    from bench.recalculation import ordered
    from inventory.selectors.recalculation import progress_of

    watch, started = Watch(), time.monotonic()
    order = ordered(YEAR)
    while True:
        order.job.refresh_from_db()
        now = progress_of(order)
        watch.memory_mib = max(watch.memory_mib, _memory_mib(pid))
        share = now.lines_done / now.lines if now.lines else 0.0
        if not watch.shown or watch.shown[-1] != int(100 * share):
            watch.shown.append(int(100 * share))
        if now.is_over:
            break
        at(share)
        time.sleep(0.1)
    watch.seconds = time.monotonic() - started
    assert order.job.state == "done", order.job.error
    order.refresh_from_db()
    return order, watch


def _memory_mib(pid: int) -> int:
    """The largest resident set of a child."""
    try:
        sizes = [child.memory_info().rss for child in psutil.Process(pid).children()]
    except psutil.NoSuchProcess:
        return 0
    return max(sizes, default=0) // 2**20


def _stored() -> object:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(STORED)
        return cursor.fetchone()


def _forget_messages() -> None:
    """Jobs that others would do after a calculation are no part of this measure."""
    from mrv.celery import app
    from mrv.core.models import Job

    app.control.purge()
    Job.objects.filter(state="queued").update(state="done")


@contextmanager
def _told(what: str) -> Iterator[None]:
    print(f"{what} ...", end=" ", flush=True)
    started = time.monotonic()
    yield
    print(f"{time.monotonic() - started:.0f} s", flush=True)


def _keep(found: dict[str, Any]) -> None:
    from bench.__main__ import BASELINE, PAGE
    from bench.page import write_page

    path = BASELINE.with_name(CITY)
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    write_page(BASELINE, PAGE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
