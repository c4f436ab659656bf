"""P5, P6: what one approval costs in a small and in a large city; what a recount of everything costs."""

from functools import partial

from django.db import connection

from bench import database
from bench.database import LARGE as LARGE_DATABASE
from bench.database import MAIN, undone
from bench.harness import Comparison, Turns, at_most, compare, measure
from bench.large import FACILITIES, LARGE, ONE_REPORT, YEARS, cities, lines_in_all
from inventory.models import Posting
from inventory.selectors.recount import discrepancies, recounted
from inventory.services.converge_version import Converged, converge_version
from mrv.core.actor import system_actor
from reporting.models import ReportVersion
from reporting.states import COUNTED

BY = system_actor("bench")
MOST_MS = 5.0
RECOUNTED_YEARS = list(YEARS)[:3]
PLAIN = """
    SELECT report.compliance_year, facility.district_id, facility.sector_id, line.fuel, line.scope, line.gwp_set_code,
        sum(line.co2_t), sum(line.biogenic_co2_t), sum(line.ch4_t), sum(line.n2o_t), sum(line.fgas_co2e_t),
        sum(line.co2e_t), count(*)
    FROM reporting_emissionline line
    JOIN reporting_reportversion version ON version.id = line.version_id
    JOIN reporting_emissionsreport report ON report.id = version.report_id
    JOIN core_facility facility ON facility.id = report.facility_id
    WHERE version.state = ANY(%s) AND report.compliance_year = ANY(%s)
    GROUP BY 1, 2, 3, 4, 5, 6
"""


@measure(
    "P5",
    what="Roll one approved report of a hundred lines up into the city, among a million lines",
    against="the same among 100,000 lines",
    goal=at_most(1.5),
)
def one_approval() -> Comparison:
    cities()
    unposted = {name: _unposted(name) for name in (MAIN, LARGE_DATABASE)}
    found = compare(
        partial(_post, unposted[LARGE_DATABASE]),
        partial(_post, unposted[MAIN]),
        Turns(before_ours=lambda: _ready(unposted, LARGE_DATABASE), before_reference=lambda: _ready(unposted, MAIN)),
    )
    database.use(MAIN)
    ms = 1000 * found.ours_seconds
    note = f"{ms:.1f} ms among {lines_in_all(LARGE)} lines (goal <= {MOST_MS:.0f} ms)"
    return found.noted(note, also_met=ms <= MOST_MS)


def _unposted(name: str) -> int:
    """A decided version that is not in the cells yet: one is taken out."""
    database.use(name)
    version = ReportVersion.objects.filter(runs__line_count=ONE_REPORT, state="decided").order_by("pk")[0]
    posting = Posting.objects.get(version=version, reversed_at__isnull=True)
    ReportVersion.objects.filter(pk=version.pk).update(state="withdrawn")
    assert converge_version(version_id=version.pk, by=BY) is Converged.TAKEN_OUT
    with database.filling(name) as session:
        session.execute("UPDATE reporting_reportversion SET state = 'decided' WHERE id = %s", [version.pk])
        for part in ("postingentry", "postingspread"):
            session.execute(f"DELETE FROM inventory_{part} WHERE posting_id = %s", [posting.pk])
        session.execute("DELETE FROM inventory_posting WHERE id = %s", [posting.pk])
    return version.pk


def _ready(unposted: dict[str, int], name: str) -> None:
    database.use(name)
    for _ in range(3):
        _post(unposted[name])


def _post(version_id: int) -> None:
    with undone():
        assert converge_version(version_id=version_id, by=BY) is Converged.POSTED


@measure(
    "P6",
    what="Recount three years of the city from the lines, every cell, by gas",
    against="one plain GROUP BY over the same lines",
    goal=at_most(1.6),
)
def full_recount() -> Comparison:
    cities()
    database.use(LARGE_DATABASE)
    found = compare(partial(recounted, RECOUNTED_YEARS), _plain)
    assert not list(discrepancies([RECOUNTED_YEARS[-1]]))
    database.use(MAIN)
    lines = FACILITIES * LARGE * len(RECOUNTED_YEARS)
    return found.noted(f"{lines / found.ours_seconds / 1e6:.2f} million lines/s; equal to the cells to the last digit")


def _plain() -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [sorted(COUNTED), RECOUNTED_YEARS])
        cursor.fetchall()
