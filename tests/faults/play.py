"""Reports to submit, and the oracle that every fault test ends with."""

from collections import Counter
from typing import Any

from django.utils import timezone

from inventory.models import Posting
from inventory.selectors.recount import discrepancies
from mrv.core.actor import actor_for, system_actor
from mrv.core.models import AuditEvent, Job
from mrv.core.services.ledger import seal_ledger, verify_ledger
from reporting.calculation.build import engine_build
from reporting.calculation.lines import compute
from reporting.calculation.loading import load_library, load_streams
from reporting.calculation.records import Recorder, digest
from reporting.models import CalculationRun, ReportVersion
from reporting.services.check_version import check_version
from reporting.services.explain_check import explain_check
from reporting.services.move_version import move_version
from reporting.services.open_report import open_report
from reporting.services.replace_activity import replace_activity
from reporting.services.submit_version import content_digest, submit_version
from reporting.states import COUNTED
from tests.factories import World, facility, world
from tests.faults.processes import until
from tests.reporting_cast import factor_set, gwp_set, monitoring_plan, month_rows

YEAR = 2020
PLATFORM = system_actor("test")
DONE_SECONDS = 100
MOVE = "reporting:report_version:"


def cast() -> World:
    """The standard cast with factors."""
    made = world()
    gwp_set()
    factor_set(made.people["factor_steward"], made.people["second_factor_steward"])
    return made


def draft(made: World, number: int) -> ReportVersion:
    """A complete draft of a facility of its own, with digits of its own."""
    site = facility(made.enterprise, f"SITE-{number}", district=made.districts[number % 2], sector=made.sectors[0])
    monitoring_plan(site)
    version = open_report(facility=site, compliance_year=YEAR, by=made.actor("reporter"))
    diesel = month_rows(quantity=f"{100 + number}.25", evidence_ref=f"D-{number}")
    power = month_rows("electricity", f"{1000 + 7 * number}", "MWh", evidence_ref=f"P-{number}")
    assert replace_activity(version=version, rows=diesel + power, by=made.actor("reporter")) == []
    for result in check_version(version=version):
        if result.severity == "warning":
            explain_check(result=result, text="The supplier's invoice is on file.", by=made.actor("reporter"))
    return version


def drafts(made: World, count: int) -> list[ReportVersion]:
    """Several of them."""
    return [draft(made, number) for number in range(count)]


def submit(version: ReportVersion) -> ReportVersion:
    """Sign it in this process, which rings the workers."""
    from mrv.core.models import Person

    return submit_version(version=version, by=actor_for(Person.objects.get(username="responsible_person")))


def all_over() -> bool:
    """Whether no job waits or runs."""
    return not Job.objects.filter(state__in=["queued", "running"]).exists()


def settle(seconds: float = DONE_SECONDS) -> float:
    """Wait until the workers have nothing left to do; the seconds it took."""
    return until(all_over, seconds, "every job over")


def decide(versions: list[ReportVersion]) -> None:
    """Let every computed version count; the workers roll it up."""
    for version in versions:
        for name in ("assign", "start_review", "conclude", "decide"):
            move_version(name, version=version, by=PLATFORM)


def faultless_digits(version: ReportVersion) -> str:
    """The result hash a run without any fault has: computed here and now, from the submitted rows."""
    streams = load_streams(version)
    subjects = {stream.fuel for stream in streams if stream.fuel}
    library = load_library(version, subjects=subjects, facility=version.report.facility, year=YEAR)
    return digest(Recorder(engine_build(), library.gwp).canonical(compute(streams, library).lines))


def check_oracle(versions: list[ReportVersion], *, state: str = "decided") -> None:
    """Nothing lost, nothing twice, the digits of a run without fault, cells equal a recount, ledger whole."""
    for version in versions:
        _check_version(ReportVersion.objects.get(pk=version.pk), state)
    assert not list(discrepancies([YEAR]))
    counted = ReportVersion.objects.filter(state__in=COUNTED).count()
    assert Posting.objects.filter(reversed_at__isnull=True).count() == Posting.objects.count() == counted
    _check_jobs()
    seal_ledger()
    assert verify_ledger().faults == ()


def _check_version(version: ReportVersion, state: str) -> None:
    assert version.state == state
    assert version.content_hash == content_digest(version.pk)
    run = CalculationRun.objects.get(version=version)
    assert run.line_count == version.emission_lines.count() == 24
    assert run.result_hash == version.result_hash == faultless_digits(version)
    assert moves_of(version)[-1][1] == state


def moves_of(version: ReportVersion) -> list[tuple[str, str]]:
    """From and to of every recorded move: each once, each going on where the one before ended."""
    events = AuditEvent.objects.about(version).filter(action__startswith=MOVE)
    moves: list[tuple[Any, Any]] = [(event.payload["from"], event.payload["to"]) for event in events]
    assert max(Counter(events.values_list("action", flat=True)).values()) == 1
    assert [source for source, _ in moves] == ["draft", *(target for _, target in moves[:-1])]
    return moves


def _check_jobs() -> None:
    assert all_over()
    assert not Job.objects.filter(state="running", lease_until_time__lt=timezone.now()).exists()
    assert list(Job.objects.exclude(state="done").values_list("kind", "state", "error")) == []
