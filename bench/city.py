"""What the measures work on: the standard cast of the tests and a draft with many streams (all of it synthetic)."""

from datetime import date
from functools import cache
from itertools import cycle, islice

from mrv.core.models import FactorSet
from reporting.models import EmissionsReport, MonitoringPlan, ReportVersion, SourceStream
from tests.factories import World, world
from tests.reporting_cast import SET, factor_set, gwp_set, monitoring_plan

YEAR = 2020
METHOD = {"method": "cn.combustion.ncv_cc_of", "fuel": "diesel", "scope": 1, "unit": "t"}


@cache
def cast() -> World:
    """People, places, factors and a plan for both facilities."""
    made = world()
    gwp_set()
    factor_set(made.people["factor_steward"], made.people["second_factor_steward"])
    monitoring_plan(made.facility)
    monitoring_plan(made.second_facility)
    return made


def draft_with_streams(count: int, year: int) -> ReportVersion:
    """A draft of the first facility under a plan with that many diesel streams, S00001 and on."""
    facility = cast().facility
    plan = MonitoringPlan.objects.create(
        facility=facility, number=year, state="approved", factor_set_codes=[SET], valid_from=date(2010, 1, 1)
    )
    SourceStream.objects.bulk_create(
        (
            SourceStream(
                plan=plan, code=f"S{number:05}", name_zh=f"源流{number}", name_en=f"Stream {number}", **METHOD
            )
            for number in range(count)
        ),
        batch_size=2000,
    )
    report = EmissionsReport.objects.create(facility=facility, compliance_year=year)
    factor_sets = list(FactorSet.objects.values_list("pk", flat=True))
    return ReportVersion.objects.create(report=report, number=1, plan=plan, factor_set_ids=factor_sets)


def declared(rows: int) -> list[tuple[str, int, str]]:
    """Stream, month and tonnes of each row: twelve months per stream, no two quantities alike in sequence."""
    amounts = islice(cycle(range(1, 90_001, 7)), rows)
    return [(f"S{n // 12:05}", n % 12 + 1, f"{100 + amount}.{amount % 1000:03}") for n, amount in enumerate(amounts)]
