"""P16: signing and submitting a report, with checks, digest, audit, outbox and job, against a bare insert."""

from collections.abc import Iterator

from django.db import connection

from bench.city import YEAR, cast
from bench.harness import PAIRS, Comparison, Turns, at_most, compare, measure
from mrv.core.models import FactorSet
from reporting.models import EmissionsReport, ReportVersion
from reporting.services.check_version import check_version
from reporting.services.replace_activity import replace_activity
from reporting.services.submit_version import submit_version
from tests.factories import facility
from tests.reporting_cast import full_rows

RUNS = 10
BARE = "INSERT INTO core_outboxevent (name, subject_id, payload, occurred_at, occurred_by) VALUES ('bench', 1, '{}', now(), '')"


@measure(
    "P16",
    what="Submit a checked report of 24 rows: digest, state, audit, outbox, job, commit",
    against="one bare INSERT and commit",
    goal=at_most(2.0),
)
def submission() -> Comparison:
    drafts = iter(list(_drafts(PAIRS * RUNS + 1)))
    signer = cast().actor("responsible_person")

    def ours() -> None:
        submit_version(version=next(drafts), by=signer)

    found = compare(ours, _bare, Turns(most_runs=RUNS))
    return found.noted(f"{1000 * found.ours_seconds:.1f} ms against {1000 * found.reference_seconds:.1f} ms")


def _bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE)


def _drafts(count: int) -> Iterator[ReportVersion]:
    made = cast()
    plan = made.facility.plans.get(number=1)
    sets = list(FactorSet.objects.values_list("pk", flat=True))
    for number in range(count):
        site = facility(made.enterprise, f"SUBMIT-{number}", district=made.districts[0], sector=made.sectors[0])
        report = EmissionsReport.objects.create(facility=site, compliance_year=YEAR)
        version = ReportVersion.objects.create(report=report, number=1, plan=plan, factor_set_ids=sets)
        assert not replace_activity(version=version, rows=full_rows(), by=made.actor("reporter"))
        check_version(version=version)
        version.check_results.filter(severity="warning").update(explanation="The invoice is on file.")
        yield version
