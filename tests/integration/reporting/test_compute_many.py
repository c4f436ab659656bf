"""Versions computed together have the bytes of versions computed alone, whatever they share."""

import pytest

from mrv.core.actor import system_actor
from reporting.calculation.build import engine_build
from reporting.calculation.loading import load_streams_of
from reporting.calculation.many import RELATED, Computed, compute_many, shelf_for
from reporting.calculation.records import Recorder, digest
from reporting.calculation.whole import compute_whole
from reporting.models import ReportVersion
from reporting.services.open_report import open_report
from reporting.services.replace_activity import replace_activity
from tests.factories import World, facility, world
from tests.reporting_cast import full_rows, monitoring_plan, month_rows, prepare

pytestmark = pytest.mark.django_db
BY = system_actor("test")


@pytest.fixture
def made() -> World:
    found = world()
    prepare(found)
    return found


def draft(made: World, number: int, year: int = 2020) -> ReportVersion:
    """A report of its own site, in one of two districts, with digits of its own."""
    site = facility(made.enterprise, f"MANY-{number}", district=made.districts[number % 2], sector=made.sectors[0])
    monitoring_plan(site)
    version = open_report(facility=site, compliance_year=year, by=made.actor("reporter"))
    rows = full_rows() if number % 3 else month_rows(quantity=f"{number + 3}.{number}7")
    assert replace_activity(version=version, rows=rows, by=BY) == []
    return version


def together(versions: list[ReportVersion]) -> dict[int, Computed]:
    found = list(ReportVersion.objects.filter(pk__in=[v.pk for v in versions]).select_related(*RELATED))
    streams = load_streams_of(found)
    return compute_many(found, streams, {v.pk: tuple(v.factor_set_ids) for v in found}, shelf_for(streams))


def alone(version: ReportVersion) -> str:
    library, computation = compute_whole(ReportVersion.objects.get(pk=version.pk))
    assert library is not None
    return digest(Recorder(engine_build(), library.gwp).canonical(computation.lines))


def test_bytes_are_those_of_a_version_computed_alone(made: World) -> None:
    versions = [draft(made, number, year=2020 - number % 2) for number in range(5)]
    found = together(versions)
    assert {pk: one.result_hash(engine_build()) for pk, one in found.items()} == {v.pk: alone(v) for v in versions}


def test_what_is_wrong_with_one_version_does_not_stop_the_others(made: World) -> None:
    good, bad = draft(made, 1), draft(made, 3)
    bad.plan.streams.filter(code="diesel").update(fuel="unobtainium")
    found = together([good, bad])
    assert (found[good.pk].outcomes, len(found[good.pk].lines)) == ([], 24)
    assert {one.pointer.split("/")[1] for one in found[bad.pk].outcomes} == {"diesel"}


def test_unknown_gwp_set_is_an_outcome_of_its_version_alone(made: World) -> None:
    good, bad = draft(made, 1), draft(made, 3)
    ReportVersion.objects.filter(pk=bad.pk).update(gwp_set_code="AR99")
    found = together([good, bad])
    assert [one.code for one in found[bad.pk].outcomes] == ["gwp_set_unknown"]
    assert found[bad.pk].result_hash(engine_build()) == ""
    assert len(found[good.pk].lines) == 24
