"""P12: the sums behind the dashboard - matrix of a year and trend over all years - in a small and in a large city."""

from functools import partial

from bench import database
from bench.city import cast
from bench.database import LARGE as LARGE_DATABASE
from bench.database import MAIN
from bench.harness import Comparison, Turns, at_most, compare, measure
from bench.large import LARGE, YEARS, cities, lines_in_all
from inventory.selectors.sums import live_source, sums
from inventory.tables.axes import Axis
from inventory.tables.request import TableRequest

MOST_MS = 50.0


@measure(
    "P12",
    what="Sums of the dashboard: sector x district of one year, trend of ten years, above a million lines",
    against="the same above 100,000 lines",
    goal=at_most(2.0),
)
def dashboard() -> Comparison:
    cities()
    found = compare(
        _sums,
        _sums,
        Turns(before_ours=partial(_ready, LARGE_DATABASE), before_reference=partial(_ready, MAIN)),
    )
    database.use(MAIN)
    ms = 1000 * found.ours_seconds
    return found.noted(
        f"{ms:.0f} ms above {lines_in_all(LARGE)} lines (goal <= {MOST_MS:.0f} ms)", also_met=ms <= MOST_MS
    )


def _ready(name: str) -> None:
    database.use(name)
    _sums()


def _sums() -> None:
    made = cast()
    official = made.actor("regulator")
    one = sums(live_source(made.city, [YEARS[-1]], official), TableRequest())
    trend = sums(live_source(made.city, list(YEARS), official), TableRequest(by=(Axis.YEAR,)))
    assert one.sums
    assert len(trend.sums) == len(YEARS)
