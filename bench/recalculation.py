"""P4, second half, and P18: what real workers make of calculation and recalculation.

P4: the same reports computed by two worker processes and by one, from the bell to the last commit. P18: a thousand
reports recalculated; of the time one worker was there for it, from the order to the report, how much was spent in the
bodies of tasks - planning, parts, closing - and not on messages, leases and waiting.
"""

from functools import partial
from statistics import median
from time import perf_counter

from bench.city import cast
from bench.declared_city import MONTHS, not_computed, submitted_reports
from bench.harness import PAIRS, Comparison, Turns, at_least, compare, measure
from bench.workers import Workers, wait_for, work_on, workers
from inventory.models import Recalculation
from inventory.services.plan_recalculation import PART
from inventory.services.start_recalculation import start_recalculation
from inventory.states import FactorChoice
from mrv.celery import app
from mrv.core.actor import system_actor

BY = system_actor("bench")
CALCULATE = "reporting:calculate"
LARGE_REPORTS, LARGE_STREAMS, LARGE_YEAR = 24, 84, 2015
# A year apart from those of the large city, whose lines are not computed.
REPORTS, STREAMS, YEAR = 1000, 10, 2021
LEAST_BODY = 0.05


@measure(
    "P4B",
    what="Compute 24 submitted reports of 1,008 rows in two worker processes",
    against="the same in one worker process",
    goal=at_least(1.70),
)
def two_workers() -> Comparison:
    versions = submitted_reports(LARGE_REPORTS, streams=LARGE_STREAMS, year=LARGE_YEAR)
    ready = partial(not_computed, versions)
    with workers(2, queue="two"), workers(1, queue="one"):
        found = compare(
            partial(work_on, CALCULATE, versions, queue="two"),
            partial(work_on, CALCULATE, versions, queue="one"),
            Turns(before_ours=ready, before_reference=ready, most_runs=1),
        )
    lines = LARGE_REPORTS * LARGE_STREAMS * MONTHS
    rates = (lines / found.ours_seconds, lines / found.reference_seconds)
    return found.noted("{:,.0f} against {:,.0f} lines/s, database server on the same processors".format(*rates))


@measure(
    "P18",
    what="Recalculate 1,000 reports of 120 rows in a worker: its time from the order to the report",
    against="the sum of the task bodies in that time",
    goal=at_least(0.90),
)
def share_of_bodies() -> Comparison:
    versions = submitted_reports(REPORTS, streams=STREAMS, year=YEAR)
    with workers(2, queue="first"):
        work_on(CALCULATE, versions, queue="first")
    app.control.purge()
    with workers(2) as both:
        both_share = median(_spent(both, 2)[0] for _ in range(3))
    with workers(1) as alone:
        _spent(alone, 1)
        found = [_spent(alone, 1) for _ in range(PAIRS)]
        parts = sorted(body.seconds for body in alone.bodies() if body.kind == PART)
    lines = REPORTS * STREAMS * MONTHS
    seconds = median(wall for _, wall in found)
    return Comparison([1 / share for share, _ in found], ours_seconds=seconds).noted(
        f"{lines / seconds:,.0f} lines/s; a part takes {parts[0]:.2f} to {parts[-1]:.2f} s (goal >= 0.05 s); "
        f"{both_share:.2f} of the time of two workers, of which one waits while the last part is computed",
        also_met=parts[0] >= LEAST_BODY,
    )


def _spent(running: Workers, count: int) -> tuple[float, float]:
    """Share of the time of all processes spent in task bodies, and the seconds from the order to the report."""
    before = len(running.bodies())
    started = perf_counter()
    order = recalculated()
    wall = perf_counter() - started
    assert order.stored_digest == order.result_digest != ""
    return sum(body.seconds for body in running.bodies()[before:]) / (count * wall), wall


def recalculated() -> Recalculation:
    """A recalculation of the year, ordered, computed by the workers, reported."""
    order = ordered(YEAR)
    wait_for([order.job_id])
    order.refresh_from_db()
    return order


def ordered(year: int) -> Recalculation:
    """A recalculation of a year with the sets the reports pin."""
    return start_recalculation(jurisdiction=cast().city, year=year, sets=FactorChoice.PINNED, by=BY)
